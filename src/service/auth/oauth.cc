#include "service/auth/oauth.h"

#include <algorithm>

#include "base/base64.h"
#include "credentials/password_hash.h"
#include "service/auth/errors.h"
#include "service/auth/jwt.h"
#include "service/auth/token_parts.h"

namespace mockhaus::service {

using credentials::PublicKey;
using credentials::SignatureScheme;

constexpr int64_t good_seconds_max = 60;
constexpr int64_t bad_seconds = 5;
constexpr int64_t no_answer_seconds = 1;
constexpr int64_t keys_seconds_max = 600;
constexpr int64_t keys_seconds_min = 10;  // an unknown key id asks again, but not more often
constexpr size_t entries_max = 10'000;
constexpr size_t questions_max = 256;

OAuth::OAuth(OAuthOptions options, HttpClient& client, const Clock& clock)
    : options_(std::move(options)), client_(client), clock_(clock) {}

OAuth::~OAuth() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::optional<Result<OAuthProof>> OAuth::known(std::string_view token) {
  const std::string key = credentials::fingerprint_of_secret(token);
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return std::nullopt;
  if (clock_.steady_ns() >= found->second.until_ns) {
    entries_.erase(found);
    return std::nullopt;
  }
  return found->second.proof;
}

void OAuth::remember(std::string_view token, Result<OAuthProof> proof) {
  int64_t seconds = bad_seconds;
  if (proof) seconds = std::min(good_seconds_max, proof->expires_at - clock_.wall_seconds());
  if (!proof && proof.error().code == "390503") seconds = no_answer_seconds;
  const int64_t until = clock_.steady_ns() + std::max(seconds, int64_t{1}) * ns_per_second;
  const std::string key = credentials::fingerprint_of_secret(token);
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= entries_max) entries_.clear();
  entries_.insert_or_assign(key, Entry{std::move(proof), until});
}

void OAuth::find_out(std::string token, std::function<void()> call_back) {
  if (token.size() > jwt_bytes_max) remember(token, errors::oauth_invalid());
  if (known(token)) return call_back();
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && questions_.size() < questions_max) {
      questions_.push_back({std::move(token), std::move(call_back)});
      if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
      wake_.notify_one();
      return;
    }
  }
  remember(token, errors::oauth_unavailable());
  call_back();
}

void OAuth::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return stopping_ || !questions_.empty(); });
    if (questions_.empty()) return;  // those who wait get their answer before the end
    const Question question = std::move(questions_.front());
    questions_.pop_front();
    const bool refuses = stopping_;
    lock.unlock();
    if (!known(question.token)) {
      remember(question.token, refuses ? Result<OAuthProof>(errors::oauth_unavailable())
                                       : ask(question.token));
    }
    question.call_back();
    lock.lock();
  }
}

Result<OAuthProof> OAuth::ask(const std::string& token) {
  const bool is_signed = split_token(token).has_value();
  if (is_signed && !options_.jwks_url.empty()) return verify(token);
  if (options_.introspection_url.empty()) return errors::oauth_invalid();
  return introspect(token);
}

namespace {

bool names(const Json* claim, std::string_view wanted) {
  if (claim == nullptr) return false;
  if (claim->is_string()) return claim->text == wanted;
  return std::ranges::any_of(claim->items(), [&](const Json& item) { return item.text == wanted; });
}

// Scopes are separated by blanks, or a list.
std::vector<std::string> scopes_of(const Json& claims) {
  std::vector<std::string> scopes;
  for (const char* name : {"scope", "scp"}) {
    const Json* claim = claims.find_value(name);
    if (claim == nullptr) continue;
    for (const Json& item : claim->items()) scopes.emplace_back(item.text);
    std::string_view rest = claim->is_string() ? claim->text : std::string_view();
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(' '), rest.size());
      if (end > 0) scopes.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return scopes;
}

void read_scopes(const Json& claims, OAuthProof& proof) {
  for (const std::string& scope : scopes_of(claims)) {
    constexpr std::string_view role = "session:role:";
    std::string upper = scope;
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (upper == "SESSION:ROLE-ANY") proof.any_role = true;
    if (upper.starts_with("SESSION:ROLE:") && proof.role.empty()) {
      proof.role = upper.substr(role.size());
    }
  }
}

}  // namespace

