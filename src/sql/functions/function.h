// Snowflake's functions as a table: one row for each signature.
//
// A row says which arguments are legal, what type comes out, and how the engine runs it. Rows of
// one name are overloads: the first that fits the number and the types of the arguments is taken.
// Families live in one file each (string.cc, datetime.cc, ...); lookup.cc joins them.
//
// `parameters` is one letter for each argument:
//   t text        numbers, booleans and dates are printed in the session's formats
//   n number or float, kept as it is       N NUMBER (text and float are converted)
//   i whole number (rounded)               f FLOAT
//   b boolean     x binary                 y binary or text, kept as it is
//   d DATE        m TIME                   z any TIMESTAMP, kept as it is
//   p NTZ timestamp   P LTZ timestamp      q TZ timestamp
//   D date, time or timestamp, kept as it is; text is refused
//   E date or timestamp, kept; text becomes TIMESTAMP_NTZ
//   v VARIANT     a ARRAY    o OBJECT      s VARIANT, ARRAY or OBJECT, kept as it is
//   V VARIANT     texts, BINARY, dates and times need a cast, except beside structured arrays
//   * anything, kept as it is              = the same type as the first = argument
//   c a constant, kept as it is
// A lower-case letter accepts what Snowflake coerces implicitly; '!' after a letter refuses
// coercion from another type. '?' after a letter: it and all later ones may be missing.
// '+' after a letter: one or more of it, at the end.
//
// `engine` is text in the engine's language with $1 .. $9 for arguments, $* for all of them joined
// by commas, $2* for those from the second on, and {name} for values of the session (emit/duckdb.h
// lists them). An argument that may be evaluated twice must be written $1 only once, or the row
// uses a macro or a native function (engine/duckdb/functions).
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "sql/ast/expression.h"
#include "sql/resolve/bound.h"

namespace mockhaus::sql {

struct Resolver;
struct Scope;

using ArgumentTypes = std::span<const Type>;

// How the result's type follows from the arguments'.
enum class ResultRule : uint8_t {
  fixed,          // `type`
  same_as_first,  // the type of argument 1
  same_as_second,
  common,         // the common type of all arguments from `from` on (the = letters)
  text_of_first,  // VARCHAR with the length of argument 1 (computed text: the default length)
  computed,       // `compute`
};
struct ResultType {
  ResultRule rule = ResultRule::fixed;
  Type type;
  Type (*compute)(ArgumentTypes) = nullptr;
};

enum class NullRule : uint8_t {
  strict,    // NULL only where an argument may be NULL
  nullable,  // may be NULL whatever the arguments
  never,     // never NULL
};

enum class FunctionKind : uint8_t { scalar, aggregate, window, context };

struct Function {
  std::string_view name;
  std::string_view parameters;
  ResultType result;
  std::string_view engine;
  NullRule nulls = NullRule::strict;
  Carrier carrier = Carrier::exact;
  FunctionKind kind = FunctionKind::scalar;
  bool is_volatile = false;
  // Takes over completely when the form is not that of a plain call (DECODE, DATEADD, ...).
  Result<const Bound*> (*resolve)(Resolver&, Scope&, const FunctionCall&) = nullptr;
};

// All overloads of a name (upper case), in order; empty: unknown.
std::span<const Function> find_functions(std::string_view name);
// Names that Snowflake has and Mockhaus answers with 000002.
bool is_known_unsupported(std::string_view name);
// Every row, for SHOW FUNCTIONS and documents.
std::span<const std::span<const Function>> all_function_families();

// Shorthands for rows.
constexpr ResultType returns(Type type) { return {ResultRule::fixed, type, nullptr}; }
constexpr ResultType computed(Type (*compute)(ArgumentTypes)) {
  return {ResultRule::computed, {}, compute};
}
constexpr ResultType same_as_first{ResultRule::same_as_first, {}, nullptr};
constexpr ResultType same_as_second{ResultRule::same_as_second, {}, nullptr};
constexpr ResultType common_type{ResultRule::common, {}, nullptr};
constexpr ResultType text_of_first{ResultRule::text_of_first, {}, nullptr};

template <size_t N>
consteval bool sorted_by_name(const Function (&rows)[N]) {
  for (size_t i = 1; i < N; ++i) {
    if (rows[i].name < rows[i - 1].name) return false;
  }
  return true;
}

}  // namespace mockhaus::sql
