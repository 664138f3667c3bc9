#include "app/config.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "base/log.h"

namespace mockhaus::app {

namespace {

enum class KeyType : uint8_t { text, number, boolean, list };

// One key of the file. `set` is null for keys that have no effect in this version: those may only
// repeat their default, so that what --print-config prints can be read back.
struct Key {
  std::string_view path;
  KeyType type;
  std::string_view unset;  // the default of a key without effect, as JSON
  void (*set)(Config& config, const Json& value);
  void (*print)(const Config& config, JsonWriter& json);
  int64_t smallest = 0, largest = 0;  // of numbers
};

constexpr int64_t century_seconds = 3'155'760'000;

template <std::string Config::*Field>
constexpr Key text_key(std::string_view path) {
  return {path, KeyType::text, "null",
          [](Config& c, const Json& v) { c.*Field = v.text; },
          [](const Config& c, JsonWriter& j) {
            (c.*Field).empty() ? j.null() : j.string(c.*Field);
          }};
}

template <int64_t Config::*Field>
constexpr Key number_key(std::string_view path, int64_t smallest, int64_t largest) {
  return {path, KeyType::number, "",
          [](Config& c, const Json& v) { c.*Field = *v.integer(); },
          [](const Config& c, JsonWriter& j) { j.number(c.*Field); }, smallest, largest};
}

template <bool Config::*Field>
constexpr Key boolean_key(std::string_view path) {
  return {path, KeyType::boolean, "",
          [](Config& c, const Json& v) { c.*Field = v.truth; },
          [](const Config& c, JsonWriter& j) { j.boolean(c.*Field); }};
}

template <std::vector<std::string> Config::*Field>
constexpr Key list_key(std::string_view path) {
  return {path, KeyType::list, "",
          [](Config& c, const Json& v) {
            (c.*Field).clear();
            for (const Json& item : v.items()) (c.*Field).emplace_back(item.text);
          },
          [](const Config& c, JsonWriter& j) {
            j.begin_array();
            for (const std::string& text : c.*Field) j.string(text);
            j.end_array();
          }};
}

constexpr Key keys[] = {
    {"server.host", KeyType::text, "",
     [](Config& c, const Json& v) { c.host = v.text; },
     [](const Config& c, JsonWriter& j) { j.string(c.host); }},
    number_key<&Config::port>("server.port", 0, 65535),
    text_key<&Config::tls_certificate_path>("server.tls.certificate_path"),
    text_key<&Config::tls_private_key_path>("server.tls.private_key_path"),
    list_key<&Config::allowed_origins>("server.cors.allowed_origins"),
    number_key<&Config::requests_per_second_per_address>(
        "server.limits.requests_per_second_per_address", 0, 1'000'000),
    number_key<&Config::requests_per_second_per_user>(
        "server.limits.requests_per_second_per_user", 0, 1'000'000),
    number_key<&Config::sessions_per_user>("server.limits.sessions_per_user", 1, 1'000'000),
    number_key<&Config::session_idle_seconds>("server.limits.session_idle_seconds", 1,
                                              century_seconds),
    boolean_key<&Config::sandbox>("server.sandbox"),
    {"storage.path", KeyType::text, "",
     [](Config& c, const Json& v) { c.data_path = v.text; },
     [](const Config& c, JsonWriter& j) { j.string(c.data_path); }},
    text_key<&Config::audit_path>("audit.path"),
    number_key<&Config::audit_bytes_max>("audit.bytes_max", 4096, int64_t{1} << 40),
    number_key<&Config::audit_files_kept>("audit.files_kept", 1, 10'000),
    {"log.level", KeyType::text, "",
     [](Config& c, const Json& v) { c.log_level = v.text; },
     [](const Config& c, JsonWriter& j) { j.string(c.log_level); }},
    {"mode", KeyType::text, "",
     [](Config& c, const Json& v) { c.mode = v.text == "dev" ? Mode::dev : Mode::production; },
     [](const Config& c, JsonWriter& j) {
       j.string(c.mode == Mode::dev ? "dev" : "production");
     }},
    boolean_key<&Config::sql_api_enabled>("snowflake_api.enabled"),
    list_key<&Config::account_names>("snowflake_api.auth.account_names"),
    text_key<&Config::jwt_public_key_path>("snowflake_api.auth.jwt_public_key_path"),
    text_key<&Config::oauth_introspection_url>("snowflake_api.auth.oauth_introspection_url"),
    text_key<&Config::oauth_jwks_url>("snowflake_api.auth.oauth_jwks_url"),
    text_key<&Config::oauth_issuer>("snowflake_api.auth.oauth_issuer"),
    text_key<&Config::oauth_audience>("snowflake_api.auth.oauth_audience"),
    text_key<&Config::oauth_client_id>("snowflake_api.auth.oauth_client_id"),
    text_key<&Config::oauth_client_secret_path>("snowflake_api.auth.oauth_client_secret_path"),
    text_key<&Config::oauth_user_claim>("snowflake_api.auth.oauth_user_claim"),
    boolean_key<&Config::allow_api_key>("snowflake_api.auth.allow_api_key_auth"),
    number_key<&Config::max_concurrent_statements>(
        "snowflake_api.limits.max_concurrent_statements", 1, 10'000),
    number_key<&Config::statement_timeout_seconds>(
        "snowflake_api.limits.statement_timeout_seconds", 1, century_seconds),
    // What is printed where no limit was set is what a file should begin with.
    {"snowflake_api.limits.result_set_max_rows", KeyType::number, "",
     [](Config& c, const Json& v) { c.result_set_max_rows = *v.integer(); },
     [](const Config& c, JsonWriter& j) {
       j.number(c.result_set_max_rows == 0 ? 100'000 : c.result_set_max_rows);
     }, 0, century_seconds},
    number_key<&Config::max_concurrent_statements_per_user>(
        "statements.max_concurrent_per_user", 0, 10'000),
    number_key<&Config::max_queued_statements>("statements.max_queued", 1, 1'000'000),
    number_key<&Config::synchronous_wait_seconds>("statements.synchronous_wait_seconds", 1, 3600),
    number_key<&Config::retention_seconds>("statements.retention_seconds", 1, century_seconds),
    number_key<&Config::result_bytes_max>("statements.result_bytes_max", 1 << 20,
                                          int64_t{1} << 50),
};

Error config_error(std::string message) { return {"390999", "22023", std::move(message)}; }

std::string quoted(std::string_view path) { return "'" + std::string(path) + "'"; }

std::string_view name_of(KeyType type) {
  switch (type) {
    case KeyType::text: return "a text";
    case KeyType::number: return "a whole number";
    case KeyType::boolean: return "true or false";
    case KeyType::list: return "a list of texts";
  }
  return "";
}

bool has_type(const Json& value, KeyType type) {
  switch (type) {
    case KeyType::text: return value.is_string();
    case KeyType::number: return value.is_number() && value.integer().has_value();
    case KeyType::boolean: return value.is_boolean();
    case KeyType::list: break;
  }
  if (!value.is_array()) return false;
  for (const Json& item : value.items()) {
    if (!item.is_string()) return false;
  }
  return true;
}

bool repeats_default(const Key& key, const Json& value) {
  if (value.is_null()) return key.unset == "null";
  if (value.is_array()) return key.unset == "[]" && value.items().empty();
  return value.is_number() && value.text == key.unset;
}

Result<Done> apply(const Key& key, const Json& value, Config& config) {
  if (value.is_null() && key.unset == "null") return Done{};
  if (!has_type(value, key.type)) {
    return config_error("configuration key " + quoted(key.path) + " must be " +
                        std::string(name_of(key.type)));
  }
  if (key.type == KeyType::number &&
      (*value.integer() < key.smallest || *value.integer() > key.largest)) {
    return config_error("configuration key " + quoted(key.path) + " must be from " +
                        std::to_string(key.smallest) + " to " + std::to_string(key.largest));
  }
  if (key.set == nullptr) {
    if (repeats_default(key, value)) return Done{};
    return config_error("configuration key " + quoted(key.path) +
                        " is not available in this version");
  }
  if (key.path == "mode" && value.text != "dev" && value.text != "production") {
    return config_error("configuration key 'mode' must be \"dev\" or \"production\"");
  }
  if (key.path == "log.level" && !log_level_of(value.text)) {
    return config_error("configuration key 'log.level' must be debug, info, warning, error or off");
  }
  key.set(config, value);
  return Done{};
}

bool is_section(std::string_view path) {
  for (const Key& key : keys) {
    if (key.path.starts_with(std::string(path) + ".")) return true;
  }
  return false;
}

Result<Done> read_section(const Json& section, const std::string& prefix, Config& config) {
  for (const JsonMember& member : section.members()) {
    const std::string path = prefix + std::string(member.name);
    const Key* found = nullptr;
    for (const Key& key : keys) {
      if (key.path == path) found = &key;
    }
    if (found != nullptr) {
      TRY(apply(*found, member.value, config));
      continue;
    }
    if (!is_section(path)) return config_error("unknown configuration key " + quoted(path));
    if (!member.value.is_object()) {
      return config_error("configuration key " + quoted(path) + " must be an object");
    }
    TRY(read_section(member.value, path + ".", config));
  }
  return Done{};
}

}  // namespace

Result<Done> read_config_text(std::string_view text, Config& config) {
  Arena arena;
  const Json* root = parse_json(text, arena);
  if (root == nullptr) return config_error("the configuration is not valid JSON");
  if (!root->is_object()) return config_error("the configuration must be a JSON object");
  return read_section(*root, "", config);
}

Result<Done> read_config_file(const std::string& path, Config& config) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || file.bad()) {
    return config_error("cannot read the configuration file '" + path +
                        "': " + std::strerror(errno != 0 ? errno : EIO));
  }
  Result<Done> read = read_config_text(text.str(), config);
  if (!read) return config_error(path + ": " + read.error().message);
  return Done{};
}

// Keys come section by section, so each section is opened once and closed when it is left.
std::string print_config(const Config& config) {
  JsonWriter json;
  std::vector<std::string_view> open;  // names of the sections that are open
  json.begin_object();
  for (const Key& key : keys) {
    std::vector<std::string_view> names;
    std::string_view rest = key.path;
    for (size_t dot = rest.find('.'); dot != rest.npos; dot = rest.find('.')) {
      names.push_back(rest.substr(0, dot));
      rest.remove_prefix(dot + 1);
    }
    size_t same = 0;
    while (same < open.size() && same < names.size() && open[same] == names[same]) ++same;
    for (; open.size() > same; open.pop_back()) json.end_object();
    for (; open.size() < names.size(); open.push_back(names[open.size()])) {
      json.key(names[open.size()]).begin_object();
    }
    json.key(rest);
    key.print != nullptr ? key.print(config, json) : void(json.raw(key.unset));
  }
  for (; !open.empty(); open.pop_back()) json.end_object();
  json.end_object();
  return json.take();
}

}  // namespace mockhaus::app
