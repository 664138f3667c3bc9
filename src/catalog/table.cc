#include "catalog/table.h"

#include <algorithm>

#include "catalog/physical.h"

namespace mockhaus::catalog {
namespace {

bool in_constraint(const Table& table, uint32_t column, ConstraintType type) {
  for (const TableConstraint& constraint : table.constraints) {
    if (constraint.type != type) continue;
    if (std::ranges::find(constraint.columns, column) != constraint.columns.end()) return true;
  }
  return false;
}

}  // namespace

const Column* Table::find_column(std::string_view column) const {
  const auto place = std::ranges::find(columns, column, &Column::name);
  return place == columns.end() ? nullptr : &*place;
}

Column* Table::find_column(std::string_view column) {
  const auto place = std::ranges::find(columns, column, &Column::name);
  return place == columns.end() ? nullptr : &*place;
}

const Column* Table::find_column_by_id(uint32_t column) const {
  const auto place = std::ranges::find(columns, column, &Column::id);
  return place == columns.end() ? nullptr : &*place;
}

bool Table::in_primary_key(uint32_t column) const {
  return in_constraint(*this, column, ConstraintType::primary_key);
}

bool Table::in_unique_key(uint32_t column) const {
  return in_constraint(*this, column, ConstraintType::unique);
}

sql::Type keep_type(const sql::Type& type, Arena& memory) {
  // A column keeps its collation as text beside its type.
  sql::Type kept = type;
  kept.collation = values::no_collation;
  if (type.fields.empty()) return kept;
  std::vector<sql::StructuredField> fields;
  for (const sql::StructuredField& field : type.fields) {
    fields.push_back({memory.text(field.name), keep_type(field.type, memory), field.nullable});
  }
  kept.fields = memory.list(fields);
  return kept;
}

std::string query_of(const View& view) {
  if (!view.recursive) return view.query;
  std::string columns;
  for (const ViewColumn& column : view.columns) {
    columns += (columns.empty() ? " (" : ", ") + physical::quote_identifier(column.name);
  }
  const std::string name = physical::quote_identifier(view.name);
  return "WITH RECURSIVE " + name + columns + (columns.empty() ? "" : ")") + " AS (" + view.query +
         ") SELECT * FROM " + name;
}

}  // namespace mockhaus::catalog
