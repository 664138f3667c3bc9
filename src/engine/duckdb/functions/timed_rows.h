// mh_timed_rows(rows, seconds): a table function of numbers from 0 on.
//
// It ends after `rows` rows (NULL: no such limit) or when `seconds` have passed since the first
// batch was asked for, whichever comes first. The engine can interrupt it between batches.
#pragma once

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_timed_rows(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
