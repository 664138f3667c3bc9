#include "sql/resolve/errors.h"

#include <initializer_list>
#include <string>

namespace mockhaus::sql::errors {

namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (std::string_view part : parts) text += part;
  return text;
}

// Without a position: "SQL compilation error:\ntext".
Error plain(const char* code, const char* state, std::initializer_list<std::string_view> parts) {
  return {code, state, "SQL compilation error:\n" + joined(parts), std::nullopt};
}

// With one: "SQL compilation error: error line L at position P\ntext".
Error placed(const char* code, const char* state, Span at,
             std::initializer_list<std::string_view> parts) {
  return {code, state, "SQL compilation error: error {at}\n" + joined(parts), at};
}

std::string number(int64_t value) {
  return std::to_string(value);
}

}  // namespace

Error invalid_identifier(std::string_view name, Span at) {
  return placed("000904", "42000", at, {"invalid identifier '", name, "'"});
}
Error ambiguous_column(std::string_view name, Span at) {
  return placed("002028", "42601", at, {"ambiguous column name '", name, "'"});
}
Error object_not_found(std::string_view kind, std::string_view name, Span) {
  const bool table = kind == "Object" || kind == "Table" || kind == "View";
  return plain("002003", table ? "42S02" : "02000",
               {kind, " '", name, "' does not exist or not authorized."});
}
Error duplicate_column(std::string_view name) {
  return plain("002025", "42S21", {"duplicate column name '", name, "'"});
}
Error no_current_database(std::string_view operation) {
  return {"090105", "22000",
          joined({"Cannot perform ", operation,
                  ". This session does not have a current database. Call 'USE DATABASE', or use a "
                  "qualified name."}),
          std::nullopt};
}
Error no_current_schema(std::string_view operation) {
  return {"090106", "22000",
          joined({"Cannot perform ", operation,
                  ". This session does not have a current schema. Call 'USE SCHEMA', or use a "
                  "qualified name."}),
          std::nullopt};
}
Error unknown_variable(std::string_view name, Span at) {
  return placed("002211", "02000", at, {"Session variable '$", name, "' does not exist"});
}
Error unset_bind(std::string_view name) {
  return plain("002049", "42601", {"Bind variable ", name, " not set."});
}
Error invalid_bind_text(std::string_view text, std::string_view type) {
  return {"002086", "22000",
          joined({"Invalid value '", text, "' for bind variable of type ", type}), std::nullopt};
}

