#include "sql/errors.h"

#include <initializer_list>
#include <string>

namespace mockhaus::sql::errors {

namespace {

std::string join(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (std::string_view part : parts) text += part;
  return text;
}

// 16384 as 16,384, the way Snowflake prints counts.
std::string with_commas(size_t number) {
  std::string digits = std::to_string(number);
  for (size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
  return digits;
}

Error make(std::string_view code, std::string_view state, std::optional<Span> at,
           std::initializer_list<std::string_view> parts) {
  return {std::string(code), std::string(state), "SQL compilation error:\n" + join(parts), at};
}

}  // namespace

Error empty_statement() {
  return make("000900", "42601", {}, {"Empty SQL statement."});
}

Error unexpected_token(std::string_view found, Span at) {
  return make("001003", "42000", at, {"syntax error {at} unexpected '", found, "'."});
}

Error unfinished_text(Span at) {
  return make("001003", "42000", at, {"parse error {at} near '<EOF>'."});
}

Error list_too_long(size_t limit, size_t found) {
  return make("001795", "42601", {},
              {"maximum number of expressions in a list exceeded, expected at most ",
               with_commas(limit), ", got ", with_commas(found)});
}

Error unsupported(std::string_view feature) {
  return make("000002", "0A000", {}, {"Unsupported feature '", feature, "'."});
}

Error nesting_too_deep(int limit, Span at) {
  return make("000002", "0A000", at,
              {"Unsupported feature 'nesting of more than ", std::to_string(limit),
               " levels' ({at})."});
}

Error lambdas_too_deep(int limit, Span at) {
  return make("000002", "0A000", at,
              {"Unsupported feature 'lambda expressions nested more than ", std::to_string(limit),
               " levels' ({at})."});
}

Error statement_too_complex() {
  return make("000002", "0A000", {},
              {"Unsupported feature 'a statement whose views, functions and expressions unfold to "
               "more than the compiler holds'."});
}

Error tree_too_high(int limit, Span at) {
  return make("000002", "0A000", at,
              {"Unsupported feature 'chain of more than ", std::to_string(limit),
               " operations' ({at})."});
}

Error text_too_long(size_t limit, size_t found) {
  return make("000002", "0A000", {},
              {"Unsupported feature 'SQL text of more than ", with_commas(limit), " bytes' (got ",
               with_commas(found), ")."});
}

Error too_many_joins(int limit, Span at) {
  return make("000002", "0A000", at,
              {"Unsupported feature 'more than ", std::to_string(limit),
               " joins in one FROM item' ({at})."});
}

Error conflicting_clauses(std::string_view first, std::string_view second, Span at) {
  return make("002079", "42601", at, {"options ", first, " and ", second, " are incompatible."});
}

}  // namespace mockhaus::sql::errors
