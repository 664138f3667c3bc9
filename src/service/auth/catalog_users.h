// The users of an account, as authentication sees them.
#pragma once

#include "service/auth/users.h"

namespace mockhaus::catalog {
class Account;
struct User;
}

namespace mockhaus::service {

class CatalogUsers final : public Users {
 public:
  struct Options {
    std::string shared_public_key;  // from the configuration: signs for every user; empty: none
    std::string default_namespace;  // of users who have none; empty: none
  };
  CatalogUsers(const catalog::Account& account, Options options)
      : account_(account), options_(std::move(options)) {}

  std::optional<UserRecord> find(std::string_view login) const override;
  std::vector<std::string> roles_of(std::string_view user) const override;
  std::vector<std::string> roles_within(std::string_view role) const override;
  std::optional<UserRecord> find_by_token(std::string_view id) const override;

  // Whether anybody but `except` could log in.
  bool anyone_can_log_in(std::string_view except) const;

 private:
  UserRecord describe(const catalog::User& user) const;

  const catalog::Account& account_;
  const Options options_;
};

}  // namespace mockhaus::service
