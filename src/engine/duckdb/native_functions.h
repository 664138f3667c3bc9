// Every native function family of functions/: one line each, registered when a database is opened.
#pragma once

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_native_functions(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
