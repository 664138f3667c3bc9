// Which column a failed DML statement failed on.
//
// Snowflake says "DML operation to table T failed on column C with error: ..." of an error in the
// data, except of a NULL where none may be. The engine names no column, so after a failure each
// column is computed alone: the one that fails the same way is the column. Costs nothing while
// statements succeed.
#pragma once

#include <string>
#include <vector>

#include "sql/sql.h"

namespace mockhaus::sql {

struct ColumnProbe {
  std::string table, column;
  std::string values;  // computes the column for all rows: one VARCHAR
  // INSERT .. SELECT list FROM @stage: the numbers of the records whose value fails, by `mrow`.
  std::string failing_records;
};

Result<std::vector<ColumnProbe>> probe_insert(const Insert& insert, std::string_view source,
                                              const SessionContext& context,
                                              const CatalogView& catalog);
Result<std::vector<ColumnProbe>> probe_update(const Update& update, std::string_view source,
                                              const SessionContext& context,
                                              const CatalogView& catalog);

// For a relation with the one column c.
ColumnProbe make_probe(std::string_view table, const RelationColumn& column,
                       const std::string& relation);

}  // namespace mockhaus::sql
