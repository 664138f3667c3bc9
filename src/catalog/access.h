// Users, roles, grants and warehouses: who may come in and what they are shown to own.
//
// Grants are stored and shown; privileges are not enforced here.
#pragma once

#include "catalog/object.h"

namespace mockhaus::catalog {

struct RsaKey {
  std::string public_key;   // base64 of the DER, without header lines; empty: none
  std::string fingerprint;  // SHA256:...
  int64_t set_ms = 0;
};

// A programmatic access token. Its secret is random, so a plain hash of it can be kept.
struct AccessToken {
  std::string name;
  std::string id;           // part of the secret, by which it is found
  std::string secret_hash;  // of credentials/access_token.h
  std::string role;         // the only role it may use; empty: all of the user's
  std::string created_by, comment;
  int64_t created_ms = 0;
  int64_t expires_ms = 0;
  bool disabled = false;
  std::optional<int64_t> bypass_minutes;  // MINS_TO_BYPASS_NETWORK_POLICY_REQUIREMENT
  std::string rotated_to;   // name of the token that took over; empty: none
};

struct User final : Object {
  User() : Object(Kind::user) {}
  std::string login_name;  // compared without case
  std::string display_name, first_name, middle_name, last_name, email;
  std::string password_hash;  // empty: cannot log in by password
  RsaKey rsa_key, rsa_key_2;
  std::string default_role, default_warehouse, default_namespace;
  std::string default_secondary_roles = "[\"ALL\"]";
  std::string type;  // PERSON, SERVICE, LEGACY_SERVICE; empty: not given
  bool disabled = false;
  bool must_change_password = false;
  std::optional<int64_t> expires_ms, locked_until_ms, password_set_ms;
  std::optional<int64_t> unlocked_ms;  // failed logins before it are forgiven
  std::vector<AccessToken> access_tokens;
  Properties properties;  // the rest, as given
};

struct Role final : Object {
  Role() : Object(Kind::role) {}
};

struct Warehouse final : Object {
  Warehouse() : Object(Kind::warehouse) {}
  std::string type = "STANDARD";
  std::string size = "X-Small";  // as SHOW prints it
  bool started = true;
  int64_t min_clusters = 1, max_clusters = 1;
  int64_t auto_suspend_seconds = 600;
  bool auto_resume = true;
  std::string scaling_policy = "STANDARD";
  std::string resource_monitor;
  bool query_acceleration = false;
  int64_t query_acceleration_scale = 8;
  int64_t resumed_ms = 0;
};

// One privilege on one object, or one role, given to one grantee. `name` is made of all of these,
// so that giving the same twice is one grant.
struct Grant final : Object {
  Grant() : Object(Kind::grant) {}
  std::string privilege;     // SELECT, OWNERSHIP, ...; USAGE for roles
  std::string object_kind;   // TABLE, ROLE, ACCOUNT, ...
  Id object = 0;             // where the object has an id; its current name is shown
  std::string object_name;   // otherwise; future grants: DB.SCHEMA.<TABLE>
  std::string grantee_kind;  // ROLE, USER, DATABASE ROLE, SHARE
  std::string grantee;
  std::string granted_by;
  bool grant_option = false;
  bool future = false;
};

}  // namespace mockhaus::catalog
