// mockhaus user and mockhaus token: users and access tokens in a data directory, without a server.
//
// The directory must not be in use: a running server owns its data, and there the same is done in
// SQL (CREATE USER, ALTER USER .. ADD PROGRAMMATIC ACCESS TOKEN). Passwords come from standard
// input or are made here; they are never arguments, which other processes can read.
#pragma once

#include <string>
#include <vector>

namespace mockhaus::app {

struct UserOptions {
  std::string data = "mockhaus-data";
  std::string name;
  std::vector<std::string> roles;
  std::string public_key_file;
  bool password_from_input = false;
  bool generates_password = false;
};
int add_user(const UserOptions& options);
int list_users(const UserOptions& options);
int disable_user(const UserOptions& options);

struct TokenOptions {
  std::string data = "mockhaus-data";
  std::string user, name, role;
  int days = 15;
};
int create_token(const TokenOptions& options);
int revoke_token(const TokenOptions& options);

}  // namespace mockhaus::app
