#include "service/stage_grant.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/json.h"
#include "credentials/password_hash.h"

namespace mockhaus::service {

static std::string seal_of(std::string_view payload) {
  return encode_base64_url(
      credentials::fingerprint_of_secret("stage/" + std::string(payload)));
}

bool StageGrant::covers(std::string_view of_folder, std::string_view name) const {
  if (of_folder != folder || name.empty() || name.ends_with('/')) return false;
  return path.empty() || path.ends_with('/') ? name.starts_with(path) : name == path;
}

std::string sign(const StageGrant& grant) {
  JsonWriter json;
  json.begin_object().member("u", grant.user).member("f", grant.folder).member("p", grant.path);
  json.member("w", grant.writes).member("o", grant.overwrites).member("e", grant.expires_ms);
  json.end_object();
  const std::string payload = encode_base64_url(json.text());
  return payload + "." + seal_of(payload);
}

std::optional<StageGrant> read_grant(std::string_view text, int64_t now_ms) {
  const size_t dot = text.find('.');
  if (dot == text.npos) return std::nullopt;
  const std::string_view payload = text.substr(0, dot);
  if (!credentials::equal_in_constant_time(text.substr(dot + 1), seal_of(payload))) {
    return std::nullopt;
  }
  const std::optional<std::string> decoded = decode_base64_url(payload);
  Arena arena;
  const Json* json = decoded ? parse_json(*decoded, arena) : nullptr;
  const Json* expires = json == nullptr ? nullptr : json->find("e");
  if (expires == nullptr) return std::nullopt;
  StageGrant grant;
  grant.user = json->text_of("u");
  grant.folder = json->text_of("f");
  grant.path = json->text_of("p");
  grant.writes = json->truth_of("w");
  grant.overwrites = json->truth_of("o");
  grant.expires_ms = expires->integer().value_or(0);
  if (grant.expires_ms <= now_ms) return std::nullopt;
  return grant;
}

}  // namespace mockhaus::service
