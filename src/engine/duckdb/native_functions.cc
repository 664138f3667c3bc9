#include "engine/duckdb/native_functions.h"

#include "engine/duckdb/functions/null_functions.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/row_pattern_functions.h"
#include "engine/duckdb/functions/timed_rows.h"
#include "engine/duckdb/functions/stage_rows.h"
#include "engine/duckdb/functions/temporal.h"
#include "engine/duckdb/functions/variant_functions.h"
#include "engine/duckdb/instance.h"

namespace mockhaus::engine::duckdb {

static Result<Done> register_all(duckdb_connection connection) {
  TRY(register_null_functions(connection));
  TRY(register_numeric_functions(connection));
  TRY(register_row_pattern_functions(connection));
  TRY(register_timed_rows(connection));
  TRY(register_stage_functions(connection));
  TRY(register_temporal_functions(connection));
  return register_variant_functions(connection);
}

// In one transaction, because hundreds take longer.
Result<Done> register_native_functions(duckdb_connection connection) {
  TRY(run_plain(connection, "BEGIN"));
  TRY(register_all(connection));
  return run_plain(connection, "COMMIT");
}

}  // namespace mockhaus::engine::duckdb
