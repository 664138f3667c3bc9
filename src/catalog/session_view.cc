#include "catalog/session_view.h"

#include <algorithm>
#include <set>

#include "catalog/access.h"
#include "catalog/ddl_text.h"
#include "catalog/information_schema.h"
#include "catalog/metadata_functions.h"
#include "catalog/physical.h"
#include "sql/errors.h"

namespace mockhaus::catalog {
namespace {

sql::RelationColumn column_of(const Column& column) {
  sql::RelationColumn out;
  out.name = column.name;
  out.type = column.type;
  out.nullable = column.nullable;
  out.physical_name = physical::column_name(column);
  out.narrow = column.narrow;
  out.default_text = column.default_text;
  if (column.identity) {
    out.identity = true;
    out.identity_start = column.identity->start;
    out.identity_step = column.identity->increment;
    out.identity_sequence = physical::sequence_name(column.identity->sequence);
  }
  out.computed_text = column.computed_text;
  out.collation = column.collation;
  if (column.type.is_text()) {
    out.type.collation = values::parse_collation(column.collation).value_or(0);
  }
  out.comment = column.comment;
  return out;
}

std::unique_ptr<sql::Relation> relation_of(const Snapshot& snapshot, const Object& object) {
  auto relation = std::make_unique<sql::Relation>();
  relation->id = object.id;
  relation->database = snapshot.database_name(object);
  relation->schema = snapshot.schema_name(object);
  relation->name = object.name;
  if (const auto* table = object_cast<Table>(&object)) {
    for (const Column& column : table->columns) relation->columns.push_back(column_of(column));
    relation->physical_name = physical::table_name(*table);
    relation->temporary = table->durability == Durability::temporary;
    return relation;
  }
  const auto& view = static_cast<const View&>(object);
  relation->kind = sql::RelationKind::view;
  relation->temporary = view.temporary;
  relation->view_query = query_of(view);
  for (const ViewColumn& column : view.columns) {
    sql::RelationColumn& out = relation->columns.emplace_back();
    out.name = column.name;
    out.type = column.type;
    out.nullable = column.nullable;
    out.comment = column.comment;
  }
  return relation;
}

std::unique_ptr<sql::UserFunctionInfo> function_of(const Snapshot& snapshot,
                                                   const Routine& routine) {
  auto info = std::make_unique<sql::UserFunctionInfo>();
  info->database = snapshot.database_name(routine);
  info->schema = snapshot.schema_name(routine);
  info->name = routine.name;
  for (const RoutineParameter& parameter : routine.parameters) {
    info->parameters.emplace_back(parameter.name, parameter.type);
    info->defaults.push_back(parameter.default_text);
  }
  info->result = routine.result;
  info->is_table = routine.returns_table;
  for (const RoutineParameter& column : routine.result_columns) {
    info->result_columns.emplace_back(column.name, column.type);
  }
  info->strict = routine.strict;
  info->language = routine.language;
  info->body = routine.body;
  return info;
}

}  // namespace

// The engine holds display text for VARIANT and its kin; reading makes values of it again.
sql::Relation result_relation(std::string_view query_id, const sql::ResultShape& shape) {
  sql::Relation relation;
  relation.name = "mh_result_" + std::string(query_id);
  std::string columns, names;
  for (size_t i = 0; i < shape.size(); ++i) {
    sql::RelationColumn& column = relation.columns.emplace_back();
    column.name = shape[i].name;
    column.type = shape[i].type;
    if (column.type.is_text() && column.type.length == 0) column.type = sql::types::text();
    column.nullable = shape[i].nullable;
    column.physical_name = "c" + std::to_string(i);
    const bool json = column.type.is_semi_structured();
    if (!columns.empty()) columns += ", ", names += ", ";
    names += column.physical_name;
    columns += json ? "mh_parse_json(" + column.physical_name + ") AS " + column.physical_name
                    : column.physical_name;
  }
  relation.physical_name =
      "(SELECT " + columns + " FROM " + physical::quote_identifier(relation.name) +
      " AS r(" + names + "))";
  return relation;
}

SessionView::SessionView(std::shared_ptr<const Snapshot> snapshot,
                         const TemporaryObjects* temporary, FindShape find_shape,
                         ReadValues read_values, Call call, Evaluate evaluate,
                         FindStage find_stage, FindFunction find_function)
    : snapshot_(std::move(snapshot)),
      temporary_(temporary),
      find_shape_(std::move(find_shape)),
      read_values_(std::move(read_values)),
      call_(std::move(call)),
      evaluate_(std::move(evaluate)),
      find_stage_(std::move(find_stage)),
      find_function_(std::move(find_function)) {}

Result<std::vector<std::optional<std::string>>> SessionView::read_values(
    const sql::Translation& query) const {
  if (!read_values_) return CatalogView::read_values(query);
  return read_values_(*this, query);
}

Result<std::optional<std::string>> SessionView::call(const sql::FunctionCall& call,
                                                     std::string_view source) const {
  if (!call_) return CatalogView::call(call, source);
  return call_(*this, call, source);
}

Result<const sql::Relation*> SessionView::find_stage(const sql::StageTable& table,
                                                     std::string_view source) const {
  if (!find_stage_) return CatalogView::find_stage(table, source);
  std::unique_ptr<sql::Relation> relation = TRY(find_stage_(*this, table, source));
  stages_.push_back(std::move(relation));
  return stages_.back().get();
}

Result<const sql::Relation*> SessionView::find_table_function(std::string_view database,
                                                              const sql::FunctionCall& call,
                                                              std::string_view source) const {
  if (find_function_) {
    std::unique_ptr<sql::Relation> made = TRY(find_function_(*this, call, source));
    if (made != nullptr) {
      table_functions_.push_back(std::move(made));
      return table_functions_.back().get();
    }
  }
  const MetadataFunction* found = find_metadata_function(call.name.parts.back().text);
  const Database* place = snapshot_->find_database(database);
  if (found == nullptr || place == nullptr || !evaluate_) return nullptr;
  UsedVirtual used{&found->relation, place, {}, {}};
  used.arguments = TRY(table_arguments(*found, call, source));
  used.rows_name = "mh_tf_" + std::to_string(table_functions_.size());
  auto relation = std::make_unique<sql::Relation>(
      describe_virtual(found->relation, *place, used.rows_name));
  table_functions_.push_back(std::move(relation));
  used_virtual_.push_back(std::move(used));
  return table_functions_.back().get();
}

Result<TableArguments> SessionView::table_arguments(const MetadataFunction& function,
                                                    const sql::FunctionCall& call,
                                                    std::string_view source) const {
  TableArguments arguments;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const sql::Expression* value = call.arguments[i];
    std::string_view name;
    if (value->kind == sql::ExpressionKind::named_argument) {
      const auto& named = sql::as<sql::NamedArgument>(*value);
      name = named.name.text;
      value = named.value;
    } else if (i < function.parameters.size()) {
      name = function.parameters[i];
    }
    if (std::ranges::find(function.parameters, name) == function.parameters.end()) {
      return sql::errors::unsupported("argument " + std::string(name) + " of " +
                                      function.relation.name);
    }
    arguments[std::string(name)] = TRY(evaluate_(*value, source));
  }
  return arguments;
}

