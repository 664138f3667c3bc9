// table: functions that make values: random ones, identifiers, sequences of numbers.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr ResultType real = returns(types::floating());
constexpr ResultType whole = returns(types::number(38, 0));

constexpr Function changing(std::string_view name, std::string_view parameters, Type type,
                            std::string_view engine, Carrier carrier = Carrier::exact) {
  return {.name = name, .parameters = parameters, .result = returns(type), .engine = engine,
          .nulls = NullRule::never, .carrier = carrier, .is_volatile = true};
}
// SEQn counts the rows of its query block from 0; SEQ1 and SEQ2 start again at their width, which
// sign 1 moves below zero.
constexpr Function sequence(std::string_view name, std::string_view parameters, int digits,
                            std::string_view engine) {
  return changing(name, parameters, types::number(digits, 0), engine, Carrier::integer);
}

constexpr Function rows[] = {
    {"NORMAL", "ffi", real, "mh_normal($1, $2, $3)"},
    changing("RANDOM", "", types::number(19, 0), "mh_random()"),
    changing("RANDOM", "i", types::number(19, 0), "mh_random($1)"),
    {"RANDSTR", "ii", returns(text_type), "mh_randstr($1, $2)"},
    sequence("SEQ1", "", 3, "((row_number() OVER () - 1) % 256)"),
    sequence("SEQ1", "c", 3,
             "((row_number() OVER () - 1 + 128 * CAST($1 AS INTEGER)) % 256"
             " - 128 * CAST($1 AS INTEGER))"),
    sequence("SEQ2", "", 5, "((row_number() OVER () - 1) % 65536)"),
    sequence("SEQ2", "c", 5,
             "((row_number() OVER () - 1 + 32768 * CAST($1 AS INTEGER)) % 65536"
             " - 32768 * CAST($1 AS INTEGER))"),
    sequence("SEQ4", "c?", 10, "(row_number() OVER () - 1)"),
    sequence("SEQ8", "c?", 19, "(row_number() OVER () - 1)"),
    {"UNIFORM", "N!N!i", whole, "mh_uniform($1, $2, $3)"},
    {"UNIFORM", "ffi", real, "mh_uniform_float($1, $2, $3)"},
    changing("UUID_STRING", "", types::text(36), "CAST(uuid() AS VARCHAR)"),
    {"UUID_STRING", "tt", returns(types::text(36)), "mh_uuid_of_name($1, $2)"},
    {"ZIPF", "fii", whole, "mh_zipf($1, $2, $3)"},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> data_generation_functions() { return rows; }

}  // namespace mockhaus::sql
