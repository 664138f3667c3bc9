#include "app/schema_view.h"

#include "sql/ast/statements.h"

namespace mockhaus::app {

static std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

static bool is_not_null(const sql::ColumnDefinition& column) {
  if (column.not_null) return true;
  for (const sql::Constraint& constraint : column.constraints) {
    if (constraint.kind == sql::ConstraintKind::primary_key) return true;
  }
  return false;
}

Result<Done> SchemaView::add_query_columns(const sql::Query& query, std::string_view source,
                                           const sql::SessionContext& context,
                                           sql::Relation& relation) {
  const sql::Translation done = TRY(sql::translate_query(query, source, context, *this));
  for (const sql::ColumnShape& shape : done.shape) {
    sql::RelationColumn column;
    column.name = shape.name;
    column.type = shape.type;
    column.nullable = shape.nullable;
    column.physical_name = shape.name;
    relation.columns.push_back(std::move(column));
  }
  return Done{};
}

Result<bool> SchemaView::add(const sql::ParsedStatement& parsed,
                             const sql::SessionContext& context) {
  if (parsed.statement->kind != sql::StatementKind::create_table) return false;
  const auto& create = sql::as<sql::CreateTable>(*parsed.statement);
  if (create.name.parts.empty()) return false;
  auto relation = std::make_unique<sql::Relation>();
  relation->id = relations_.size() + 1;
  relation->database = database;
  relation->schema = schema;
  relation->name = create.name.parts.back().text;
  relation->physical_name = quoted(relation->name);
  for (const sql::ColumnDefinition& definition : create.columns) {
    if (definition.type == nullptr) continue;
    sql::RelationColumn column;
    column.name = definition.name.text;
    column.type = TRY(sql::resolve_type(*definition.type, context));
    column.nullable = !is_not_null(definition);
    column.physical_name = column.name;
    relation->columns.push_back(std::move(column));
  }
  if (create.query != nullptr && relation->columns.empty()) {
    TRY(add_query_columns(*create.query, parsed.text, context, *relation));
  }
  arenas_.push_back(parsed.arena);
  const std::string name = relation->name;
  relations_[name] = std::move(relation);
  return true;
}

const sql::Relation* SchemaView::find_relation(std::string_view of, std::string_view in,
                                               std::string_view name) const {
  if (!has_schema(of, in)) return nullptr;
  const auto found = relations_.find(name);
  return found == relations_.end() ? nullptr : found->second.get();
}

}  // namespace mockhaus::app
