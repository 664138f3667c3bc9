// Native functions of the engine: one row each, registered once for each database.
//
// A row says under which name a kernel is called from emitted SQL (always mh_...), with which
// engine types, and what it returns. Rows with the same name are overloads; write them together.
// DECIMAL parameters: use type::any, which keeps the width and scale of the argument (a declared
// DECIMAL parameter would cast it); DecimalColumn (vector_reader.h) reads any width.
//
//   constexpr NativeFunction temporal_functions[] = {
//       {"mh_last_day", {type::date, type::varchar}, type::date, run_last_day},
//   };
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "base/result.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

struct StructField;

struct EngineType {
  duckdb_type id = DUCKDB_TYPE_INVALID;
  uint8_t width = 0;  // of DECIMAL
  uint8_t scale = 0;
  duckdb_type element = DUCKDB_TYPE_INVALID;  // of LIST
  const StructField* fields = nullptr;        // of STRUCT, or of a LIST's STRUCT elements
  uint8_t field_count = 0;
};

struct StructField {
  const char* name;
  EngineType type;
};

namespace type {
constexpr EngineType any{DUCKDB_TYPE_ANY};
constexpr EngineType boolean{DUCKDB_TYPE_BOOLEAN};
constexpr EngineType integer{DUCKDB_TYPE_INTEGER};
constexpr EngineType bigint{DUCKDB_TYPE_BIGINT};
constexpr EngineType hugeint{DUCKDB_TYPE_HUGEINT};
constexpr EngineType floating{DUCKDB_TYPE_DOUBLE};
constexpr EngineType varchar{DUCKDB_TYPE_VARCHAR};
constexpr EngineType blob{DUCKDB_TYPE_BLOB};
constexpr EngineType date{DUCKDB_TYPE_DATE};
constexpr EngineType decimal(uint8_t width, uint8_t scale) {
  return {DUCKDB_TYPE_DECIMAL, width, scale};
}
constexpr EngineType list_of(EngineType element) {
  return {DUCKDB_TYPE_LIST, element.width, element.scale,
          element.id,       element.fields, element.field_count};
}
constexpr EngineType struct_of(std::span<const StructField> fields) {
  return {DUCKDB_TYPE_STRUCT, 0, 0, DUCKDB_TYPE_INVALID, fields.data(),
          static_cast<uint8_t>(fields.size())};
}
}  // namespace type

class Parameters {
 public:
  constexpr Parameters(std::initializer_list<EngineType> types) {
    for (EngineType each : types) types_[count_++] = each;
  }
  // Any number of further arguments of this type.
  constexpr Parameters then_any_number_of(EngineType rest) const {
    Parameters result = *this;
    result.rest_ = rest;
    return result;
  }

  std::span<const EngineType> types() const { return {types_.data(), count_}; }
  bool variadic() const { return rest_.id != DUCKDB_TYPE_INVALID; }
  EngineType rest() const { return rest_; }

 private:
  std::array<EngineType, 12> types_{};
  uint8_t count_ = 0;
  EngineType rest_;
};

// What the engine may do with NULL arguments. Rows of a column are passed to the kernel in both
// cases, NULL or not: each_row() (vector_reader.h) handles them. `give_null` also lets the engine
// fold a call with a constant NULL into NULL without asking.
enum class Nulls : uint8_t { give_null, are_values };
enum class Stability : uint8_t { same_for_same_arguments, changes };

using Kernel = void (*)(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output);

struct NativeFunction {
  const char* name;
  Parameters parameters;
  EngineType returns;
  Kernel run;
  Nulls nulls = Nulls::give_null;
  Stability stability = Stability::same_for_same_arguments;
  const void* extra = nullptr;  // static data; duckdb_scalar_function_get_extra_info gives it back
  duckdb_scalar_function_init_t init = nullptr;  // makes a state for each thread of a statement
};

// Registers all rows in the database of `connection`.
Result<Done> register_functions(duckdb_connection connection,
                                std::span<const NativeFunction> functions);

}  // namespace mockhaus::engine::duckdb
