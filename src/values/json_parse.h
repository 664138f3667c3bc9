// JSON text to a VARIANT, as lenient as PARSE_JSON.
//
// Beyond JSON it accepts: keys without quotes, true/false/null in any case, NaN, Infinity,
// -Infinity, undefined, missing array elements ([1,,] is 1 and two undefined), a comma after the
// last member, control characters in strings. Numbers with an exponent and numbers of more than
// 38 digits become doubles, all others are exact. Blank text has no value.
//
// One pass over the text, straight into the builder. Takes memory in proportion to the text and
// stack in proportion to variant_depth_max.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "values/variant_builder.h"

namespace mockhaus::values {

enum class JsonFault : uint8_t {
  unknown_keyword, unfinished_string, invalid_escape, invalid_character, incomplete_array,
  incomplete_object, missing_comma, missing_colon, missing_key, misplaced, invalid_number,
  duplicate_key, more_than_one_document, too_deep,
};

// Why a text is no JSON: cheap to make, because TRY_PARSE_JSON drops it at once.
struct JsonProblem {
  JsonFault fault;
  std::string_view detail;  // of the text
  size_t position;          // how many bytes were read
};

enum class JsonContent { value, blank };

struct JsonOutcome {
  JsonContent content = JsonContent::value;
  std::optional<JsonProblem> problem;
};

// Clears the builder. When there is a problem what the builder holds means nothing.
JsonOutcome parse_json(std::string_view text, DuplicateKey duplicates, VariantBuilder& builder);

// The text of CHECK_JSON, for example: unknown keyword "x", pos 2
std::string describe(const JsonProblem& problem);

Error json_error(const JsonProblem& problem);  // 100069: Error parsing JSON: ...

}  // namespace mockhaus::values
