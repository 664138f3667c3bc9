// mh_no_nulls(..): whether none of the arguments is NULL, whatever their types.
#pragma once

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_null_functions(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
