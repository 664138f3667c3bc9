// table: conversion functions. CAST itself is resolve/cast_table.cc; temporal ones: datetime.cc.
#include "sql/functions/families.h"
#include "sql/functions/numeric_forms.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr ResultType text = returns(types::text());
constexpr ResultType binary = returns(types::binary());
constexpr ResultType real = returns(types::floating());
constexpr ResultType flag = returns(types::boolean());
constexpr NullRule nullable = NullRule::nullable;

constexpr Function form(std::string_view name,
                        Result<const Bound*> (*resolve)(Resolver&, Scope&, const FunctionCall&)) {
  return {.name = name, .resolve = resolve};
}

// TO_CHAR and TO_VARCHAR: numbers, binaries, dates and times with a format; anything without.
#define TO_TEXT(name)                                                         \
  {name, "n!t", text, "mh_to_char($1, $2)"},                                  \
  {name, "x!t", text, "mh_binary_to_text($1, $2)"},                           \
  {name, "d!t", text, "mh_date_to_text($1, $2)"},                             \
  {name, "m!t", text, "mh_time_to_text($1, $2, 9)"},                          \
  {name, "p!t", text, "mh_ntz_to_text($1, $2, 9)"},                           \
  {name, "P!t", text, "mh_ltz_to_text($1, $2, 9, {timezone})"},               \
  {name, "q!t", text, "mh_tz_to_text($1, $2, 9)"},                            \
  {name, "x!", text, "mh_binary_to_text($1, {binary_output_format})"},        \
  {name, "s", text, "mh_variant_to_varchar($1, {settings})", nullable},       \
  {name, "t", text, "$1"}

constexpr Function rows[] = {
    {"BINARY_AS_STRING", "x!", text, "mh_binary_to_text($1, 'UTF-8')"},
    {"STRING_AS_BINARY", "t", binary, "mh_to_binary($1, 'UTF-8')"},
    {"TO_BINARY", "x!", binary, "$1"},
    {"TO_BINARY", "t", binary, "mh_to_binary($1, {binary_input_format})"},
    {"TO_BINARY", "tt", binary, "mh_to_binary($1, $2)"},
    {"TO_BOOLEAN", "b", flag, "$1"},
    TO_TEXT("TO_CHAR"),
    form("TO_DECIMAL", resolve_to_number),
    {"TO_DOUBLE", "f", real, "$1"},
    {"TO_DOUBLE", "tt", real, "mh_to_double($1, $2)"},
    form("TO_NUMBER", resolve_to_number),
    form("TO_NUMERIC", resolve_to_number),
    TO_TEXT("TO_VARCHAR"),
    {"TRY_TO_BINARY", "t!", binary, "mh_try_to_binary($1, {binary_input_format})", nullable},
    {"TRY_TO_BINARY", "t!t", binary, "mh_try_to_binary($1, $2)", nullable},
    {"TRY_TO_BOOLEAN", "t!", flag, "mh_try_to_boolean($1)", nullable},
    form("TRY_TO_DECIMAL", resolve_try_to_number),
    {"TRY_TO_DOUBLE", "t!", real, "mh_try_to_double($1)", nullable},
    {"TRY_TO_DOUBLE", "t!t", real, "mh_try_to_double($1, $2)", nullable},
    form("TRY_TO_NUMBER", resolve_try_to_number),
    form("TRY_TO_NUMERIC", resolve_try_to_number),
};
#undef TO_TEXT
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> conversion_functions() { return rows; }

}  // namespace mockhaus::sql
