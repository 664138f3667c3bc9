#include "values/json_parse.h"

namespace mockhaus::values {
namespace {

std::string quoted(std::string_view start, std::string_view detail) {
  std::string text(start);
  text += '"';
  text += detail;
  text += '"';
  return text;
}

std::string what_is_wrong(const JsonProblem& problem) {
  switch (problem.fault) {
    case JsonFault::unknown_keyword: return quoted("unknown keyword ", problem.detail);
    case JsonFault::unfinished_string: return "unfinished string";
    case JsonFault::invalid_escape: return "invalid escape sequence in a string";
    case JsonFault::invalid_character:
      return "invalid character outside of a string: '" + std::string(problem.detail) + "'";
    case JsonFault::incomplete_array: return "incomplete array value";
    case JsonFault::incomplete_object: return "incomplete object value";
    case JsonFault::missing_comma: return "missing comma";
    case JsonFault::missing_colon: return "missing colon";
    case JsonFault::missing_key: return "missing object attribute name";
    case JsonFault::misplaced: return "misplaced " + std::string(problem.detail);
    case JsonFault::invalid_number: return "invalid number";
    case JsonFault::duplicate_key: return quoted("duplicate object attribute ", problem.detail);
    case JsonFault::more_than_one_document: return "more than one document in the input";
    case JsonFault::too_deep: return "document is nested too deeply";
  }
  return {};
}

}  // namespace

std::string describe(const JsonProblem& problem) {
  std::string text = what_is_wrong(problem);
  if (problem.fault == JsonFault::more_than_one_document) return text;
  text += ", pos ";
  text += std::to_string(problem.position);
  return text;
}

Error json_error(const JsonProblem& problem) {
  return {"100069", "22P02", "Error parsing JSON: " + describe(problem), std::nullopt};
}

}  // namespace mockhaus::values