// The claims that every token must have, whoever vouches for it.
static Result<OAuthProof> read_claims(const Json& claims, const OAuthOptions& options,
                                      int64_t now) {
  if (!options.issuer.empty() && claims.text_of("iss") != options.issuer) {
    return errors::oauth_invalid();
  }
  if (!options.audience.empty() && !names(claims.find("aud"), options.audience)) {
    return errors::oauth_invalid();
  }
  const std::optional<int64_t> expires = read_time(claims, "exp");
  if (!expires) return errors::oauth_invalid();
  if (now >= *expires + jwt_leeway_seconds) return errors::oauth_expired();
  for (const char* name : {"nbf", "iat"}) {
    const std::optional<int64_t> from = read_time(claims, name);
    if (from && *from > now + jwt_leeway_seconds) return errors::oauth_invalid();
  }
  OAuthProof proof;
  proof.login = std::string(claims.text_of(options.user_claim));
  if (proof.login.empty()) return errors::oauth_invalid();
  proof.expires_at = *expires;
  read_scopes(claims, proof);
  return proof;
}

Result<OAuthProof> OAuth::verify(std::string_view token) {
  const std::optional<TokenParts> parts = split_token(token);
  Arena arena;
  const Json* header = parts ? parse_json(parts->header, arena) : nullptr;
  const Json* claims = parts ? parse_json(parts->payload, arena) : nullptr;
  if (header == nullptr || claims == nullptr || header->find("crit") != nullptr) {
    return errors::oauth_invalid();
  }
  const std::string_view id = header->text_of("kid");
  const int64_t age = clock_.steady_ns() - keys_loaded_ns_;
  const bool too_old = keys_.empty() || age > keys_seconds_max * ns_per_second;
  const bool unknown = keys_for(id).empty() && age > keys_seconds_min * ns_per_second;
  if (too_old || unknown) TRY(load_keys());
  for (const PublicKey& key : keys_for(id)) {
    const std::string_view name = key.scheme() == SignatureScheme::rs256 ? "RS256" : "ES256";
    if (header->text_of("alg") != name) continue;
    if (!key.verifies(parts->signed_text, parts->signature)) continue;
    return read_claims(*claims, options_, clock_.wall_seconds());
  }
  return errors::oauth_invalid();
}

std::vector<PublicKey> OAuth::keys_for(std::string_view id) const {
  std::vector<PublicKey> fitting;
  for (const Key& key : keys_) {
    if (id.empty() || key.id == id) fitting.push_back(key.key);
  }
  return fitting;
}

Result<Done> OAuth::load_keys() {
  const Result<HttpAnswer> answer = client_.get(options_.jwks_url);
  if (!answer || answer->status != 200) return errors::oauth_unavailable();
  Arena arena;
  const Json* document = parse_json(answer->body, arena);
  const Json* list = document != nullptr ? document->find("keys") : nullptr;
  if (list == nullptr) return errors::oauth_unavailable();
  keys_.clear();
  for (const Json& item : list->items()) {
    const std::string_view use = item.text_of("use");
    if (!use.empty() && use != "sig") continue;
    std::optional<PublicKey> key;
    if (item.text_of("kty") == "RSA") {
      key = PublicKey::from_rsa(item.text_of("n"), item.text_of("e"));
    } else if (item.text_of("kty") == "EC" && item.text_of("crv") == "P-256") {
      key = PublicKey::from_p256(item.text_of("x"), item.text_of("y"));
    }
    if (key) keys_.push_back({std::string(item.text_of("kid")), *std::move(key)});
  }
  keys_loaded_ns_ = clock_.steady_ns();
  return Done{};
}

static std::string form_encoded(std::string_view text) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || c == '-' || c == '_' || c == '.') {
      encoded += c;
    } else {
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

Result<OAuthProof> OAuth::introspect(const std::string& token) {
  std::string authorization;
  if (!options_.client_id.empty()) {
    authorization = "Basic " + encode_base64(form_encoded(options_.client_id) + ":" +
                                             form_encoded(options_.client_secret));
  }
  const Result<HttpAnswer> answer = client_.post_form(
      options_.introspection_url,
      "token=" + form_encoded(token) + "&token_type_hint=access_token", authorization);
  if (answer && answer->status == 400) return errors::oauth_invalid();  // no token of its kind
  if (!answer || answer->status != 200) return errors::oauth_unavailable();
  Arena arena;
  const Json* claims = parse_json(answer->body, arena);
  if (claims == nullptr || !claims->is_object()) return errors::oauth_unavailable();
  if (!claims->truth_of("active")) return errors::oauth_invalid();
  return read_claims(*claims, options_, clock_.wall_seconds());
}

}  // namespace mockhaus::service
