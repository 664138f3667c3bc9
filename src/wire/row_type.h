// The rowType entries that describe a result's columns to a client.
#pragma once

#include "base/json.h"
#include "sql/sql.h"
#include "wire/protocol.h"

namespace mockhaus::wire {

// Writes [{"name":"A",...},...]: all eleven attributes of every column, nulls written out
// (sql-api.md §7.1, driver-protocol.md §11.1).
void write_row_type(const sql::ResultShape& shape, JsonProtocol protocol, JsonWriter& json);

}  // namespace mockhaus::wire
