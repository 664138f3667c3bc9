// mh_collation_...: texts compared, searched and changed by the rules of a collation.
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/registration.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/collation.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Collation;
using values::LetterChange;
using values::Place;

// The specification is a constant of the statement and was checked when that was translated.
Collation collation_of(std::string_view specification) {
  return values::parse_collation(specification).value_or(values::no_collation);
}

template <void (*append)(Collation, std::string_view, std::string&)>
void run_change(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> texts(input, 0), specifications(input, 1);
  if (duckdb_data_chunk_get_size(input) == 0) return;
  const Collation collation = collation_of(specifications[0]);
  each_text(input, output, [&](idx_t row, std::string& out) {
    append(collation, texts[row], out);
    return true;
  });
}

template <LetterChange change>
void append_letters(Collation collation, std::string_view text, std::string& out) {
  values::change_letters(collation, change, text, out);
}

template <Place place>
void run_find(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> texts(input, 0), parts(input, 1), specifications(input, 2);
  if (duckdb_data_chunk_get_size(input) == 0) return;
  const Collation collation = collation_of(specifications[0]);
  Output<bool> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::collation_finds(collation, texts[row], parts[row], place));
  });
}

constexpr Parameters text_and_collation = {type::varchar, type::varchar};
constexpr Parameters texts_and_collation = {type::varchar, type::varchar, type::varchar};

constexpr NativeFunction functions[] = {
    {"mh_collation_contains", texts_and_collation, type::boolean, run_find<Place::anywhere>},
    {"mh_collation_endswith", texts_and_collation, type::boolean, run_find<Place::end>},
    {"mh_collation_key", text_and_collation, type::blob,
     run_change<values::append_collation_key>},
    {"mh_collation_lower", text_and_collation, type::varchar,
     run_change<append_letters<LetterChange::lower>>},
    {"mh_collation_startswith", texts_and_collation, type::boolean, run_find<Place::start>},
    {"mh_collation_text", text_and_collation, type::varchar,
     run_change<values::append_collation_text>},
    {"mh_collation_upper", text_and_collation, type::varchar,
     run_change<append_letters<LetterChange::upper>>},
};

}  // namespace

std::vector<NativeFunction> text_collation_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
