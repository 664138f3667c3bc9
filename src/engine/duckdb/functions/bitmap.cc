// The BITMAP_ functions.
#include "engine/duckdb/functions/list_column.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/bitmap.h"
#include "values/decimal.h"
#include "values/errors.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Bitmap;
using Text = std::string_view;

bool no_bitmap(duckdb_function_info info) {
  fail(info, values::errors::invalid_parameter("bitmap", "invalid format"));
  return false;
}

// BITMAP_CONSTRUCT_AGG: NULL for a group without positions.
void run_construct(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const NumberLists lists(input, 0);
  Output<Text> results(output);
  std::vector<values::int128> positions;
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    lists.gather(row, positions);
    if (positions.empty()) {
      results.set_null(row);
      continue;
    }
    Bitmap bitmap;
    for (const values::int128 position : positions) {
      if (position < 0 || position >= values::bitmap_positions) {
        char text[values::decimal_text_max];
        const size_t length = values::write_decimal(position, 0, text);
        return fail(info, values::errors::invalid_parameter("bitmap_construct_agg",
                                                            {text, length}));
      }
      bitmap.set(static_cast<size_t>(position));
    }
    results.set(row, values::write_bitmap(bitmap));
  }
}

struct Or {
  static void apply(Bitmap& to, const Bitmap& from) { to |= from; }
};
struct And {
  static void apply(Bitmap& to, const Bitmap& from) { to &= from; }
};

template <class Operation>
void run_aggregate(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const Column<Text> bitmaps(lists.elements());
  Output<Text> results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    Bitmap all;
    bool any = false, good = true;
    lists.each(row, [&](idx_t i) {
      Bitmap one;
      if (!good || !bitmaps.valid(i)) return;
      good = values::read_bitmap(bitmaps[i], one);
      if (any) Operation::apply(all, one);
      else all = one;
      any = true;
    });
    if (!good) {
      no_bitmap(info);
      return;
    }
    if (any) results.set(row, values::write_bitmap(all));
    else results.set_null(row);
  }
}

template <class Operation>
void run_two(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Text> left(input, 0), right(input, 1);
  Output<Text> results(output);
  each_row(input, output, [&](idx_t row) {
    Bitmap a, b;
    if (!values::read_bitmap(left[row], a) || !values::read_bitmap(right[row], b)) {
      return no_bitmap(info);
    }
    Operation::apply(a, b);
    return results.set(row, values::write_bitmap(a)), true;
  });
}

void run_count(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Text> bitmaps(input, 0);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    Bitmap bitmap;
    if (!values::read_bitmap(bitmaps[row], bitmap)) return no_bitmap(info);
    return results.set(row, static_cast<int64_t>(bitmap.count())), true;
  });
}

void run_to_array(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Text> bitmaps(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    Bitmap bitmap;
    if (!values::read_bitmap(bitmaps[row], bitmap)) return no_bitmap(info);
    values::VariantBuilder& out = results.start();
    out.begin_array();
    for (size_t i = 0; i < bitmap.size(); ++i) {
      if (bitmap[i]) out.add_integer(static_cast<values::int128>(i));
    }
    out.end_array();
    return results.finish(row), true;
  });
}

template <int64_t (*function)(int64_t)>
void run_number(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn numbers(input, 0);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, function(numbers[row])); });
}

void run_absolute(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn buckets(input, 0), positions(input, 1);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::bitmap_number(buckets[row], positions[row]));
  });
}

constexpr auto are_values = Nulls::are_values;
constexpr EngineType blobs = type::list_of(type::blob);

constexpr NativeFunction functions[] = {
    {"mh_bitmap_and", {type::blob, type::blob}, type::blob, run_two<And>},
    {"mh_bitmap_and_of", {blobs}, type::blob, run_aggregate<And>, are_values},
    {"mh_bitmap_bucket", {type::any}, type::bigint, run_number<values::bitmap_bucket>},
    {"mh_bitmap_count", {type::blob}, type::bigint, run_count},
    {"mh_bitmap_number", {type::any, type::any}, type::bigint, run_absolute},
    {"mh_bitmap_of", {type::any}, type::blob, run_construct, are_values},
    {"mh_bitmap_or", {type::blob, type::blob}, type::blob, run_two<Or>},
    {"mh_bitmap_or_of", {blobs}, type::blob, run_aggregate<Or>, are_values},
    {"mh_bitmap_position", {type::any}, type::bigint, run_number<values::bitmap_position>},
    {"mh_bitmap_to_array", {type::blob}, type::blob, run_to_array},
};

}  // namespace

std::span<const NativeFunction> bitmap_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
