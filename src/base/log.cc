#include "base/log.h"

#include <unistd.h>

#include <ctime>

#include "base/audit_file.h"
#include "base/json.h"

namespace mockhaus {

static std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return "debug";
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
    case LogLevel::off: break;
  }
  return "off";
}

std::optional<LogLevel> log_level_of(std::string_view name) {
  for (const LogLevel level : {LogLevel::debug, LogLevel::info, LogLevel::warning,
                               LogLevel::error, LogLevel::off}) {
    if (name_of(level) == name) return level;
  }
  return std::nullopt;
}

static std::string time_text(int64_t wall_ns) {
  const time_t seconds = wall_ns / ns_per_second;
  tm parts{};
  gmtime_r(&seconds, &parts);
  char text[40];
  const size_t length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  std::string result(text, length);
  const std::string micros = std::to_string(1'000'000 + wall_ns % ns_per_second / 1000);
  return result + "." + micros.substr(1) + "Z";
}

static std::string line_of(int64_t wall_ns, std::string_view level, std::string_view event,
                           std::initializer_list<LogField> fields) {
  JsonWriter line;
  line.begin_object().member("time", time_text(wall_ns));
  if (!level.empty()) line.member("level", level);
  line.member("event", event);
  for (const LogField& field : fields) {
    line.key(field.name);
    if (const auto* text = std::get_if<std::string_view>(&field.value)) line.string(*text);
    if (const auto* number = std::get_if<int64_t>(&field.value)) line.number(*number);
    if (const auto* truth = std::get_if<bool>(&field.value)) line.boolean(*truth);
  }
  line.end_object().buffer() += '\n';
  return line.take();
}

void Log::write(LogLevel level, std::string_view event,
                std::initializer_list<LogField> fields) const {
  if (!writes(level)) return;
  const std::string line = line_of(clock_.wall_ns(), name_of(level), event, fields);
  // A log that cannot be written must not stop the server.
  [[maybe_unused]] const ssize_t written = ::write(descriptor_, line.data(), line.size());
}

void Log::audit(std::string_view event, std::initializer_list<LogField> fields) const {
  if (audit_ != nullptr) audit_->write(line_of(clock_.wall_ns(), "", event, fields));
}

}  // namespace mockhaus
