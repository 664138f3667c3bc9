#include "service/auth/catalog_users.h"

#include <set>

#include "catalog/account.h"

namespace mockhaus::service {

static void split_namespace(const std::string& text, UserRecord& user) {
  const size_t dot = text.find('.');
  user.default_database = text.substr(0, dot);
  if (dot != text.npos) user.default_schema = text.substr(dot + 1);
}

static UserState state_of(const catalog::User& user, int64_t now) {
  if (user.disabled) return UserState::disabled;
  if (user.expires_ms && *user.expires_ms <= now) return UserState::expired;
  if (user.locked_until_ms && *user.locked_until_ms > now) return UserState::locked;
  return UserState::active;
}

UserRecord CatalogUsers::describe(const catalog::User& found) const {
  UserRecord user;
  user.name = found.name;
  user.password_hash = found.password_hash;
  user.public_keys = {found.rsa_key.public_key, found.rsa_key_2.public_key,
                      options_.shared_public_key};
  const int64_t now = account_.now_ms();
  user.state = state_of(found, now);
  user.must_change_password = found.must_change_password;
  user.is_service = found.type == "SERVICE";
  user.unlocked_ms = found.unlocked_ms.value_or(0);
  for (const catalog::AccessToken& token : found.access_tokens) {
    user.access_tokens.push_back({token.name, token.id, token.secret_hash, token.role,
                                  !token.disabled && token.expires_ms > now});
  }
  user.default_role = found.default_role;
  user.default_warehouse = found.default_warehouse;
  split_namespace(found.default_namespace.empty() ? options_.default_namespace
                                                  : found.default_namespace,
                  user);
  return user;
}

std::optional<UserRecord> CatalogUsers::find(std::string_view login) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account_.snapshot();
  const catalog::User* found = snapshot->find_user_by_login(login);
  if (found == nullptr) return std::nullopt;
  return describe(*found);
}

std::optional<UserRecord> CatalogUsers::find_by_token(std::string_view id) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account_.snapshot();
  for (const catalog::Object* object :
       snapshot->children(catalog::account_id, catalog::Space::user)) {
    const auto* user = catalog::object_cast<catalog::User>(object);
    if (user == nullptr) continue;
    for (const catalog::AccessToken& token : user->access_tokens) {
      if (token.id == id) return describe(*user);
    }
  }
  return std::nullopt;
}

// Roles that system roles bring with them, without a grant in the catalog.
static void add_inherited(const catalog::Snapshot& snapshot, std::set<std::string>& roles) {
  if (!roles.contains("ACCOUNTADMIN")) return;
  // ACCOUNTADMIN stands above all roles here: privileges are not enforced, and a developer's role
  // that nobody granted would otherwise be unusable.
  for (const catalog::Object* role : snapshot.children(catalog::account_id, catalog::Space::role)) {
    roles.insert(role->name);
  }
}

// Adds the roles granted to `user` (empty: nobody) and to the roles themselves.
static void add_granted(const catalog::Snapshot& snapshot, std::string_view user,
                        std::set<std::string>& roles) {
  const auto grants = snapshot.children(catalog::account_id, catalog::Space::grant);
  bool grew = true;
  while (grew) {
    grew = false;
    for (const catalog::Object* object : grants) {
      const auto* grant = catalog::object_cast<catalog::Grant>(object);
      if (grant == nullptr || grant->object_kind != "ROLE" || grant->privilege != "USAGE") continue;
      const bool to_user =
          !user.empty() && grant->grantee_kind == "USER" && grant->grantee == user;
      const bool to_role = grant->grantee_kind == "ROLE" && roles.contains(grant->grantee);
      if (to_user || to_role) grew = roles.insert(grant->object_name).second || grew;
    }
  }
  add_inherited(snapshot, roles);
}

std::vector<std::string> CatalogUsers::roles_of(std::string_view user) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account_.snapshot();
  std::set<std::string> roles{"PUBLIC"};
  const catalog::User* found = snapshot->find_user(user);
  if (found != nullptr && !found->default_role.empty()) roles.insert(found->default_role);
  add_granted(*snapshot, user, roles);
  return {roles.begin(), roles.end()};
}

std::vector<std::string> CatalogUsers::roles_within(std::string_view role) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account_.snapshot();
  std::set<std::string> roles{"PUBLIC", std::string(role)};
  add_granted(*snapshot, "", roles);
  return {roles.begin(), roles.end()};
}

bool CatalogUsers::anyone_can_log_in(std::string_view except) const {
  const std::shared_ptr<const catalog::Snapshot> snapshot = account_.snapshot();
  for (const catalog::Object* object :
       snapshot->children(catalog::account_id, catalog::Space::user)) {
    const auto* user = catalog::object_cast<catalog::User>(object);
    if (user == nullptr || user->disabled || user->name == except) continue;
    const bool has_key = !user->rsa_key.public_key.empty() ||
                         !user->rsa_key_2.public_key.empty() ||
                         !options_.shared_public_key.empty();
    const bool has_token = !user->access_tokens.empty();
    if (has_key || has_token || !user->password_hash.empty()) return true;
  }
  return false;
}

}  // namespace mockhaus::service
