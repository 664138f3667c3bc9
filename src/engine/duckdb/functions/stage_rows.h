// mh_stage_rows(scan): the records of staged files as rows (storage/scan.h).
//
// Columns c1, c2, ...: VARCHAR for CSV; for JSON c1 alone, a VARIANT. Then mfile VARCHAR, mrow
// BIGINT, mkey VARCHAR, mmodified HUGEINT (TIMESTAMP_NTZ), mfault VARCHAR.
#pragma once

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_stage_functions(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
