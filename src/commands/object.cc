#include "commands/object.h"

#include "catalog/record.h"
#include "catalog/temporary.h"
#include "commands/access_token.h"
#include "commands/answer.h"
#include "commands/creation.h"
#include "commands/file_format.h"
#include "commands/routine.h"
#include "commands/sequence.h"
#include "commands/tag_assignment.h"
#include "commands/stage_place.h"
#include "commands/tag.h"
#include "sql/emit/snowflake.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::Kind;
using catalog::KindRow;
using catalog::Object;
using sql::AlterObjectKind;

// Kinds whose behaviour is missing: to accept them would promise what does not happen.
constexpr Kind refused_kinds[] = {Kind::stream, Kind::task, Kind::pipe, Kind::alert,
                                  Kind::policy};

bool is_refused(const KindWords& words) {
  if (words.row == nullptr) return true;
  return std::find(std::begin(refused_kinds), std::end(refused_kinds), words.row->kind) !=
         std::end(refused_kinds);
}

// Where an object lies: its parent in the account and its name, whatever its level is.
struct Place {
  catalog::Id parent = catalog::account_id;
  std::string name;
  std::string typed;
};

Result<Place> place_of(const sql::ObjectName& name, const KindRow& row,
                       std::string_view operation, const catalog::Snapshot& snapshot,
                       const CommandContext& context) {
  Place place;
  if (row.level == catalog::Level::account) {
    place.name = TRY(account_name(name, context));
    place.typed = place.name;
    return place;
  }
  if (row.level == catalog::Level::database) {
    const SchemaName full = TRY(schema_name(name, operation, context));
    const catalog::Database* database = snapshot.find_database(full.database);
    if (database == nullptr) return catalog::errors::does_not_exist("Database", full.database);
    return Place{database->id, full.schema, full.database + "." + full.schema};
  }
  const FullName full = TRY(full_name(name, operation, context));
  const catalog::Schema* schema = TRY(schema_for_new(full, snapshot));
  return Place{schema->id, full.name, full.typed};
}

std::shared_ptr<Object> make_object(const KindWords& words) {
  switch (words.row->kind) {
    case Kind::user: return std::make_shared<catalog::User>();
    case Kind::role: return std::make_shared<catalog::Role>();
    case Kind::warehouse: return std::make_shared<catalog::Warehouse>();
    default: break;
  }
  auto stored = std::make_shared<catalog::StoredObject>(words.row->kind);
  stored->subkind = words.subkind;
  return stored;
}

Result<Done> set_property(Object& object, const PropertyText& property,
                          const CommandContext& context) {
  if (property.name == "COMMENT") {
    object.comment = property.text;
    return Done{};
  }
  switch (object.kind) {
    case Kind::database: return set_database(static_cast<catalog::Database&>(object), property);
    case Kind::schema: return set_schema(static_cast<catalog::Schema&>(object), property);
    case Kind::warehouse: return set_warehouse(static_cast<catalog::Warehouse&>(object), property);
    case Kind::user: return set_user(static_cast<catalog::User&>(object), property, context);
    case Kind::role: return catalog::errors::invalid_property(property.name, "ROLE");
    default: break;
  }
  catalog::set_property(static_cast<catalog::StoredObject&>(object).properties, property.name,
                        property.text);
  return Done{};
}

Result<Done> unset_property(Object& object, const std::string& property) {
  if (property == "COMMENT") object.comment.clear();
  if (auto* user = dynamic_cast<catalog::User*>(&object)) return unset_user(*user, property);
  if (auto* stored = dynamic_cast<catalog::StoredObject*>(&object)) {
    catalog::set_property(stored->properties, property, std::nullopt);
  }
  if (auto* database = dynamic_cast<catalog::Database*>(&object)) {
    if (property == "DATA_RETENTION_TIME_IN_DAYS") database->retention_days.reset();
  }
  if (auto* schema = dynamic_cast<catalog::Schema*>(&object)) {
    if (property == "DATA_RETENTION_TIME_IN_DAYS") schema->retention_days.reset();
  }
  if (auto* warehouse = dynamic_cast<catalog::Warehouse*>(&object)) {
    if (property == "RESOURCE_MONITOR") warehouse->resource_monitor.clear();
    if (property == "AUTO_SUSPEND") warehouse->auto_suspend_seconds = 0;
  }
  catalog::set_property(object.parameters, property, std::nullopt);
  return Done{};
}

Result<Done> set_properties(Object& object, sql::List<const sql::Property> written,
                            const CommandContext& context) {
  const std::vector<PropertyText> properties = TRY(property_texts(written, context));
  for (const PropertyText& property : properties) {
    if (property.name == "WITH" && property.text.empty()) continue;
    TRY(set_property(object, property, context));
  }
  return Done{};
}

// What properties must be together.
Result<Done> check_whole(const Object& object, const CommandContext& context) {
  const auto* stored = dynamic_cast<const catalog::StoredObject*>(&object);
  if (object.kind == Kind::file_format) TRY(check_file_format(*stored));
  if (object.kind == Kind::stage) TRY(check_stage(*stored, context));
  return Done{};
}