SessionView::~SessionView() = default;

bool SessionView::has_database(std::string_view database) const {
  return snapshot_->find_database(database) != nullptr;
}

bool SessionView::has_schema(std::string_view database, std::string_view schema) const {
  return snapshot_->find_schema(database, schema) != nullptr;
}

const Object* SessionView::find(std::string_view database, std::string_view schema, Space space,
                                std::string_view name) const {
  const Schema* parent = snapshot_->find_schema(database, schema);
  if (parent == nullptr) return nullptr;
  if (temporary_ != nullptr) {
    if (const Object* object = temporary_->find(parent->id, space, name)) return object;
  }
  return snapshot_->find(parent->id, space, name);
}

const sql::Relation* SessionView::find_relation(std::string_view database, std::string_view schema,
                                                std::string_view name) const {
  const Schema* parent = snapshot_->find_schema(database, schema);
  if (parent != nullptr && parent->information_schema) {
    return make_virtual(*snapshot_->find_database(database), name);
  }
  const Object* object = find(database, schema, Space::relation, name);
  if (object == nullptr) return nullptr;
  std::unique_ptr<sql::Relation>& relation = relations_[object];
  if (relation == nullptr) relation = relation_of(*snapshot_, *object);
  return relation.get();
}

const sql::Relation* SessionView::make_virtual(const Database& database,
                                               std::string_view name) const {
  const VirtualRelation* found = find_virtual_relation(name);
  if (found == nullptr) return nullptr;
  std::unique_ptr<sql::Relation>& relation = virtual_relations_[{database.id, found->name}];
  if (relation == nullptr) {
    relation = std::make_unique<sql::Relation>(
        describe_virtual(*found, database, rows_name(*found, database)));
    used_virtual_.push_back({found, &database, {}, rows_name(*found, database)});
  }
  return relation.get();
}

