// The process gives up what it does not need: files outside its directories (Landlock), other
// programs and kernel interfaces (seccomp).
//
// Before the first thread is made: threads inherit, older ones would stay free. What the kernel
// does not know is left out and said in the log. There is no way back.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/log.h"

namespace mockhaus::app {

struct SandboxRules {
  std::vector<std::string> writable;  // directories
  std::vector<std::string> readable;  // files or directories; missing ones are left out
  uint16_t bind_port = 0;
  std::vector<uint16_t> connect_ports;  // nothing else can be reached by TCP
};

struct SandboxState {
  int landlock_version = 0;  // 0: the kernel has none, or refused
  bool seccomp = false;
  bool verified = false;     // a file outside was tried and could not be opened
};
SandboxState enter_sandbox(const SandboxRules& rules);
void log_sandbox(const SandboxState& state, const Log& log);

}  // namespace mockhaus::app