bool is_temporary(const sql::CreateObject& create) {
  for (const std::string_view modifier : create.modifiers) {
    if (modifier == "TEMPORARY" || modifier == "TEMP") return true;
  }
  return false;
}

// A stage or file format of the session.
Result<Outcome> create_temporary(const std::shared_ptr<Object>& object, const CreateMode& mode,
                                 const Place& place, const CommandContext& context) {
  const KindRow& row = row_of(object->kind);
  catalog::TemporaryObjects& temporary = *context.temporary;
  const Object* existing = temporary.find(object->parent, row.space, object->name);
  if (existing != nullptr && mode.if_not_exists) return already_exists(place.name);
  if (existing != nullptr && !mode.or_replace) return catalog::errors::object_exists(place.typed);
  if (existing != nullptr) {
    if (context.stage_files != nullptr) {
      context.stage_files->remove_folder(stage_folder(*existing, true));
    }
    temporary.remove(existing->id);
  }
  object->id = context.account.new_id();
  object->created_ms = object->altered_ms = context.account.now_ms();
  temporary.put(object);
  return created(row.title, place.name);
}

// RESUME, SUSPEND, ABORT ALL QUERIES and their like.
Result<Done> run_clause(Object& object, const sql::AlterObject& alter,
                        const CommandContext& context) {
  std::string word;
  for (const sql::Property& property : alter.properties) {
    word += (word.empty() ? "" : " ") + std::string(property.name);
  }
  constexpr std::string_view abort_all = "ABORT ALL QUERIES";
  if (auto* warehouse = dynamic_cast<catalog::Warehouse*>(&object)) {
    if (word.starts_with("RESUME") || word.starts_with("SUSPEND")) {
      warehouse->started = word.starts_with("RESUME");
      if (warehouse->started) warehouse->resumed_ms = context.account.now_ms();
      return Done{};
    }
    if (word == abort_all && context.running != nullptr) {
      context.running->cancel_warehouse(warehouse->name);
    }
    if (word == abort_all) return Done{};
  }
  if (object.kind == Kind::user && word == abort_all && context.running != nullptr) {
    context.running->cancel_user(object.name);
    return Done{};
  }
  if (object.kind == Kind::tag) {
    return change_allowed_values(static_cast<catalog::StoredObject&>(object), alter.properties);
  }
  if (auto* schema = dynamic_cast<catalog::Schema*>(&object)) {
    if (word.ends_with("MANAGED ACCESS")) {
      schema->managed_access = word.starts_with("ENABLE");
      return Done{};
    }
  }
  return sql::errors::unsupported("ALTER " + std::string(alter.object_kind) + " " + word);
}

Result<Done> rename(catalog::Change& change, Object& object, const sql::AlterObject& alter,
                    const CommandContext& context) {
  const KindRow& row = row_of(object.kind);
  const Place place = TRY(place_of(alter.new_name, row, "ALTER " + std::string(row.word),
                                   change.current(), context));
  const Object* other = change.current().find(place.parent, row.space, place.name);
  if (other != nullptr && other->id != object.id) {
    return catalog::errors::object_exists(place.typed);
  }
  object.parent = place.parent;
  object.name = place.name;
  return Done{};
}

Result<Done> apply(catalog::Change& change, Object& object, const sql::AlterObject& alter,
                   const CommandContext& context) {
  const std::vector<PropertyText> properties = TRY(property_texts(alter.properties, context));
  switch (alter.action) {
    case AlterObjectKind::rename_to: return rename(change, object, alter, context);
    case AlterObjectKind::set_properties:
      if (auto* sequence = dynamic_cast<catalog::Sequence*>(&object)) {
        return alter_sequence(change, *sequence, properties, context);
      }
      for (const PropertyText& property : properties) {
        TRY(set_property(object, property, context));
      }
      return Done{};
    case AlterObjectKind::unset_properties:
      for (const PropertyText& property : properties) TRY(unset_property(object, property.name));
      return Done{};
    case AlterObjectKind::set_tags: return set_tags(object.tags, alter.tags, context);
    case AlterObjectKind::unset_tags: return unset_tags(object.tags, alter.tags, context);
    case AlterObjectKind::swap_with:
      return sql::errors::unsupported("SWAP WITH of " + std::string(alter.object_kind));
    case AlterObjectKind::other:
      if (auto* sequence = dynamic_cast<catalog::Sequence*>(&object)) {
        return alter_sequence(change, *sequence, properties, context);
      }
      return run_clause(object, alter, context);
  }
  return Done{};
}

// ALTER DATABASE a SWAP WITH b: the two change names, contents stay with their ids.
Result<Outcome> swap_containers(const sql::AlterObject& alter, const KindRow& row,
                                const CommandContext& context) {
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const std::string operation = "ALTER " + std::string(row.word);
  const Place a = TRY(place_of(alter.name, row, operation, change.current(), context));
  const Place b = TRY(place_of(alter.new_name, row, operation, change.current(), context));
  const Object* first = change.current().find(a.parent, row.space, a.name);
  const Object* second = change.current().find(b.parent, row.space, b.name);
  if (first == nullptr) return catalog::errors::does_not_exist(row.title, a.typed);
  if (second == nullptr) return catalog::errors::does_not_exist(row.title, b.typed);
  TRY(change.swap_names(*first, *second));
  TRY(change.commit());
  return succeeded();
}

