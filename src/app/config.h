// What the server is told by its configuration file and flags.
//
// The file is JSON; every key is optional. Unknown keys, wrong types, values out of range and keys
// that have no effect in this version are errors that name the key.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace mockhaus::app {

constexpr const char* program_version = "0.1.0";

enum class Mode : uint8_t { dev, production };

struct Config {
  std::string host = "127.0.0.1";
  int64_t port = 8084;  // 0: a free one
  std::string data_path = "mockhaus-data";
  bool in_memory = false;  // flag only
  Mode mode = Mode::dev;
  bool sql_api_enabled = true;
  std::string jwt_public_key_path;
  std::string tls_certificate_path, tls_private_key_path;  // both or none
  std::vector<std::string> allowed_origins;
  int64_t requests_per_second_per_address = 0;  // 0: no limit in dev mode, 2000 in production
  int64_t requests_per_second_per_user = 0;     // the same
  int64_t sessions_per_user = 1000;
  int64_t session_idle_seconds = 14'400;  // unused for so long: it ends
  bool sandbox = true;     // production only
  std::string audit_path;  // empty: none in dev mode, audit.log beside the data in production
  int64_t audit_bytes_max = 64 << 20;
  int64_t audit_files_kept = 10;
  std::string log_level = "info";
  std::string oauth_introspection_url, oauth_jwks_url, oauth_issuer, oauth_audience;
  std::string oauth_client_id, oauth_client_secret_path;  // for the introspection
  std::string oauth_user_claim = "sub";
  std::vector<std::string> account_names;  // whose key-pair tokens are accepted; none: any
  bool allow_api_key = true;
  int64_t max_concurrent_statements = 100;
  int64_t statement_timeout_seconds = 3600;
  int64_t result_set_max_rows = 0;  // 0: no limit was set
  int64_t max_concurrent_statements_per_user = 0;  // 0: nine tenths of all
  int64_t max_queued_statements = 20'000;
  int64_t synchronous_wait_seconds = 45;
  int64_t retention_seconds = 86'400;
  int64_t result_bytes_max = int64_t{4} << 30;
};

// Puts what the file says over `config`. The error's message is for the person at the terminal.
Result<Done> read_config_file(const std::string& path, Config& config);
Result<Done> read_config_text(std::string_view text, Config& config);
// The configuration as a file would hold it, all keys.
std::string print_config(const Config& config);

}  // namespace mockhaus::app
