#include "sql/insert_layout.h"

#include <algorithm>

#include "sql/emit/duckdb.h"
#include "sql/resolve/errors.h"

namespace mockhaus::sql {

Result<InsertLayout> layout_of(const DmlTarget& target, List<const Identifier> names) {
  InsertLayout layout;
  std::vector<const RelationColumn*> listed;
  for (const Identifier& name : names) {
    const RelationColumn* column = TRY(find_target_column(target, name));
    if (std::find(listed.begin(), listed.end(), column) != listed.end()) {
      return errors::duplicate_column(name.text);
    }
    listed.push_back(column);
  }
  for (const RelationColumn& column : target.relation->columns) {
    if (!column.computed_text.empty()) continue;
    layout.columns.push_back(&column);
    if (names.empty()) {
      layout.source.push_back(layout.columns.size() - 1);
      continue;
    }
    const auto found = std::find(listed.begin(), listed.end(), &column);
    layout.source.push_back(found == listed.end() ? std::string::npos
                                                  : static_cast<size_t>(found - listed.begin()));
  }
  layout.given = names.empty() ? layout.columns.size() : names.size();
  return layout;
}

std::string insert_head(const DmlTarget& target, const InsertLayout& layout) {
  std::string sql = "INSERT INTO " + target.relation->physical_name + " (";
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    if (i > 0) sql += ", ";
    append_quoted(sql, layout.columns[i]->physical_name, '"');
  }
  return sql + ") ";
}

Result<const Bound*> default_of(Resolver& r, InsertLayout& layout, size_t column) {
  layout.defaults.resize(layout.columns.size());
  const Bound*& known = layout.defaults[column];
  if (known == nullptr) known = TRY(default_value(r, *layout.columns[column]));
  return known;
}

std::string values_text(const std::vector<const Bound*>& values, const SessionContext& context) {
  std::string text;
  for (size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += ", ";
    text += emit_expression(*values[i], context);
  }
  return text;
}

}  // namespace mockhaus::sql
