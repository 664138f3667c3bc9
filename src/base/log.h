// The log: one JSON line for each event, on standard error.
//
// Every text is escaped, so nothing that a client sends can start a line of its own. Callers never
// pass secrets, tokens or bind values. A line is one write; nothing is buffered. Thread-safe.
#pragma once

#include <atomic>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <variant>

#include "base/clock.h"

namespace mockhaus {

enum class LogLevel : uint8_t { debug, info, warning, error, off };
std::optional<LogLevel> log_level_of(std::string_view name);  // of its name in small letters

struct LogField {
  std::string_view name;
  std::variant<std::string_view, int64_t, bool> value;

  LogField(std::string_view name, std::string_view value) : name(name), value(value) {}
  LogField(std::string_view name, const char* text) : name(name), value(std::string_view(text)) {}
  LogField(std::string_view name, int64_t value) : name(name), value(value) {}
  LogField(std::string_view name, int value) : name(name), value(int64_t{value}) {}
  LogField(std::string_view name, bool value) : name(name), value(value) {}
};

class AuditFile;

class Log {
 public:
  explicit Log(LogLevel least, const Clock& clock, int descriptor = 2)
      : least_(least), clock_(clock), descriptor_(descriptor) {}

  bool writes(LogLevel level) const { return level >= least_; }
  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) const;

  void info(std::string_view event, std::initializer_list<LogField> fields) const {
    write(LogLevel::info, event, fields);
  }
  // Once, before other threads use the log. The file must outlive it.
  void set_audit(AuditFile* file) { audit_ = file; }
  // What must be provable later; nothing happens where no audit is kept.
  void audit(std::string_view event, std::initializer_list<LogField> fields) const;
  void error(std::string_view event, std::initializer_list<LogField> fields) const {
    write(LogLevel::error, event, fields);
  }

 private:
  LogLevel least_;
  const Clock& clock_;
  int descriptor_;
  AuditFile* audit_ = nullptr;
};

}  // namespace mockhaus
