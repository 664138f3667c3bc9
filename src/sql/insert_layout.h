// table: which columns an INSERT fills, and from what: INSERT INTO t (b, a) VALUES (1, 2).
#pragma once

#include <string>
#include <vector>

#include "sql/dml_target.h"

namespace mockhaus::sql {

// What each stored column of the target gets, in table order: an index into the row, or default.
struct InsertLayout {
  std::vector<const RelationColumn*> columns;
  std::vector<size_t> source;          // columns.size() entries; npos: default
  size_t given = 0;                    // how many values a row must have
  std::vector<const Bound*> defaults;  // by column, resolved when the first row needs it
};

Result<InsertLayout> layout_of(const DmlTarget& target, List<const Identifier> names);
// INSERT INTO table (columns), with a blank at the end.
std::string insert_head(const DmlTarget& target, const InsertLayout& layout);
// What a column gets that the statement does not name.
Result<const Bound*> default_of(Resolver& r, InsertLayout& layout, size_t column);
// The values by commas, in the engine's words.
std::string values_text(const std::vector<const Bound*>& values, const SessionContext& context);

}  // namespace mockhaus::sql
