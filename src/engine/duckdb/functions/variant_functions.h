// The native functions over VARIANT, OBJECT and ARRAY values (BLOB, see values/variant.h).
//
// Naming: mh_<snowflake name>. Arguments that Snowflake types as VARIANT, OBJECT or ARRAY are BLOB;
// whatever else becomes a VARIANT first by mh_variant (variant_make.cc). Positions are BIGINT.
// A trailing VARCHAR `settings` (values/variant_settings.h) may be left out; it says how dates
// and times print and read.
#pragma once

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

Result<Done> register_variant_functions(duckdb_connection connection);

}  // namespace mockhaus::engine::duckdb
