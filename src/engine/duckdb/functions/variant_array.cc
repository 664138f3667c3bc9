// The ARRAY_ functions, and texts cut into arrays. An argument that must be an array and is none
// is error 100107; a NULL array gives NULL, a NULL value is an undefined element.
#include <algorithm>

#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/variant_settings_argument.h"
#include "engine/duckdb/functions/variant_source.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/variant_array.h"
#include "values/variant_cast.h"
#include "values/variant_errors.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::OptionalVariant;
using values::VariantBuilder;
using values::VariantView;
using Text = std::string_view;

// Fails unless the value is an array.
bool expect_array(duckdb_function_info info, VariantView value) {
  if (value.is_array()) return true;
  fail(info, values::errors::not_an_array(value));
  return false;
}

// Array in, array out. `write` may return false after it has failed.
template <class Write>
void map_arrays(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                idx_t columns_not_null, Write&& write) {
  VariantColumn arrays(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    if (!expect_array(info, arrays[row]) || !write(row, arrays[row], results.start())) return false;
    results.finish(row);
    return true;
  }, columns_not_null);
}

template <void (*write)(VariantView, VariantBuilder&)>
void run_one(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  map_arrays(info, input, output, 1, [](idx_t, VariantView array, VariantBuilder& out) {
    return write(array, out), true;
  });
}

template <void (*write)(VariantView, VariantView, VariantBuilder&)>
void run_two_arrays(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn seconds(input, 1);
  map_arrays(info, input, output, 2, [&](idx_t row, VariantView array, VariantBuilder& out) {
    if (!expect_array(info, seconds[row])) return false;
    return write(array, seconds[row], out), true;
  });
}

template <void (*write)(VariantView, OptionalVariant, VariantBuilder&)>
void run_with_value(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn added(input, 1);
  map_arrays(info, input, output, 1, [&](idx_t row, VariantView array, VariantBuilder& out) {
    return write(array, added.get(row), out), true;
  });
}

void run_remove(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn removed(input, 1);
  map_arrays(info, input, output, 2, [&](idx_t row, VariantView array, VariantBuilder& out) {
    return values::array_remove(array, removed[row], out), true;
  });
}

void run_remove_at(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  IntegerColumn positions(input, 1);
  map_arrays(info, input, output, 2, [&](idx_t row, VariantView array, VariantBuilder& out) {
    return values::array_remove_at(array, positions[row], out), true;
  });
}

void run_slice(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  IntegerColumn from(input, 1), to(input, 2);
  map_arrays(info, input, output, 3, [&](idx_t row, VariantView array, VariantBuilder& out) {
    return values::array_slice(array, from[row], to[row], out), true;
  });
}

void run_insert(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  IntegerColumn positions(input, 1);
  VariantColumn added(input, 2);
  map_arrays(info, input, output, 2, [&](idx_t row, VariantView array, VariantBuilder& out) {
    if (values::array_insert(array, positions[row], added.get(row), out)) return true;
    return fail(info, values::errors::array_too_large(positions[row])), false;
  });
}

// ARRAY_SORT(array [, ascending [, nulls_first]]): nulls are last when ascending, else first.
void run_sort(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t columns = duckdb_data_chunk_get_column_count(input);
  Column<bool> ascending, nulls_first;
  if (columns > 1) ascending = Column<bool>(input, 1);
  if (columns > 2) nulls_first = Column<bool>(input, 2);
  map_arrays(info, input, output, columns, [&](idx_t row, VariantView array, VariantBuilder& out) {
    const bool up = columns < 2 || ascending[row];
    const bool nulls_lead = columns < 3 ? !up : nulls_first[row];
    values::array_sort(array, up ? values::Direction::ascending : values::Direction::descending,
                       nulls_lead ? values::NullOrder::first : values::NullOrder::last, out);
    return true;
  });
}

void run_flatten(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn arrays(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    VariantView offender = arrays[row];
    const auto outcome = offender.is_array()
                             ? values::array_flatten(arrays[row], results.start(), offender)
                             : values::Flattened::not_an_array;
    if (outcome == values::Flattened::not_an_array) {
      return fail(info, values::errors::not_an_array(offender)), false;
    }
    if (outcome == values::Flattened::null) results.set_null(row);
    else results.finish(row);
    return true;
  });
}

