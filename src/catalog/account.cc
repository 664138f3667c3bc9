#include "catalog/account.h"

#include "catalog/change.h"
#include "catalog/physical.h"
#include "catalog/record.h"

namespace mockhaus::catalog {
namespace {

constexpr int64_t day_ms = 86'400'000;
constexpr size_t versions_kept = 4;
// Reserved at each start. More than one run of the program makes; numbers cost nothing.
constexpr uint64_t ids_reserved = uint64_t{1} << 32;

struct SystemRole {
  const char* name;
  const char* comment;
};
constexpr SystemRole system_roles[] = {
    {"ACCOUNTADMIN", "Account administrator can manage all aspects of the account."},
    {"SECURITYADMIN", "Security administrator can manage security aspects of the account."},
    {"USERADMIN", "User administrator can create and manage users and roles"},
    {"SYSADMIN", "System administrator can create and manage databases and warehouses."},
    {"ORGADMIN", "Organization administrator can create and manage accounts."},
    {"PUBLIC", "Public role is automatically available to every user in the account."},
};

int64_t retention_ms(const Snapshot& snapshot, const Object& object) {
  std::optional<int64_t> days;
  const Object* at = &object;
  while (at != nullptr && !days) {
    if (const auto* table = object_cast<Table>(at)) days = table->retention_days;
    if (const auto* schema = object_cast<Schema>(at)) days = schema->retention_days;
    if (const auto* database = object_cast<Database>(at)) days = database->retention_days;
    at = at->parent == account_id ? nullptr : snapshot.container(at->parent);
  }
  return days.value_or(1) * day_ms;
}

// Dropped objects of one container that nobody can ask for any more.
std::vector<const Object*> expired(const Snapshot& snapshot, Id container, int64_t now_ms) {
  std::vector<const Object*> gone;
  std::map<Key, size_t> newer;
  const std::vector<const Object*> dropped = snapshot.dropped(container);
  for (auto at = dropped.rbegin(); at != dropped.rend(); ++at) {
    const bool old = *(*at)->dropped_ms + retention_ms(snapshot, **at) <= now_ms;
    if (old || newer[key_of(**at)]++ >= versions_kept) gone.push_back(*at);
  }
  return gone;
}

void collect_containers(const Snapshot& snapshot, std::vector<Id>& into) {
  into.push_back(account_id);
  for (const Object* database : snapshot.children(account_id, Space::database)) {
    into.push_back(database->id);
    for (const Object* schema : snapshot.children(database->id, Space::schema)) {
      into.push_back(schema->id);
    }
  }
}

}  // namespace

Account::Account(engine::Engine& engine, const Clock& clock, AccountOptions options)
    : engine_(engine),
      clock_(clock),
      options_(std::move(options)),
      snapshot_(std::make_shared<Snapshot>()) {}

Result<std::unique_ptr<Account>> Account::open(engine::Engine& engine, const Clock& clock,
                                               AccountOptions options) {
  std::unique_ptr<Account> account(new Account(engine, clock, std::move(options)));
  const std::unique_ptr<engine::EngineSession> session = TRY(engine.open_session());
  TRY(session->execute(physical::create_schema()));
  TRY(session->execute(physical::create_load_history()));
  TRY(account->load(*session));
  if (account->snapshot()->children(account_id, Space::role).empty()) {
    TRY(account->first_start(*session));
  }
  TRY(account->purge(*session));
  return account;
}

std::shared_ptr<const Snapshot> Account::snapshot() const {
  const std::scoped_lock lock(snapshot_lock_);
  return snapshot_;
}

void Account::publish(std::shared_ptr<const Snapshot> snapshot) {
  const std::scoped_lock lock(snapshot_lock_);
  snapshot_ = std::move(snapshot);
}

Result<Done> Account::load(engine::EngineSession& session) {
  const std::vector<engine::Record> records = TRY(engine_.records().load_all(session));
  auto loaded = std::make_shared<Snapshot>();
  for (const engine::Record& record : records) {
    const ObjectPointer object = TRY(from_record(record));
    loaded->put(object, nullptr);
  }
  loaded->set_version(1);
  next_id_ = TRY(engine_.records().reserve_ids(ids_reserved));
  publish(std::move(loaded));
  return Done{};
}

Result<Done> Account::first_start(engine::EngineSession& session) {
  Change change = TRY(Change::begin(*this, session));
  TRY(change.enter());
  for (const SystemRole& row : system_roles) {
    auto role = std::make_shared<Role>();
    role->name = row.name;
    role->owner = "";
    role->comment = row.comment;
    TRY(change.put(role));
  }
  auto warehouse = std::make_shared<Warehouse>();
  warehouse->name = "COMPUTE_WH";
  TRY(change.put(warehouse));
  auto database = std::make_shared<Database>();
  database->name = "MOCKHAUS";
  const ObjectPointer parent = TRY(change.put(database));
  for (const char* name : {"INFORMATION_SCHEMA", "PUBLIC"}) {
    auto schema = std::make_shared<Schema>();
    schema->name = name;
    schema->information_schema = schema->name == "INFORMATION_SCHEMA";
    schema->parent = parent->id;
    TRY(change.put(schema));
  }
  if (!options_.first_user.empty()) {
    auto user = std::make_shared<User>();
    user->name = user->login_name = user->display_name = options_.first_user;
    user->password_hash = options_.first_user_password_hash;
    user->default_role = "ACCOUNTADMIN";
    user->default_warehouse = "COMPUTE_WH";
    TRY(change.put(user));
  }
  return change.commit();
}

Result<Done> Account::purge(engine::EngineSession& session) {
  const std::shared_ptr<const Snapshot> before = snapshot();
  std::vector<Id> containers;
  collect_containers(*before, containers);
  bool any = false;
  for (const Id id : containers) any = any || !expired(*before, id, now_ms()).empty();
  if (!any) return Done{};
  Change change = TRY(Change::begin(*this, session));
  TRY(change.enter());
  for (const Id id : containers) {
    for (const Object* object : expired(change.current(), id, now_ms())) {
      TRY(change.remove(*object));
    }
  }
  return change.commit();
}

}  // namespace mockhaus::catalog
