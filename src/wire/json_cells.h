// Rows as JSON text: ["1",null],["2","x"] (sql-api.md §8, driver-protocol.md §11.2).
//
// Every cell is a string or null. Rows are separated by commas; no brackets stand around them.
#pragma once

#include <span>

#include "base/result.h"
#include "wire/batch.h"
#include "wire/protocol.h"
#include "wire/text_output.h"

namespace mockhaus::wire {

// Appends rows [begin, end) of the columns. A time zone that the options name and nobody knows
// is an error; nothing else can go wrong.
Result<Done> write_json_rows(std::span<const ColumnView> columns, int64_t begin, int64_t end,
                             const JsonOptions& options, TextOutput& out);

}  // namespace mockhaus::wire
