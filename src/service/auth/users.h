// What authentication asks about users. Implemented over the catalog (catalog_users.h), by tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockhaus::service {

// A programmatic access token of a user, as stored.
struct TokenRecord {
  std::string name, id, secret_hash;
  std::string role;  // the only role; empty: any of the user's
  bool usable = false;  // neither disabled nor expired
};

// Why a user with the right proof still may not come in.
enum class UserState : uint8_t { active, disabled, expired, locked };

struct UserRecord {
  std::string name;                        // as stored
  std::string password_hash;               // empty: no login by password
  std::vector<std::string> public_keys;  // base64 of DER; empty texts: none
  UserState state = UserState::active;
  bool must_change_password = false;
  bool is_service = false;                // no login by password
  int64_t unlocked_ms = 0;                // failures before it are forgiven
  std::vector<TokenRecord> access_tokens;
  // What the proof allows: its only role; empty: all of the user's.
  std::string restricted_role;
  // What the user was let in by, for the audit: "password", "key_pair", "access_token" (and which),
  // "oauth", "api_key".
  std::string proof, token_name;
  std::string default_role, default_warehouse;
  std::string default_database, default_schema;
};

class Users {
 public:
  virtual ~Users() = default;
  // By login name, without case.
  virtual std::optional<UserRecord> find(std::string_view login) const = 0;
  virtual std::vector<std::string> roles_of(std::string_view user) const = 0;
  // The role, and those granted to it.
  virtual std::vector<std::string> roles_within(std::string_view role) const {
    return {std::string(role)};
  }
  // By the id of one of the user's access tokens.
  virtual std::optional<UserRecord> find_by_token(std::string_view) const { return std::nullopt; }
};

}  // namespace mockhaus::service
