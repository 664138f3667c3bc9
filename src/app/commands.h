// The subcommands of the program; each gives its exit code.
#pragma once

#include <string>

#include "app/config.h"

namespace mockhaus::app {

int serve(const Config& config);

struct TranslateOptions {
  std::string file = "-";   // "-": standard input
  std::string schema_file;  // CREATE TABLE statements that the text may refer to; empty: none
  bool pretty = false;
};
int translate(const TranslateOptions& options);

constexpr int exit_failed = 1;  // could not do it
constexpr int exit_usage = 2;   // was asked wrongly

}  // namespace mockhaus::app
