// What is known about a text: lengths, places, codes, likeness. Numbers are NUMBER(18,0).
#include <limits>

#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/characters.h"
#include "values/text_similarity.h"

namespace mockhaus::engine::duckdb {
namespace {

using Texts = Column<std::string_view>;

int64_t characters_of(std::string_view text) {
  return static_cast<int64_t>(values::count_characters(text));
}
int64_t bytes_of(std::string_view text) { return static_cast<int64_t>(text.size()); }
int64_t bits_of(std::string_view text) { return bytes_of(text) * 8; }

// ASCII: the first byte, which is the lead byte of a character beyond ASCII.
int64_t first_byte(std::string_view text) {
  return text.empty() ? 0 : static_cast<unsigned char>(text[0]);
}
int64_t first_character(std::string_view text) {
  return text.empty() ? 0 : values::take_character(text);
}
int64_t trimmed_length(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return characters_of(text);
}

template <int64_t (*measure)(std::string_view)>
void run_measure(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, measure(texts[row])); });
}

template <int64_t (*find)(std::string_view, std::string_view, int64_t)>
void run_position(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts needles(input, 0), texts(input, 1);
  const IntegerColumn starts(input, 2, 1);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, find(needles[row], texts[row], starts[row]));
  });
}

void run_edit_distance(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts left(input, 0), right(input, 1);
  const IntegerColumn limits(input, 2, std::numeric_limits<int64_t>::max());
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    const std::string_view a = left[row], b = right[row];
    // Time is the product of both lengths, and nothing can interrupt it: minutes are refused.
    constexpr uint64_t steps_max = 50'000'000'000;
    if (a.size() != 0 && b.size() > steps_max / a.size()) return too_large(info, a.size());
    results.set(row, values::edit_distance(a, b, limits[row]));
    return true;
  });
}

void run_jaro_winkler(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts left(input, 0), right(input, 1);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::jaro_winkler_similarity(left[row], right[row]));
  });
}

bool contains(std::string_view bytes, std::string_view part) {
  return bytes.find(part) != std::string_view::npos;
}
bool starts_with(std::string_view bytes, std::string_view part) {
  return bytes.starts_with(part);
}
bool ends_with(std::string_view bytes, std::string_view part) { return bytes.ends_with(part); }

template <bool (*test)(std::string_view, std::string_view)>
void run_test(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), parts(input, 1);
  Output<bool> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, test(texts[row], parts[row])); });
}

constexpr EngineType text = type::varchar, binary = type::blob, count = type::decimal(18, 0);

constexpr NativeFunction functions[] = {
    {"mh_ascii", {text}, count, run_measure<first_byte>},
    {"mh_bit_length", {text}, count, run_measure<bits_of>},
    {"mh_bit_length", {binary}, count, run_measure<bits_of>},
    {"mh_contains", {text, text}, type::boolean, run_test<contains>},
    {"mh_contains", {binary, binary}, type::boolean, run_test<contains>},
    {"mh_editdistance", Parameters{text, text}.then_any_number_of(type::any), count,
     run_edit_distance},
    {"mh_endswith", {text, text}, type::boolean, run_test<ends_with>},
    {"mh_endswith", {binary, binary}, type::boolean, run_test<ends_with>},
    {"mh_jarowinkler_similarity", {text, text}, count, run_jaro_winkler},
    {"mh_length", {text}, count, run_measure<characters_of>},
    {"mh_length", {binary}, count, run_measure<bytes_of>},
    {"mh_octet_length", {text}, count, run_measure<bytes_of>},
    {"mh_octet_length", {binary}, count, run_measure<bytes_of>},
    {"mh_position", Parameters{text, text}.then_any_number_of(type::any), count,
     run_position<values::position_of>},
    {"mh_position", Parameters{binary, binary}.then_any_number_of(type::any), count,
     run_position<values::position_of_bytes>},
    {"mh_rtrimmed_length", {text}, count, run_measure<trimmed_length>},
    {"mh_startswith", {text, text}, type::boolean, run_test<starts_with>},
    {"mh_startswith", {binary, binary}, type::boolean, run_test<starts_with>},
    {"mh_unicode", {text}, count, run_measure<first_character>},
};

}  // namespace

std::vector<NativeFunction> text_measure_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
