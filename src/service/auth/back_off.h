// How long a login attempt must wait, after earlier ones with the same name or from the same
// address failed. Thread-safe; remembers a bounded number of names and addresses.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mockhaus::service {

class BackOff {
 public:
  // Nanoseconds until the attempt may start; nothing: too many wait already, refuse it. Attempts
  // with one name follow one another, so parallel guesses gain nothing.
  std::optional<int64_t> delay_of(std::string_view user, std::string_view address, int64_t now_ns);
  // How long ago the last of the failures was that lock this name; nothing: it is not locked.
  // Five failures lock a name for 15 minutes, whether a user has it or not.
  std::optional<int64_t> locked_since_ns(std::string_view user, int64_t now_ns);
  void failed(std::string_view user, std::string_view address, int64_t now_ns);
  void succeeded(std::string_view user);  // the address may be guessing other names

 private:
  struct Record {
    int failures = 0;
    int64_t last_failure_ns = 0;
    int64_t next_start_ns = 0;
  };
  Record* find(const std::string& key, int64_t now_ns);
  void count(const std::string& key, int free_failures, int64_t now_ns);

  std::mutex mutex_;
  std::unordered_map<std::string, Record> records_;
};

}  // namespace mockhaus::service