Error unknown_function(std::string_view name, Span at) {
  return placed("002140", "42601", at, {"Unknown function ", name, "."});
}
Error unknown_user_function(std::string_view name, Span at) {
  return placed("002141", "42601", at, {"Unknown user-defined function ", name});
}
Error invalid_argument_types(std::string_view function, std::string_view types, Span at) {
  return placed("001044", "42P13", at,
                {"Invalid argument types for function '", function, "': (", types, ")"});
}
Error not_enough_arguments(std::string_view call, int expected, int found, Span at) {
  return placed("000938", "22023", at,
                {"not enough arguments for function [", call, "], expected ", number(expected),
                 ", got ", number(found)});
}
Error too_many_arguments(std::string_view call, int expected, int found, Span at) {
  return placed("000939", "22023", at,
                {"too many arguments for function [", call, "] expected ", number(expected),
                 ", got ", number(found)});
}
Error unsupported_type(std::string_view type) {
  return plain("002040", "42601", {"Unsupported data type '", type, "'."});
}
Error invalid_search_address(std::string_view text, Span at) {
  return placed("000937", "22023", at,
                {"invalid argument for function [SEARCH_IP] unexpected argument [", text,
                 "] at position 1,"});
}
Error invalid_vector(std::string_view problem) {
  return plain("002040", "42601", {problem, "."});
}
Error invalid_precision(int64_t precision, int64_t most) {
  return plain("002074", "42601",
               {"invalid precision '", number(precision), "', expected a value between 1 and ",
                number(most)});
}
Error invalid_scale(int64_t scale, int64_t most) {
  return plain(
      "002075", "42601",
      {"invalid scale '", number(scale), "', expected a value between 0 and ", number(most)});
}
Error invalid_length(int64_t length, int64_t most) {
  return plain(
      "001073", "42601",
      {"invalid length '", number(length), "', expected a value between 1 and ", number(most)});
}
Error invalid_intermediate_type(int precision, int scale) {
  // With a blank where other texts have none.
  return {"002040", "0A000",
          joined({"SQL compilation error: \nInvalid intermediate datatype: NUMBER(",
                  number(precision), ",", number(scale), ")."}),
          std::nullopt};
}
Error incompatible_operand(std::string_view a, std::string_view b) {
  return plain("001010", "42846", {"incompatible types: [", a, "] and [", b, "]"});
}
Error needs_within_group(std::string_view function, Span at) {
  return placed("002075", "42601", at,
                {"Function [", function, "] requires a WITHIN GROUP clause"});
}
Error invalid_collation(std::string_view specification) {
  return plain("002320", "22023", {"Invalid collation specification: '", specification, "'."});
}
Error incompatible_collations(std::string_view a, std::string_view b, Span at) {
  return placed("002322", "42846", at, {"Incompatible collations: '", a, "' and '", b, "'."});
}
Error incompatible_types(std::string_view a, std::string_view b, Span at) {
  return placed("001010", "42846", at, {"incompatible types: [", a, "] and [", b, "]"});
}
Error cannot_convert(std::string_view expression, std::string_view from, std::string_view to,
                     Span at) {
  return placed("001038", "22023", at,
                {"Can not convert parameter '", expression, "' of type [", from,
                 "] into expected type [", to, "]"});
}
Error cast_not_possible(std::string_view function, std::string_view from, std::string_view to,
                        Span at) {
  return placed(
      "001065", "22023", at,
      {"Function ", function, " cannot be used with arguments of types ", from, " and ", to});
}
Error needs_constant(std::string_view function, std::string_view argument, Span at) {
  return placed("001015", "22023", at,
                {"argument ", argument, " to function ", function, " needs to be constant"});
}
Error needs_constant(std::string_view function, std::string_view argument,
                     std::string_view found) {
  return plain("001015", "22023", {"argument ", argument, " to function ", function,
                                   " needs to be constant, found '", found, "'"});
}
Error invalid_parameter_value(std::string_view value, std::string_view function, int parameter,
                              std::string_view reason) {
  return plain("001015", "22023", {"Invalid value [", value, "] for function '", function,
                                   "', parameter ", number(parameter), ": ", reason});
}
Error invalid_date_part(std::string_view part, std::string_view function, Span at) {
  return placed("001045", "22023", at,
                {"['", part, "'] is not a valid date/time component for function ", function, "."});
}