Result<Outcome> alter_account(const sql::AlterObject& alter, const CommandContext& context) {
  if (alter.action != AlterObjectKind::set_properties &&
      alter.action != AlterObjectKind::unset_properties) {
    return sql::errors::unsupported("ALTER ACCOUNT");
  }
  return set_account_parameters(alter, context);
}

}  // namespace

KindWords kind_of(std::string_view object_kind) {
  KindWords words;
  words.subkind = object_kind;
  words.row = catalog::find_kind(object_kind);
  if (words.row == nullptr && object_kind.ends_with(" POLICY")) {
    words.row = &row_of(Kind::policy);
  } else if (words.row == nullptr && object_kind.ends_with(" INTEGRATION")) {
    words.row = &row_of(Kind::integration);
  }
  return words;
}

Result<Outcome> run_create_object(const Command& command) {
  const auto& create = command.as<sql::CreateObject>();
  const CommandContext& context = command.context;
  if (create.object_kind == "DATABASE") return create_database(create, command);
  if (create.object_kind == "SCHEMA") return create_schema(create, command);
  const KindWords words = kind_of(create.object_kind);
  if (is_refused(words) || create.or_alter || !create.clone.empty()) {
    return sql::errors::unsupported("CREATE " + std::string(create.object_kind));
  }
  const CreateMode mode{create.or_replace, create.if_not_exists};
  TRY(check_mode(mode));
  const std::shared_ptr<const catalog::Snapshot> before = context.account.snapshot();
  const Place place = TRY(place_of(create.name, *words.row,
                                   "CREATE " + std::string(create.object_kind), *before, context));
  const std::shared_ptr<Object> object = make_object(words);
  object->parent = place.parent;
  object->name = place.name;
  object->owner = context.session.role;
  if (auto* user = dynamic_cast<catalog::User*>(object.get())) {
    user->login_name = user->display_name = place.name;
  }
  if (auto* stored = dynamic_cast<catalog::StoredObject*>(object.get())) {
    stored->text = sql::print_redacted(command.statement);
  }
  if (context.describe_only) return created(words.row->title, place.name);
  if (object->kind == Kind::tag) {
    auto& tag = static_cast<catalog::StoredObject&>(*object);
    TRY(set_tag_properties(tag, create.properties, context));
  } else {
    TRY(set_properties(*object, create.properties, context));
  }
  TRY(set_tags(object->tags, create.tags, context));
  TRY(check_whole(*object, context));
  if (is_temporary(create) && context.temporary != nullptr) {
    return create_temporary(object, mode, place, context);
  }
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const Way way = TRY(clear_the_way(change, *object, mode, place.typed));
  if (way == Way::already_there) return already_exists(place.name);
  TRY(change.put(object));
  TRY(change.commit());
  Outcome outcome = created(words.row->title, place.name);
  if (object->kind == Kind::warehouse) outcome.change.warehouse = place.name;
  if (object->kind == Kind::stage && mode.or_replace) sweep_stages(context);
  return outcome;
}

Result<Outcome> run_alter_object(const Command& command) {
  const auto& alter = command.as<sql::AlterObject>();
  const CommandContext& context = command.context;
  if (alter.object_kind == "ACCOUNT") return alter_account(alter, context);
  const KindWords words = kind_of(alter.object_kind);
  if (is_refused(words)) {
    return sql::errors::unsupported("ALTER " + std::string(alter.object_kind));
  }
  if (context.describe_only) return succeeded();
  if (words.row->kind == Kind::function || words.row->kind == Kind::procedure) {
    return alter_routine(alter, words.row->kind, context);
  }
  if (words.row->kind == Kind::user && is_access_token_clause(alter)) {
    return run_access_token(alter, context);
  }
  if (alter.action == AlterObjectKind::swap_with) {
    return swap_containers(alter, *words.row, context);
  }
  catalog::Change change = TRY(catalog::Change::begin(context.account, context.engine));
  TRY(change.enter());
  const std::string operation = "ALTER " + std::string(alter.object_kind);
  Place place;
  if (alter.name.empty() && words.row->kind == Kind::user) {
    place.name = place.typed = context.session.user;
  } else {
    place = TRY(place_of(alter.name, *words.row, operation, change.current(), context));
  }
  const Object* object = change.current().find(place.parent, words.row->space, place.name);
  if (object == nullptr && alter.if_exists) return succeeded();
  if (object == nullptr) return catalog::errors::does_not_exist(words.row->title, place.typed);
  const std::shared_ptr<Object> copy = catalog::copy_of_object(*object);
  TRY(apply(change, *copy, alter, context));
  TRY(check_whole(*copy, context));
  TRY(change.put(copy));
  TRY(change.commit());
  return succeeded();
}

}  // namespace mockhaus::commands
