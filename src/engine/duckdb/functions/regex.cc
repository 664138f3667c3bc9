// RLIKE, REGEXP and the REGEXP_ functions. Arguments may be left out from the right; those that
// are given may be columns.
#include "values/regex.h"

#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/variant_builder.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Regex;
using Texts = Column<std::string_view>;

// Looks up the compiled pattern; null after the kernel failed.
const Regex* find(duckdb_function_info info, std::string_view pattern,
                  std::string_view parameters) {
  const Regex& regex = values::find_regex(pattern, parameters);
  const auto error = regex.error();
  if (!error) return &regex;
  fail(info, *error);
  return nullptr;
}

// A position or an occurrence of 0 or less has no meaning.
bool check_from(duckdb_function_info info, const char* name, int64_t value, int64_t lowest) {
  if (value >= lowest) return true;
  fail(info, values::errors::invalid_parameter(name, std::to_string(value)));
  return false;
}

void run_like(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), patterns(input, 1);
  const TextColumn parameters(input, 2);
  Output<bool> results(output);
  each_row(input, output, [&](idx_t row) {
    const Regex* regex = find(info, patterns[row], parameters[row]);
    if (!regex) return false;
    results.set(row, regex->matches(texts[row]));
    return true;
  });
}

void run_count(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), patterns(input, 1);
  const IntegerColumn starts(input, 2, 1);
  const TextColumn parameters(input, 3);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    const Regex* regex = find(info, patterns[row], parameters[row]);
    if (!regex || !check_from(info, "position", starts[row], 1)) return false;
    results.set(row, regex->count(texts[row], starts[row]));
    return true;
  });
}

std::optional<int> group_of(const Regex& regex, const IntegerColumn& groups, idx_t row) {
  return regex.effective_group(groups.given() ? std::optional(groups[row]) : std::nullopt);
}

// (text, pattern [, position [, occurrence [, parameters [, group]]]])
struct SubstringArguments {
  explicit SubstringArguments(duckdb_data_chunk input)
      : texts(input, 0), patterns(input, 1), starts(input, 2, 1), occurrences(input, 3, 1),
        parameters(input, 4), groups(input, 5) {}

  const Regex* find_checked(duckdb_function_info info, idx_t row) const {
    const Regex* regex = find(info, patterns[row], parameters[row]);
    if (!regex || !check_from(info, "position", starts[row], 1) ||
        !check_from(info, "occurrence", occurrences[row], 1)) {
      return nullptr;
    }
    return regex;
  }

  Texts texts, patterns;
  IntegerColumn starts, occurrences;
  TextColumn parameters;
  IntegerColumn groups;
};

void run_substr(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const SubstringArguments given(input);
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) {
    const Regex* regex = given.find_checked(info, row);
    if (!regex) return false;
    std::optional<std::string_view> found;
    if (const auto group = group_of(*regex, given.groups, row)) {
      found = regex->extract(given.texts[row], given.starts[row], given.occurrences[row], *group);
    }
    if (found) results.set(row, *found); else results.set_null(row);
    return true;
  });
}

void run_substr_all(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const SubstringArguments given(input);
  Output<std::string_view> results(output);
  values::VariantBuilder array;
  each_row(input, output, [&](idx_t row) {
    const Regex* regex = given.find_checked(info, row);
    if (!regex) return false;
    array.clear();
    array.begin_array();
    if (const auto group = group_of(*regex, given.groups, row)) {
      regex->extract_all(given.texts[row], given.starts[row], given.occurrences[row], *group,
                         [&](std::string_view found) { array.add_text(found); });
    }
    array.end_array();
    results.set(row, array.bytes());
    return true;
  });
}

// (text, pattern [, position [, occurrence [, option [, parameters [, group]]]]])
void run_instr(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), patterns(input, 1);
  const IntegerColumn starts(input, 2, 1), occurrences(input, 3, 1), options(input, 4, 0);
  const TextColumn parameters(input, 5);
  const IntegerColumn groups(input, 6);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    const Regex* regex = find(info, patterns[row], parameters[row]);
    if (!regex || !check_from(info, "position", starts[row], 1) ||
        !check_from(info, "occurrence", occurrences[row], 1)) {
      return false;
    }
    const auto side = options[row] == 0 ? Regex::Side::first_character : Regex::Side::behind;
    const auto group = group_of(*regex, groups, row);
    results.set(row, group ? regex->position(texts[row], starts[row], occurrences[row], side,
                                             *group)
                           : 0);
    return true;
  });
}

// (text, pattern [, replacement [, position [, occurrence [, parameters]]]])
void run_replace(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), patterns(input, 1);
  const TextColumn replacements(input, 2);
  const IntegerColumn starts(input, 3, 1), occurrences(input, 4, 0);
  const TextColumn parameters(input, 5);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const Regex* regex = find(info, patterns[row], parameters[row]);
    if (!regex || !check_from(info, "position", starts[row], 1) ||
        !check_from(info, "occurrence", occurrences[row], 0)) {
      return false;
    }
    regex->replace(texts[row], replacements[row], starts[row], occurrences[row], out);
    return out.size() <= values::text_bytes_max || too_large(info, out.size());
  });
}

constexpr EngineType text = type::varchar, number = type::any, count = type::decimal(18, 0);

constexpr NativeFunction functions[] = {
    {"mh_regexp_count", {text, text}, count, run_count},
    {"mh_regexp_count", {text, text, number}, count, run_count},
    {"mh_regexp_count", {text, text, number, text}, count, run_count},
    {"mh_regexp_instr", {text, text}, count, run_instr},
    {"mh_regexp_instr", {text, text, number}, count, run_instr},
    {"mh_regexp_instr", {text, text, number, number}, count, run_instr},
    {"mh_regexp_instr", {text, text, number, number, number}, count, run_instr},
    {"mh_regexp_instr", {text, text, number, number, number, text}, count, run_instr},
    {"mh_regexp_instr", {text, text, number, number, number, text, number}, count, run_instr},
    {"mh_regexp_like", Parameters{text, text}.then_any_number_of(text), type::boolean, run_like},
    {"mh_regexp_replace", {text, text}, text, run_replace},
    {"mh_regexp_replace", {text, text, text}, text, run_replace},
    {"mh_regexp_replace", {text, text, text, number}, text, run_replace},
    {"mh_regexp_replace", {text, text, text, number, number}, text, run_replace},
    {"mh_regexp_replace", {text, text, text, number, number, text}, text, run_replace},
    {"mh_regexp_substr", {text, text}, text, run_substr},
    {"mh_regexp_substr", {text, text, number}, text, run_substr},
    {"mh_regexp_substr", {text, text, number, number}, text, run_substr},
    {"mh_regexp_substr", {text, text, number, number, text}, text, run_substr},
    {"mh_regexp_substr", {text, text, number, number, text, number}, text, run_substr},
    {"mh_regexp_substr_all", {text, text}, type::blob, run_substr_all},
    {"mh_regexp_substr_all", {text, text, number}, type::blob, run_substr_all},
    {"mh_regexp_substr_all", {text, text, number, number}, type::blob, run_substr_all},
    {"mh_regexp_substr_all", {text, text, number, number, text}, type::blob, run_substr_all},
    {"mh_regexp_substr_all", {text, text, number, number, text, number}, type::blob,
     run_substr_all},
};

}  // namespace

std::vector<NativeFunction> regex_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
