#include "base/metrics.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace mockhaus {

constexpr size_t label_sets_max = 500;

static void print_head(std::string_view name, std::string_view kind, std::string_view help,
                       std::string& into) {
  into += "# HELP mockhaus_" + std::string(name) + " " + std::string(help) + "\n";
  into += "# TYPE mockhaus_" + std::string(name) + " " + std::string(kind) + "\n";
}

void CounterFamily::add(const std::string& labels, int64_t count) {
  const std::lock_guard lock(mutex_);
  const bool is_full = counts_.size() >= label_sets_max && !counts_.contains(labels);
  counts_[is_full ? "other=\"true\"" : labels] += count;
}

void CounterFamily::print(std::string_view name, std::string_view help, std::string& into) const {
  print_head(name, "counter", help, into);
  const std::lock_guard lock(mutex_);
  for (const auto& [labels, count] : counts_) {
    into += "mockhaus_" + std::string(name) + "{" + labels + "} " + std::to_string(count) + "\n";
  }
}

void DurationHistogram::add(int64_t microseconds) {
  size_t bucket = 0;
  while (bucket < bounds.size() && microseconds > bounds[bucket]) ++bucket;
  ++counts_[bucket];
  sum_ += microseconds;
}

static std::string seconds_text(int64_t microseconds) {
  char text[32];
  const int length = std::snprintf(text, sizeof text, "%.9g",
                                   static_cast<double>(microseconds) / 1e6);
  return {text, static_cast<size_t>(length)};
}

void DurationHistogram::print(std::string_view name, std::string_view help,
                              std::string& into) const {
  print_head(name, "histogram", help, into);
  const std::string start = "mockhaus_" + std::string(name);
  int64_t total = 0;
  for (size_t i = 0; i <= bounds.size(); ++i) {
    total += counts_[i];
    const std::string bound = i < bounds.size() ? seconds_text(bounds[i]) : "+Inf";
    into += start + "_bucket{le=\"" + bound + "\"} " + std::to_string(total) + "\n";
  }
  into += start + "_sum " + seconds_text(sum_) + "\n";
  into += start + "_count " + std::to_string(total) + "\n";
}

static int64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  int64_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

std::string Metrics::print() {
  memory_bytes = resident_bytes();
  if (before_print) before_print(*this);
  std::string text;
#define METRIC(name, kind, help)                         \
  print_head(#name, #kind, help, text);                  \
  text += "mockhaus_" #name " " + std::to_string(name.load()) + "\n";
#include "base/metrics.def"
#undef METRIC
  statements.print("statements_total", "statements that ended", text);
  errors.print("errors_total", "failed statements by Snowflake's error code", text);
  logins.print("logins_total", "proofs of identity", text);
  statement_seconds.print("statement_seconds", "time of a statement from submission to its end",
                          text);
  return text;
}

}  // namespace mockhaus
