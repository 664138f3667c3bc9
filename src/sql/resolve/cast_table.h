// The table of conversions (cast_table.cc), one row for each legal pair of types.
#pragma once

#include <string_view>

#include "sql/types/type.h"

namespace mockhaus::sql {

enum class CastUse : uint8_t { explicit_only, implicit_too };

struct CastRow {
  TypeKind from;
  TypeKind to;
  CastUse use;
  std::string_view engine;
  std::string_view try_engine;  // TRY_CAST; empty: Snowflake refuses TRY_CAST from this type
};

// Null: Snowflake has no such cast.
const CastRow* find_cast(TypeKind from, TypeKind to);

}  // namespace mockhaus::sql
