// What authentication asks about users. Implemented over the catalog (catalog_users.h), by tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockhaus::service {

struct UserRecord {
  std::string name;                        // as stored
  std::string password_hash;               // empty: no login by password
  std::vector<std::string> public_keys;  // base64 of DER; empty texts: none
  bool disabled = false;
  std::string default_role, default_warehouse;
  std::string default_database, default_schema;
};

class Users {
 public:
  virtual ~Users() = default;
  // By login name, without case.
  virtual std::optional<UserRecord> find(std::string_view login) const = 0;
  virtual std::vector<std::string> roles_of(std::string_view user) const = 0;
};

}  // namespace mockhaus::service
