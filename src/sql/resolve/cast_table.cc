// table: which type becomes which, and what the engine runs for it.
#include "sql/resolve/cast_table.h"

namespace mockhaus::sql {

namespace {

using K = TypeKind;
constexpr CastUse both = CastUse::implicit_too;
constexpr CastUse only = CastUse::explicit_only;

// {p} {s}: the target's precision and scale; {n}: its length; {element}: int or float, of VECTOR.
// Formats and the zone are values of the session (emit/duckdb.h).
constexpr CastRow rows[] = {
    // from            to              use   engine                                  try
    {K::number, K::number, both, "CAST($1 AS DECIMAL({p},{s}))", ""},
    {K::number, K::floating, both, "CAST($1 AS DOUBLE)", ""},
    {K::number, K::text, both, "CAST($1 AS VARCHAR)", ""},
    {K::number, K::boolean, both, "($1 <> 0)", ""},
    {K::number, K::variant, both, "mh_variant($1)", ""},
    {K::number, K::timestamp_ntz, only, "mh_number_to_ntz($1, 0)", ""},
    {K::number, K::timestamp_ltz, only, "mh_number_to_ltz($1, 0)", ""},
    {K::number, K::timestamp_tz, only, "mh_number_to_tz($1, 0, {timezone})", ""},

    {K::floating, K::number, both, "mh_to_decimal_{s}($1, {p})", ""},
    {K::floating, K::floating, both, "$1", ""},
    {K::floating, K::text, both, "mh_float_to_text($1)", ""},
    {K::floating, K::boolean, only, "($1 <> 0)", ""},
    {K::floating, K::variant, both, "mh_variant($1)", ""},

    {K::text, K::text, both, "$1", "$1"},
    {K::text, K::number, both, "mh_to_decimal_{s}($1, {p})", "mh_try_to_decimal_{s}($1, {p})"},
    {K::text, K::floating, both, "mh_to_double($1)", "mh_try_to_double($1)"},
    {K::text, K::boolean, both, "mh_to_boolean($1)", "mh_try_to_boolean($1)"},
    {K::text, K::binary, only, "mh_to_binary($1, {binary_input_format})",
     "mh_try_to_binary($1, {binary_input_format})"},
    {K::text, K::date, both, "mh_text_to_date($1, {date_input_format}, {century})",
     "mh_try_text_to_date($1, {date_input_format}, {century})"},
    {K::text, K::time, both, "mh_text_to_time($1, {time_input_format}, {century})",
     "mh_try_text_to_time($1, {time_input_format}, {century})"},
    {K::text, K::timestamp_ntz, both, "mh_text_to_ntz($1, {timestamp_input_format}, {century})",
     "mh_try_text_to_ntz($1, {timestamp_input_format}, {century})"},
    {K::text, K::timestamp_ltz, both,
     "mh_text_to_ltz($1, {timestamp_input_format}, {century}, {timezone})",
     "mh_try_text_to_ltz($1, {timestamp_input_format}, {century}, {timezone})"},
    {K::text, K::timestamp_tz, both,
     "mh_text_to_tz($1, {timestamp_input_format}, {century}, {timezone})",
     "mh_try_text_to_tz($1, {timestamp_input_format}, {century}, {timezone})"},
    {K::text, K::variant, both, "mh_variant($1)", ""},
    {K::text, K::array, only, "mh_to_array(mh_variant($1))", ""},

    {K::binary, K::binary, both, "$1", ""},
    {K::binary, K::text, only, "mh_binary_to_text($1, {binary_output_format})", ""},
    {K::binary, K::variant, both, "mh_variant_binary($1)", ""},

    {K::boolean, K::boolean, both, "$1", ""},
    {K::boolean, K::number, both, "CAST(CAST($1 AS INTEGER) AS DECIMAL({p},{s}))", ""},
    {K::boolean, K::text, both, "CAST($1 AS VARCHAR)", ""},
    {K::boolean, K::variant, both, "mh_variant($1)", ""},

    {K::date, K::date, both, "$1", ""},
    {K::date, K::text, both, "mh_date_to_text($1, {date_output_format})", ""},
    {K::date, K::timestamp_ntz, both, "mh_date_to_ntz($1)", ""},
    {K::date, K::timestamp_ltz, both, "mh_date_to_ltz($1, {timezone})", ""},
    {K::date, K::timestamp_tz, both, "mh_date_to_tz($1, {timezone})", ""},
    {K::date, K::variant, both, "mh_variant($1)", ""},

    {K::time, K::time, both, "$1", ""},
    {K::time, K::text, both, "mh_time_to_text($1, {time_output_format}, {from_scale})", ""},
    {K::time, K::variant, both, "mh_variant_time($1)", ""},

    {K::timestamp_ntz, K::timestamp_ntz, both, "$1", ""},
    {K::timestamp_ntz, K::timestamp_ltz, both, "mh_ntz_to_ltz($1, {timezone})", ""},
    {K::timestamp_ntz, K::timestamp_tz, both, "mh_ntz_to_tz($1, {timezone})", ""},
    {K::timestamp_ntz, K::date, both, "mh_ntz_to_date($1)", ""},
    {K::timestamp_ntz, K::time, both, "mh_ntz_to_time($1)", ""},
    {K::timestamp_ntz, K::text, both, "mh_ntz_to_text($1, {ntz_output_format}, {from_scale})", ""},
    {K::timestamp_ntz, K::variant, both, "mh_variant_timestamp_ntz($1)", ""},

    {K::timestamp_ltz, K::timestamp_ltz, both, "$1", ""},
    {K::timestamp_ltz, K::timestamp_ntz, both, "mh_ltz_to_ntz($1, {timezone})", ""},
    {K::timestamp_ltz, K::timestamp_tz, both, "mh_ltz_to_tz($1, {timezone})", ""},
    {K::timestamp_ltz, K::date, both, "mh_ltz_to_date($1, {timezone})", ""},
    {K::timestamp_ltz, K::time, both, "mh_ltz_to_time($1, {timezone})", ""},
    {K::timestamp_ltz, K::text, both,
     "mh_ltz_to_text($1, {ltz_output_format}, {from_scale}, {timezone})", ""},
    {K::timestamp_ltz, K::variant, both, "mh_variant_timestamp_ltz($1)", ""},

    {K::timestamp_tz, K::timestamp_tz, both, "$1", ""},
    {K::timestamp_tz, K::timestamp_ntz, both, "mh_tz_to_ntz($1)", ""},
    {K::timestamp_tz, K::timestamp_ltz, both, "($1 >> 12)", ""},
    {K::timestamp_tz, K::date, both, "mh_tz_to_date($1)", ""},
    {K::timestamp_tz, K::time, both, "mh_tz_to_time($1)", ""},
    {K::timestamp_tz, K::text, both, "mh_tz_to_text($1, {tz_output_format}, {from_scale})", ""},
    {K::timestamp_tz, K::variant, both, "mh_variant_timestamp_tz($1)", ""},

    {K::variant, K::variant, both, "$1", "$1"},
    {K::variant, K::number, both, "mh_variant_to_decimal_{s}($1, {p})", ""},
    {K::variant, K::floating, both, "mh_variant_to_double($1)", ""},
    {K::variant, K::text, both, "mh_variant_to_varchar($1, {settings})", ""},
    {K::variant, K::boolean, both, "mh_variant_to_boolean($1)", ""},
    {K::variant, K::binary, both, "mh_variant_to_binary($1)", ""},
    {K::variant, K::date, both, "mh_variant_to_date($1, {settings})", ""},
    {K::variant, K::time, both, "mh_variant_to_time($1, {settings})", ""},
    {K::variant, K::timestamp_ntz, both,
     "mh_variant_to_timestamp_ntz($1, {settings})",
     ""},
    {K::variant, K::timestamp_ltz, both, "mh_variant_to_timestamp_ltz($1, {settings})", ""},
    {K::variant, K::timestamp_tz, both, "mh_variant_to_timestamp_tz($1, {settings})", ""},
    {K::variant, K::array, both, "mh_to_array($1)", ""},
    {K::variant, K::object, both, "mh_to_object($1)", ""},

    {K::array, K::array, both, "$1", ""},
    {K::array, K::variant, both, "$1", ""},
    {K::array, K::text, only, "mh_variant_to_varchar($1, {settings})", ""},
    {K::array, K::vector, only, "mh_{element}_vector($1, {n})", ""},
    {K::vector, K::array, only, "mh_{from_element}_vector_to_array($1)", ""},
    {K::object, K::object, both, "$1", ""},
    {K::object, K::variant, both, "$1", ""},
    {K::object, K::text, only, "mh_variant_to_varchar($1, {settings})", ""},
    {K::map, K::map, both, "$1", ""},
    {K::map, K::variant, both, "$1", ""},
    {K::map, K::object, only, "$1", ""},
};

}  // namespace

const CastRow* find_cast(TypeKind from, TypeKind to) {
  for (const CastRow& row : rows) {
    if (row.from == from && row.to == to) return &row;
  }
  return nullptr;
}

}  // namespace mockhaus::sql