Error not_a_group_by_expression(std::string_view expression, Span at) {
  return placed("000979", "42601", at, {"[", expression, "] is not a valid group by expression"});
}
Error not_in_group_by(std::string_view column, Span at) {
  return placed(
      "001104", "42601", at,
      {"'", column, "' in select clause is neither an aggregate nor in the group by clause."});
}
Error aggregate_in_where(std::string_view expression) {
  return plain("002035", "42601",
               {"Invalid aggregate function in where clause [", expression, "]"});
}
Error aggregate_not_allowed(std::string_view expression, Span at) {
  return placed("002077", "42601", at,
                {"Aggregate function [", expression, "] is not allowed here"});
}
Error window_not_allowed(std::string_view expression, Span at) {
  return placed("002303", "42601", at,
                {"Window function [", expression,
                 "] appears outside of SELECT, QUALIFY, and ORDER BY clauses."});
}
Error qualify_without_window() {
  return plain("000992", "42601", {"found QUALIFY clause but no window function"});
}
Error branch_column_count(size_t expected, size_t found, size_t branch) {
  return plain(
      "001789", "42601",
      {"invalid number of result columns for set operator input branches, expected ",
       number(static_cast<int64_t>(expected)), ", got ", number(static_cast<int64_t>(found)),
       " in branch ", "{", number(static_cast<int64_t>(branch)), "}"});
}
Error branch_types(std::string_view a, std::string_view b) {
  return plain("001790", "42601",
               {"inconsistent data type for result columns for set operator input branches, "
                "expected ",
                a, ", got ", b, " for expression"});
}
Error position_out_of_range(int64_t position, size_t columns, Span at) {
  return placed("000967", "42601", at,
                {"Order by or group by position ", number(position), " is not in select list of ",
                 number(static_cast<int64_t>(columns)), " columns"});
}
Error unsupported_subquery(Span at) {
  (void)at;
  return plain("002031", "42601", {"Unsupported subquery type cannot be evaluated"});
}
Error invalid_in_values(std::string_view expression) {
  return plain("002014", "22000", {"Invalid expression [", expression, "] in VALUES clause"});
}
Error match_condition_operator(Span at) {
  return placed("010402", "55000", at,
                {"MATCH_CONDITION clause is invalid: Only comparison operators '>=', '>', '<=' and "
                 "'<' are allowed. Keywords such as AND and OR are not allowed."});
}
Error match_condition_sides(Span at) {
  return placed("010402", "55000", at,
                {"MATCH_CONDITION clause is invalid: The left side allows only column references "
                 "from the left side table, and the right side allows only column references from "
                 "the right side table."});
}
Error asof_on(std::string_view condition, Span at) {
  return placed("010403", "23001", at,
                {"ON clause for ASOF JOIN must contain conjunctions of equality conditions only. "
                 "Disjunctions are not allowed. Each side of an equality condition must only refer "
                 "to either the left table or the right table. ", condition, " is invalid."});
}
Error recursive_union() {
  return plain("001102", "42601", {"UNION set operator in a recursive CTE is not supported"});
}
Error frame_unsupported(std::string_view kind, std::string_view function, Span at) {
  return placed("002303", "0A000", at,
                {kind, " window frame unsupported for function ", function});
}
Error window_order_unsupported(std::string_view call) {
  return plain("002303", "0A000",
               {"Aggregate window function with order by clause is not supported: [", call, "]."});
}
Error distinct_in_frame(Span at) {
  return placed("002303", "42601", at,
                {"distinct cannot be used with a window frame or an order."});
}
Error within_group_in_frame(Span at) {
  return placed("002303", "42601", at,
                {"WITHIN GROUP clause is not supported when the OVER clause contains an ORDER BY "
                 "clause."});
}
Error window_needs_order(std::string_view function) {
  return plain("002304", "42601", {"Window function type [", function,
                                   "] requires ORDER BY in window specification."});
}
Error star_without_from(Span at) {
  return placed("001080", "42601", at, {"SELECT with no columns"});
}
Error invalid_limit(std::string_view text, Span at) {
  Error error = plain("001003", "42000", {"syntax error {at} unexpected '", text, "'."});
  error.at = at;
  return error;
}
Error expression_count(size_t expected, size_t found, Span at) {
  return placed(
      "001793", "42601", at,
      {"invalid number of result columns, expected ", number(static_cast<int64_t>(expected)),
       ", got ", number(static_cast<int64_t>(found))});
}
Error invalid_sample_size(std::string_view size, int64_t most) {
  return plain("001008", "22023",
               {"invalid value [", size, "] for parameter 'SAMPLE', expected at most ",
                number(most)});
}
Error unpivot_column_type(std::string_view column) {
  return plain("001791", "42601",
               {"The type of column '", column,
                "' conflicts with the type of other columns in the UNPIVOT list."});
}
Error pivot_needs_aggregate(std::string_view expression, Span at) {
  return placed("001105", "42601", at,
                {"Invalid PIVOT aggregation [", expression, "]: an aggregate function is needed."});
}
Error connect_by_outside(std::string_view word, Span at) {
  return placed("001014", "42601", at, {word, " is only allowed with CONNECT BY."});
}

Error insert_value_count(size_t expected, size_t found) {
  return plain(
      "002020", "21S01",
      {"Insert value list does not match column list expecting ",
       number(static_cast<int64_t>(expected)), " but got ", number(static_cast<int64_t>(found))});
}
Error column_type_mismatch(std::string_view expected, std::string_view found,
                           std::string_view column) {
  return plain("002023", "22000",
               {"Expression type does not match column data type, expecting ", expected,
                " but got ", found, " for column ", column});
}
Error view_column_count(std::string_view view, size_t declared, size_t produced) {
  return plain("002057", "42601",
               {"View definition for '", view, "' declared ",
                number(static_cast<int64_t>(declared)), " column(s), but view query produces ",
                number(static_cast<int64_t>(produced)), " column(s)."});
}
Error view_expansion(std::string_view view, const Error& inner) {
  return plain("002037", "42601",
               {"Failure during expansion of view '", view, "': ", inner.message});
}
Error merge_clause_unreachable(Span at) {
  return placed("001417", "42601", at,
                {"a MERGE clause without a condition must be the last of its kind"});
}
Error not_insertable(std::string_view name) {
  return plain("002019", "42601", {"Column '", name, "' cannot be assigned a value."});
}

}  // namespace mockhaus::sql::errors