template <OptionalVariant (*pick)(VariantView)>
void run_pick(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn arrays(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    if (!expect_array(info, arrays[row])) return false;
    return results.set(row, pick(arrays[row])), true;
  });
}

void run_size(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn arrays(input, 0);
  Output<int64_t> sizes(output);
  each_row(input, output, [&](idx_t row) {
    if (arrays[row].is_array()) sizes.set(row, static_cast<int64_t>(arrays[row].size()));
    else sizes.set_null(row);
  });
}

// (value, array): a NULL value looks for an undefined element, a NULL array gives NULL.
template <class Answer, class Find>
void search_arrays(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                   Find&& find) {
  VariantColumn wanted(input, 0), arrays(input, 1);
  Output<Answer> answers(output);
  const idx_t rows = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < rows; ++row) {
    if (!arrays.valid(row)) {
      answers.set_null(row);
      continue;
    }
    if (!expect_array(info, arrays[row])) return;
    const std::optional<Answer> answer = find(arrays[row], wanted.get(row));
    if (answer) answers.set(row, *answer);
    else answers.set_null(row);
  }
}

void run_contains(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  search_arrays<bool>(info, input, output, [](VariantView array, OptionalVariant value) {
    return std::optional<bool>(values::array_contains(array, value));
  });
}

void run_position(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  search_arrays<int64_t>(info, input, output, values::array_position);
}

void run_overlap(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn first(input, 0), second(input, 1);
  Output<bool> answers(output);
  each_row(input, output, [&](idx_t row) {
    if (!expect_array(info, first[row]) || !expect_array(info, second[row])) return false;
    return answers.set(row, values::arrays_overlap(first[row], second[row])), true;
  });
}

void run_to_string(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn arrays(input, 0);
  Column<Text> separators(input, 1);
  Output<Text> results(output);
  const SettingsArgument settings(input, 2);
  std::string text;
  each_row(input, output, [&](idx_t row) {
    text.clear();
    const values::VariantParts elements(arrays[row]);
    for (size_t i = 0; i < elements.size(); ++i) {
      if (i > 0) text += separators[row];
      values::cast_to_text(elements.value(i), settings.temporal(), text);
    }
    // What is no array counts as an array of one.
    if (!arrays[row].is_array()) values::cast_to_text(arrays[row], settings.temporal(), text);
    results.set(row, text);
  }, 2);
}

void run_construct(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                   bool compact) {
  const idx_t rows = duckdb_data_chunk_get_size(input);
  std::vector<VariantSource> columns;
  for (idx_t i = 0; i < duckdb_data_chunk_get_column_count(input); ++i) {
    columns.emplace_back(input, i);
    if (!columns.back().expect_variant(info, rows)) return;
  }
  VariantOutput results(output);
  for (idx_t row = 0; row < rows; ++row) {
    VariantBuilder& out = results.start();
    out.begin_array(columns.size());
    for (const VariantSource& column : columns) {
      if (column.valid(row) && column.has_values()) column.add(row, out);
      else if (!compact) out.add_undefined();
    }
    out.end_array();
    results.finish(row);
  }
}

void run_construct_all(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_construct(info, input, output, false);
}
void run_construct_compact(duckdb_function_info info, duckdb_data_chunk input,
                           duckdb_vector output) {
  run_construct(info, input, output, true);
}

void run_zip(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  std::vector<VariantColumn> columns;
  for (idx_t i = 0; i < duckdb_data_chunk_get_column_count(input); ++i) {
    columns.emplace_back(input, i);
  }
  VariantOutput results(output);
  std::vector<VariantView> arrays(columns.size());
  each_row(input, output, [&](idx_t row) {
    for (size_t i = 0; i < columns.size(); ++i) {
      arrays[i] = columns[i][row];
      if (!expect_array(info, arrays[i])) return false;
    }
    values::arrays_zip(arrays, results.start());
    results.finish(row);
    return true;
  });
}

