#include "service/session/oversight.h"

#include <algorithm>

#include "catalog/snapshot.h"

namespace mockhaus::service {

static bool contains(std::span<const std::string> roles, const std::string& role) {
  return std::ranges::find(roles, role) != roles.end();
}

Oversight::Oversight(const catalog::Snapshot& snapshot, std::string user,
                     std::span<const std::string> roles, Right right)
    : user_(std::move(user)), all_(contains(roles, "ACCOUNTADMIN")) {
  if (all_) return;
  std::set<catalog::Id> ids;
  for (const catalog::Object* object :
       snapshot.children(catalog::account_id, catalog::Space::grant)) {
    const auto* grant = catalog::object_cast<catalog::Grant>(object);
    if (grant == nullptr || grant->grantee_kind != "ROLE") continue;
    if (!contains(roles, grant->grantee)) continue;
    if (grant->object_kind == "ACCOUNT" && grant->privilege == "MANAGE WAREHOUSES") all_ = true;
    const bool is_enough = grant->privilege == "OPERATE" || grant->privilege == "OWNERSHIP" ||
                           (right == Right::see && grant->privilege == "MONITOR");
    if (grant->object_kind == "WAREHOUSE" && is_enough) ids.insert(grant->object);
  }
  for (const catalog::Object* object :
       snapshot.children(catalog::account_id, catalog::Space::warehouse)) {
    const bool is_own = contains(roles, object->owner);
    if (is_own || ids.contains(object->id)) warehouses_.insert(object->name);
  }
}

bool Oversight::covers(const std::string& user, const std::string& warehouse) const {
  return user == user_ || all_ || (!warehouse.empty() && warehouses_.contains(warehouse));
}

bool Oversight::covers(const Statement& statement) const {
  if (statement.session == nullptr) return false;
  if (statement.session->user() == user_) return true;
  const bool waits = statement.state() == StatementState::queued;
  return covers(statement.session->user(), waits ? statement.session->names().warehouse
                                                 : statement.names().warehouse);
}

bool Oversight::covers(const Session& session) const {
  return covers(session.user(), session.names().warehouse);
}

}  // namespace mockhaus::service
