// Dates, times and timestamps for emitted SQL: thin adapters from vectors to values/temporal_*.
//
// Naming: the last word is the type of the value (date, time, ntz, ltz, tz). In the argument lists
// `zone` is the session's time zone (IANA name), `part` a canonical part name
// (values::part_name), `format` Snowflake's format (AUTO: detection), `century` is
// TWO_DIGIT_CENTURY_START, `week_start` and `week_policy` the session's WeekRules. They are
// constants as a rule; a kernel prepares them once and again only where their text changes.
// A NULL argument gives NULL.
#pragma once

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_temporal_functions(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