void run_generate_range(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  IntegerColumn from(input, 0), to(input, 1), steps(input, 2, 1);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    const int128 step = steps[row], start = from[row], stop = to[row];
    if (step == 0) return fail(info, values::errors::range_step_is_zero()), false;
    const int128 distance = step > 0 ? stop - start : start - stop;
    if (distance / (step > 0 ? step : -step) > values::array_size_max) {
      return fail(info, values::errors::array_too_large(values::array_size_max)), false;
    }
    VariantBuilder& out = results.start();
    out.begin_array();
    for (int128 at = start; step > 0 ? at < stop : at > stop; at += step) out.add_integer(at);
    out.end_array();
    results.finish(row);
    return true;
  });
}

void run_repeat(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn elements(input, 0);
  IntegerColumn counts(input, 1);
  const Column<int8_t> given(input, 1);
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    if (!given.valid(row)) {
      results.set_null(row);
      continue;
    }
    if (counts[row] > values::array_size_max) {
      return fail(info, values::errors::array_too_large(counts[row]));
    }
    VariantBuilder& out = results.start();
    out.begin_array();
    for (int64_t i = 0; i < counts[row]; ++i) values::add_element(elements.get(row), out);
    out.end_array();
    results.finish(row);
  }
}

constexpr auto nulls_are_values = Nulls::are_values;

constexpr NativeFunction functions[] = {
    {"mh_array_append", {type::blob, type::blob}, type::blob,
     run_with_value<values::array_append>, nulls_are_values},
    {"mh_array_cat", {type::blob, type::blob}, type::blob, run_two_arrays<values::array_cat>},
    {"mh_array_compact", {type::blob}, type::blob, run_one<values::array_compact>},
    {"mh_array_construct", Parameters{}.then_any_number_of(type::any), type::blob,
     run_construct_all, nulls_are_values},
    {"mh_array_construct_compact", Parameters{}.then_any_number_of(type::any), type::blob,
     run_construct_compact, nulls_are_values},
    {"mh_array_contains", {type::blob, type::blob}, type::boolean, run_contains,
     nulls_are_values},
    {"mh_array_distinct", {type::blob}, type::blob, run_one<values::array_distinct>},
    {"mh_array_except", {type::blob, type::blob}, type::blob,
     run_two_arrays<values::array_except>},
    {"mh_array_flatten", {type::blob}, type::blob, run_flatten},
    {"mh_array_generate_range", {type::any, type::any}, type::blob,
     run_generate_range},
    {"mh_array_generate_range", {type::any, type::any, type::any}, type::blob,
     run_generate_range},
    {"mh_array_insert", {type::blob, type::any, type::blob}, type::blob, run_insert,
     nulls_are_values},
    {"mh_array_intersection", {type::blob, type::blob}, type::blob,
     run_two_arrays<values::array_intersection>},
    {"mh_array_max", {type::blob}, type::blob, run_pick<values::array_greatest>},
    {"mh_array_min", {type::blob}, type::blob, run_pick<values::array_least>},
    {"mh_array_position", {type::blob, type::blob}, type::bigint, run_position,
     nulls_are_values},
    {"mh_array_prepend", {type::blob, type::blob}, type::blob,
     run_with_value<values::array_prepend>, nulls_are_values},
    {"mh_array_remove", {type::blob, type::blob}, type::blob, run_remove},
    {"mh_array_remove_at", {type::blob, type::any}, type::blob, run_remove_at},
    {"mh_array_repeat", {type::blob, type::any}, type::blob, run_repeat, nulls_are_values},
    {"mh_array_reverse", {type::blob}, type::blob, run_one<values::array_reverse>},
    {"mh_array_size", {type::blob}, type::bigint, run_size},
    {"mh_array_slice", {type::blob, type::any, type::any}, type::blob, run_slice},
    {"mh_array_sort", {type::blob}, type::blob, run_sort},
    {"mh_array_sort", {type::blob, type::boolean}, type::blob, run_sort},
    {"mh_array_sort", {type::blob, type::boolean, type::boolean}, type::blob, run_sort},
    {"mh_array_to_string", {type::blob, type::varchar}, type::varchar, run_to_string},
    {"mh_array_to_string", {type::blob, type::varchar, type::varchar}, type::varchar,
     run_to_string},
    {"mh_arrays_overlap", {type::blob, type::blob}, type::boolean, run_overlap},
    {"mh_arrays_zip", Parameters{type::blob}.then_any_number_of(type::blob), type::blob, run_zip},
};

}  // namespace

std::span<const NativeFunction> variant_array_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
