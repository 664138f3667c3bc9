#include "values/column_description.h"

#include "base/ascii.h"

namespace mockhaus::values {
namespace {

std::string_view text_of(VariantView row, std::string_view key) {
  const auto part = row.find(key);
  return part && part->kind() == VariantKind::text ? part->text() : std::string_view();
}

bool is_false(VariantView row, std::string_view key) {
  const auto part = row.find(key);
  return part && part->kind() == VariantKind::boolean && !part->boolean();
}

void append_name(std::string_view name, std::string& out) {
  out += '"';
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

}  // namespace

Described describe_columns(VariantView rows, std::string_view kind, std::string& out) {
  if (!rows.is_array()) return Described::not_an_array;
  const bool table = ascii::equal_ignoring_case(kind, "table");
  const bool external = ascii::equal_ignoring_case(kind, "external_table");
  if (!table && !external && !ascii::equal_ignoring_case(kind, "view")) {
    return Described::unknown_kind;
  }
  const VariantParts parts(rows);
  for (size_t i = 0; i < parts.size(); ++i) {
    const VariantView row = parts.value(i);
    append_name(text_of(row, "COLUMN_NAME"), out);
    out += ' ';
    if (table || external) out += text_of(row, "TYPE");
    if (table && is_false(row, "NULLABLE")) out += " NOT NULL";
    if (external) out.append(" AS (").append(text_of(row, "EXPRESSION")).append(")");
    if (i + 1 < parts.size()) out += ",\n";
  }
  return Described::columns;
}

}  // namespace mockhaus::values
