// table: numeric and bitwise functions.
#include "sql/functions/families.h"
#include "sql/functions/numeric_forms.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr ResultType real = returns(types::floating());
constexpr ResultType whole = returns(types::number(38, 0));

// A FLOAT function that fails where C answers infinity or NaN.
constexpr Function float_function(std::string_view name, std::string_view parameters,
                                  std::string_view engine) {
  return {name, parameters, real, engine};
}
// A bit function of numbers, or of BINARY values of one length.
constexpr Function wide(std::string_view name, std::string_view parameters, ResultType result,
                        std::string_view engine) {
  return {name, parameters, result, engine, NullRule::strict, Carrier::wide};
}
constexpr Function form(std::string_view name,
                        Result<const Bound*> (*resolve)(Resolver&, Scope&, const FunctionCall&)) {
  return {.name = name, .resolve = resolve};
}

constexpr Function rows[] = {
    wide("ABS", "n", same_as_first, "abs($1)"),
    float_function("ACOS", "f", "mh_acos($1)"),
    float_function("ACOSH", "f", "mh_acosh($1)"),
    float_function("ASIN", "f", "mh_asin($1)"),
    float_function("ASINH", "f", "mh_asinh($1)"),
    float_function("ATAN", "f", "mh_atan($1)"),
    float_function("ATAN2", "ff", "mh_atan2($1, $2)"),
    float_function("ATANH", "f", "mh_atanh($1)"),
    {"BITAND", "x!x!t?", same_as_first, "mh_binary_bitand($*)"},
    wide("BITAND", "NN", whole, "mh_bitand($1, $2)"),
    wide("BITCOUNT", "N", whole, "mh_bitcount($1)"),
    {"BITNOT", "x!", same_as_first, "mh_binary_bitnot($1)"},
    wide("BITNOT", "N", whole, "mh_bitnot($1)"),
    {"BITOR", "x!x!t?", same_as_first, "mh_binary_bitor($*)"},
    wide("BITOR", "NN", whole, "mh_bitor($1, $2)"),
    {"BITSHIFTLEFT", "x!N", same_as_first, "mh_binary_bitshiftleft($1, $2)"},
    wide("BITSHIFTLEFT", "NN", whole, "mh_bitshiftleft($1, $2)"),
    {"BITSHIFTRIGHT", "x!N", same_as_first, "mh_binary_bitshiftright($1, $2)"},
    wide("BITSHIFTRIGHT", "NN", whole, "mh_bitshiftright($1, $2)"),
    {"BITXOR", "x!x!t?", same_as_first, "mh_binary_bitxor($*)"},
    wide("BITXOR", "NN", whole, "mh_bitxor($1, $2)"),
    {"BIT_AND", "x!x!t?", same_as_first, "mh_binary_bitand($*)"},
    wide("BIT_AND", "NN", whole, "mh_bitand($1, $2)"),
    {"BIT_NOT", "x!", same_as_first, "mh_binary_bitnot($1)"},
    wide("BIT_NOT", "N", whole, "mh_bitnot($1)"),
    {"BIT_OR", "x!x!t?", same_as_first, "mh_binary_bitor($*)"},
    wide("BIT_OR", "NN", whole, "mh_bitor($1, $2)"),
    {"BIT_SHIFTLEFT", "x!N", same_as_first, "mh_binary_bitshiftleft($1, $2)"},
    wide("BIT_SHIFTLEFT", "NN", whole, "mh_bitshiftleft($1, $2)"),
    {"BIT_SHIFTRIGHT", "x!N", same_as_first, "mh_binary_bitshiftright($1, $2)"},
    wide("BIT_SHIFTRIGHT", "NN", whole, "mh_bitshiftright($1, $2)"),
    {"BIT_XOR", "x!x!t?", same_as_first, "mh_binary_bitxor($*)"},
    wide("BIT_XOR", "NN", whole, "mh_bitxor($1, $2)"),
    float_function("CBRT", "f", "mh_cbrt($1)"),
    form("CEIL", resolve_ceil),
    float_function("COS", "f", "mh_cos($1)"),
    float_function("COSH", "f", "mh_cosh($1)"),
    float_function("COT", "f", "mh_cot($1)"),
    float_function("DEGREES", "f", "mh_degrees($1)"),
    form("DIV", resolve_div),
    form("DIV0", resolve_div0),
    form("DIV0NULL", resolve_div0null),
    float_function("EXP", "f", "mh_exp($1)"),
    {"FACTORIAL", "i", whole, "mh_factorial($1)"},
    form("FLOOR", resolve_floor),
    wide("GETBIT", "NN", returns(types::number(1, 0)), "mh_getbit($1, $2)"),
    float_function("HAVERSINE", "ffff", "mh_haversine($*)"),
    float_function("LN", "f", "mh_ln($1)"),
    float_function("LOG", "ff", "mh_log($1, $2)"),
    form("MOD", resolve_mod),
    {"NEGATE", "n", same_as_first, "(- $1)", NullRule::strict, Carrier::wide},
    {"PI", "", real, "pi()", NullRule::never},
    float_function("POW", "ff", "mh_pow($1, $2)"),
    float_function("POWER", "ff", "mh_pow($1, $2)"),
    float_function("RADIANS", "f", "mh_radians($1)"),
    float_function("REGR_VALX", "ff", "CASE WHEN $1 IS NULL THEN NULL ELSE $2 END"),
    float_function("REGR_VALY", "ff", "CASE WHEN $2 IS NULL THEN NULL ELSE $1 END"),
    form("ROUND", resolve_round),
    {"SIGN", "N!", returns(types::number(2, 0)), "sign($1)", NullRule::strict, Carrier::integer},
    float_function("SIGN", "f", "CAST(sign($1) AS DOUBLE)"),
    float_function("SIN", "f", "mh_sin($1)"),
    float_function("SINH", "f", "mh_sinh($1)"),
    float_function("SQRT", "f", "mh_sqrt($1)"),
    float_function("SQUARE", "f", "mh_square($1)"),
    float_function("TAN", "f", "mh_tan($1)"),
    float_function("TANH", "f", "mh_tanh($1)"),
    form("TRUNC", resolve_trunc),
    form("TRUNCATE", resolve_trunc),
    wide("WIDTH_BUCKET", "fffi", whole, "mh_width_bucket($*)"),
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> numeric_functions() { return rows; }

}  // namespace mockhaus::sql
