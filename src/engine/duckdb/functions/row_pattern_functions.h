// mh_match_rows: the kernel of MATCH_RECOGNIZE.
#pragma once

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_row_pattern_functions(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