const sql::Relation* SessionView::find_result(std::string_view query_id) const {
  const auto known = results_.find(query_id);
  if (known != results_.end()) return known->second.get();
  const std::optional<sql::ResultShape> shape =
      find_shape_ ? find_shape_(query_id) : std::optional<sql::ResultShape>();
  if (!shape) return nullptr;
  std::unique_ptr<sql::Relation>& relation = results_[std::string(query_id)];
  relation = std::make_unique<sql::Relation>(result_relation(query_id, *shape));
  return relation.get();
}

Result<std::string> SessionView::create_statement(std::string_view kind, std::string_view name,
                                                  bool qualified,
                                                  const sql::SessionContext& session) const {
  const NameStyle style = qualified ? NameStyle::qualified : NameStyle::plain;
  return ddl_of(*this, kind, name, style, session);
}

bool SessionView::inherits(std::string_view role, std::string_view other) const {
  const std::vector<const Object*> grants = snapshot_->children(account_id, Space::grant);
  std::set<std::string> known = {std::string(role)};
  const auto add_system_roles = [&](std::string_view from, std::vector<std::string>& into) {
    if (from == "ACCOUNTADMIN") into.insert(into.end(), {"SYSADMIN", "SECURITYADMIN"});
    if (from == "SECURITYADMIN") into.push_back("USERADMIN");
    known.insert(into.begin(), into.end());
  };
  for (std::vector<std::string> open = {std::string(role)}; !open.empty();) {
    const std::string grantee = std::move(open.back());
    open.pop_back();
    add_system_roles(grantee, open);
    for (const Object* object : grants) {
      const auto& grant = static_cast<const Grant&>(*object);
      const bool is_role = grant.privilege == "USAGE" && grant.object_kind.ends_with("ROLE");
      if (!is_role || grant.grantee != grantee || !grant.grantee_kind.ends_with("ROLE")) continue;
      const Object* given = grant.object == 0 ? nullptr : snapshot_->find_by_id(grant.object);
      const std::string name = given ? snapshot_->full_name(*given) : grant.object_name;
      if (known.insert(name).second) open.push_back(name);
    }
  }
  return known.contains(std::string(other));
}

const sql::SequenceInfo* SessionView::find_sequence(std::string_view database,
                                                    std::string_view schema,
                                                    std::string_view name) const {
  const Object* object = find(database, schema, Space::sequence, name);
  if (object == nullptr) return nullptr;
  std::unique_ptr<sql::SequenceInfo>& info = sequences_[object];
  if (info == nullptr) {
    info = std::make_unique<sql::SequenceInfo>(
        sql::SequenceInfo{object->id, snapshot_->database_name(*object),
                          snapshot_->schema_name(*object), object->name,
                          physical::sequence_name(object->id)});
  }
  return info.get();
}

std::vector<const sql::UserFunctionInfo*> SessionView::find_functions(
    std::string_view database, std::string_view schema, std::string_view name) const {
  std::vector<const sql::UserFunctionInfo*> list;
  const Schema* parent = snapshot_->find_schema(database, schema);
  if (parent == nullptr) return list;
  for (const Object* object : snapshot_->children(parent->id, Space::function)) {
    if (object->name != name) continue;
    std::unique_ptr<sql::UserFunctionInfo>& info = functions_[object];
    if (info == nullptr) info = function_of(*snapshot_, static_cast<const Routine&>(*object));
    list.push_back(info.get());
  }
  return list;
}

}  // namespace mockhaus::catalog
