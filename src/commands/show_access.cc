#include <algorithm>

#include "catalog/account.h"
#include "catalog/errors.h"
#include "commands/access_token.h"
#include "commands/show.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Object;
using catalog::Space;

std::string true_false(bool value) { return value ? "true" : "false"; }
std::string yes_no(bool value) { return value ? "Y" : "N"; }

template <class Wanted>
std::string count_grants(const catalog::Snapshot& snapshot, const Wanted& wanted) {
  size_t count = 0;
  for (const Object* object : snapshot.children(catalog::account_id, Space::grant)) {
    const auto& grant = static_cast<const catalog::Grant&>(*object);
    if (grant.object_kind == "ROLE" && grant.privilege == "USAGE" && wanted(grant)) ++count;
  }
  return std::to_string(count);
}

std::optional<std::string> time_or_null(const std::optional<int64_t>& ms) {
  return ms ? std::optional(time_text(*ms)) : std::nullopt;
}

}  // namespace

Result<Done> show_roles(const ShowInput& input, std::vector<ShowRow>& into) {
  const catalog::Snapshot& snapshot = input.snapshot();
  const sql::SessionContext& session = input.context().session;
  const catalog::User* user = snapshot.find_user(session.user);
  for (const Object* role : snapshot.children(catalog::account_id, Space::role)) {
    const std::string& name = role->name;
    const bool is_default = user != nullptr && user->default_role == name;
    into.push_back(
        {"", "", name, "", role->created_ms,
         {time_text(role->created_ms), name, yes_no(is_default), yes_no(name == session.role),
          yes_no(name == "PUBLIC"),
          count_grants(snapshot, [&](const catalog::Grant& grant) {
            return grant.object_name == name && grant.grantee_kind == "USER";
          }),
          count_grants(snapshot, [&](const catalog::Grant& grant) {
            return grant.object_name == name && grant.grantee_kind == "ROLE";
          }),
          count_grants(snapshot, [&](const catalog::Grant& grant) {
            return grant.grantee == name && grant.grantee_kind == "ROLE";
          }),
          role->owner, role->comment, "false"}});
  }
  return Done{};
}

Result<Done> show_users(const ShowInput& input, std::vector<ShowRow>& into) {
  for (const Object* object : input.snapshot().children(catalog::account_id, Space::user)) {
    const auto& user = static_cast<const catalog::User&>(*object);
    const bool has_key = !user.rsa_key.public_key.empty() || !user.rsa_key_2.public_key.empty();
    into.push_back(
        {"", "", user.name, "", user.created_ms,
         {user.name, time_text(user.created_ms), user.login_name, user.display_name,
          user.first_name, user.last_name, user.email, "", "", user.comment,
          true_false(user.disabled), true_false(user.must_change_password), "false",
          user.default_warehouse, user.default_namespace, user.default_role,
          user.default_secondary_roles, "false", "", "", user.owner, {},
          time_or_null(user.expires_ms), time_or_null(user.locked_until_ms),
          true_false(!user.password_hash.empty()), true_false(has_key), user.type, "false",
          true_false(!user.access_tokens.empty()), "false", "false"}});
  }
  return Done{};
}

// SHOW USER {PROGRAMMATIC ACCESS TOKENS | PATS} [FOR USER name]
Result<Done> show_access_tokens(const ShowInput& input, std::vector<ShowRow>& into) {
  std::string name = input.context().session.user;
  const auto& words = input.show.properties;
  if (!words.empty()) {
    if (words.size() != 3 || words[0].name != "FOR" || words[1].name != "USER") {
      return sql::errors::unsupported("SHOW USER PROGRAMMATIC ACCESS TOKENS with other clauses");
    }
    name = words[2].name;
  }
  const catalog::User* user = input.snapshot().find_user(name);
  if (user == nullptr) return catalog::errors::does_not_exist("User", name);
  if (!may_administer(*user, input.context())) {
    return catalog::errors::insufficient_privileges("user", name);
  }
  const int64_t now = input.context().account.now_ms();
  std::vector<catalog::AccessToken> tokens = user->access_tokens;
  std::ranges::sort(tokens, {}, &catalog::AccessToken::name);
  for (const catalog::AccessToken& token : tokens) {
    const auto or_null = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(text);
    };
    const char* status = token.expires_ms <= now ? "EXPIRED"
                         : token.disabled        ? "DISABLED"
                                                 : "ACTIVE";
    into.push_back({"", "", token.name, "", token.created_ms,
                    {token.name, user->name, or_null(token.role), time_text(token.expires_ms),
                     status, or_null(token.comment), time_text(token.created_ms),
                     token.created_by,
                     token.bypass_minutes ? std::optional(std::to_string(*token.bypass_minutes))
                                          : std::nullopt,
                     or_null(token.rotated_to)}});
  }
  return Done{};
}

Result<Done> show_warehouses(const ShowInput& input, std::vector<ShowRow>& into) {
  const sql::SessionContext& session = input.context().session;
  const catalog::User* user = input.snapshot().find_user(session.user);
  for (const Object* object : input.snapshot().children(catalog::account_id, Space::warehouse)) {
    const auto& warehouse = static_cast<const catalog::Warehouse&>(*object);
    const bool is_default = user != nullptr && user->default_warehouse == warehouse.name;
    const auto suspend = warehouse.auto_suspend_seconds == 0
                             ? std::nullopt
                             : std::optional(std::to_string(warehouse.auto_suspend_seconds));
    into.push_back(
        {"", "", warehouse.name, "", warehouse.created_ms,
         {warehouse.name, warehouse.started ? "STARTED" : "SUSPENDED", warehouse.type,
          warehouse.size, std::to_string(warehouse.min_clusters),
          std::to_string(warehouse.max_clusters), warehouse.started ? "1" : "0", "0", "0",
          yes_no(is_default), yes_no(warehouse.name == session.warehouse), suspend,
          true_false(warehouse.auto_resume), warehouse.started ? "100" : "", "", "", "",
          time_text(warehouse.created_ms),
          time_text(warehouse.resumed_ms != 0 ? warehouse.resumed_ms : warehouse.created_ms),
          time_text(warehouse.altered_ms), warehouse.owner, warehouse.comment,
          true_false(warehouse.query_acceleration),
          std::to_string(warehouse.query_acceleration_scale),
          warehouse.resource_monitor.empty() ? "null" : warehouse.resource_monitor,
          warehouse.started ? "1" : "0", "0", "0", warehouse.started ? "0" : "1",
          std::to_string(warehouse.id), warehouse.scaling_policy, "ROLE", {}, {}, {}, {}, {},
          {}}});
  }
  return Done{};
}

}  // namespace mockhaus::commands
