// What is in a VARIANT: paths, kinds, strict extraction (AS_ functions), comparison.
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/decimal.h"
#include "values/variant_cast.h"
#include "values/variant_object.h"
#include "values/variant_order.h"
#include "values/variant_path.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::VariantKind;
using values::VariantView;
using Text = std::string_view;

void run_get_path(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Column<Text> paths(input, 1);
  VariantOutput results(output);
  // Nearly always one path for the whole column: compile it when it changes.
  std::optional<std::string> compiled;
  values::VariantPath path;
  each_row(input, output, [&](idx_t row) {
    if (!compiled || *compiled != paths[row]) {
      auto parsed = values::parse_variant_path(paths[row]);
      if (!parsed.ok()) return fail(info, parsed.error()), false;
      path = std::move(parsed).value();
      compiled = paths[row];
    }
    results.set(row, get_path(variants[row], path));
    return true;
  });
}

void run_get_ignore_case(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Column<Text> keys(input, 1);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::get_ignoring_case(variants[row], keys[row]));
  });
}

// The part that a VARIANT names: by key or by position.
std::optional<VariantView> get_by_variant(VariantView value, VariantView place) {
  if (place.kind() == VariantKind::text) return values::get_key(value, place.text());
  int128 position = 0;
  const auto cast = values::cast_to_decimal(place, 18, 0, position);
  if (cast != values::VariantCast::value) return std::nullopt;
  return values::get_index(value, static_cast<int64_t>(position));
}

// GET(v, x), v[x]: x is a key (VARCHAR), a position (a number), or a VARIANT that holds either.
void run_get(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  VariantOutput results(output);
  const duckdb_type place_type = type_of(input, 1);
  if (place_type == DUCKDB_TYPE_VARCHAR) {
    Column<Text> keys(input, 1);
    return each_row(input, output, [&](idx_t row) {
      results.set(row, values::get_key(variants[row], keys[row]));
    });
  }
  if (place_type == DUCKDB_TYPE_BLOB) {
    VariantColumn places(input, 1);
    return each_row(input, output, [&](idx_t row) {
      results.set(row, get_by_variant(variants[row], places[row]));
    });
  }
  IntegerColumn positions(input, 1);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::get_index(variants[row], positions[row]));
  });
}

void run_typeof(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Output<Text> names(output);
  each_row(input, output, [&](idx_t row) {
    const VariantKind kind = variants[row].kind();
    if (kind == VariantKind::undefined) return names.set_null(row);
    names.set(row, values::kind_name(kind));
  });
}

constexpr uint32_t bit(VariantKind kind) { return 1u << static_cast<unsigned>(kind); }
template <VariantKind... kinds>
constexpr uint32_t one_of = (bit(kinds) | ...);

template <uint32_t kinds>
void run_is(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Output<bool> answers(output);
  each_row(input, output,
           [&](idx_t row) { answers.set(row, (bit(variants[row].kind()) & kinds) != 0); });
}

// The value itself when it is of one of these kinds, else NULL.
template <uint32_t kinds>
void run_as_variant(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    const VariantView value = variants[row];
    if (bit(value.kind()) & kinds) results.set(row, value);
    else results.set_null(row);
  });
}

template <uint32_t kinds, class Native, Native (*read)(VariantView)>
void run_as(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Output<Native> results(output);
  each_row(input, output, [&](idx_t row) {
    const VariantView value = variants[row];
    if (bit(value.kind()) & kinds) results.set(row, read(value));
    else results.set_null(row);
  });
}

Text text_of(VariantView value) { return value.text(); }
bool boolean_of(VariantView value) { return value.boolean(); }
int32_t date_of(VariantView value) { return value.date(); }
int64_t time_of(VariantView value) { return value.time(); }
int128 timestamp_of(VariantView value) { return value.timestamp(); }
int128 integer_of(VariantView value) { return value.integer(); }
double number_of(VariantView value) {
  double number = 0;
  values::cast_to_real(value, number);
  return number;
}

constexpr uint32_t numbers =
    one_of<VariantKind::integer, VariantKind::decimal, VariantKind::real>;
constexpr uint32_t exact_numbers = one_of<VariantKind::integer, VariantKind::decimal>;

void run_equal(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn left(input, 0), right(input, 1);
  Output<bool> answers(output);
  each_row(input, output,
           [&](idx_t row) { answers.set(row, values::equal(left[row], right[row])); });
}

void run_compare(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn left(input, 0), right(input, 1);
  Output<int32_t> answers(output);
  each_row(input, output,
           [&](idx_t row) { answers.set(row, values::compare(left[row], right[row])); });
}

void run_key(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  Output<Text> keys(output);
  std::string key;
  each_row(input, output, [&](idx_t row) {
    key.clear();
    values::append_sort_key(variants[row], key);
    keys.set(row, key);
  });
}

void run_strip_null_value(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn variants(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    if (variants[row].is_null()) results.set_null(row);
    else results.set(row, variants[row]);
  });
}

void run_strip_null_members(duckdb_function_info info, duckdb_data_chunk input,
                            duckdb_vector output) {
  VariantColumn variants(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    if (!values::strip_null_members(variants[row], results.start())) {
      return fail(info, values::variant_too_deep()), false;
    }
    results.finish(row);
    return true;
  });
}

constexpr uint32_t array = bit(VariantKind::array), object = bit(VariantKind::object),
                   text = bit(VariantKind::text), binary = bit(VariantKind::binary),
                   boolean = bit(VariantKind::boolean), date = bit(VariantKind::date),
                   time = bit(VariantKind::time), integer = bit(VariantKind::integer),
                   null = bit(VariantKind::null), ntz = bit(VariantKind::timestamp_ntz),
                   ltz = bit(VariantKind::timestamp_ltz), tz = bit(VariantKind::timestamp_tz);

constexpr NativeFunction functions[] = {
    {"mh_as_array", {type::blob}, type::blob, run_as_variant<array>},
    {"mh_as_binary", {type::blob}, type::blob, run_as<binary, Text, text_of>},
    {"mh_as_boolean", {type::blob}, type::boolean, run_as<boolean, bool, boolean_of>},
    {"mh_as_date", {type::blob}, type::date, run_as<date, int32_t, date_of>},
    {"mh_as_double", {type::blob}, type::floating, run_as<numbers, double, number_of>},
    {"mh_as_integer", {type::blob}, type::decimal(38, 0), run_as<integer, int128, integer_of>},
    {"mh_as_object", {type::blob}, type::blob, run_as_variant<object>},
    {"mh_as_time", {type::blob}, type::bigint, run_as<time, int64_t, time_of>},
    {"mh_as_timestamp_ltz", {type::blob}, type::hugeint, run_as<ltz, int128, timestamp_of>},
    {"mh_as_timestamp_ntz", {type::blob}, type::hugeint, run_as<ntz, int128, timestamp_of>},
    {"mh_as_timestamp_tz", {type::blob}, type::hugeint, run_as<tz, int128, timestamp_of>},
    {"mh_as_varchar", {type::blob}, type::varchar, run_as<text, Text, text_of>},
    {"mh_get", {type::blob, type::any}, type::blob, run_get},
    {"mh_get_ignore_case", {type::blob, type::varchar}, type::blob, run_get_ignore_case},
    {"mh_get_path", {type::blob, type::varchar}, type::blob, run_get_path},
    {"mh_is_array", {type::blob}, type::boolean, run_is<array>},
    {"mh_is_binary", {type::blob}, type::boolean, run_is<binary>},
    {"mh_is_boolean", {type::blob}, type::boolean, run_is<boolean>},
    {"mh_is_date", {type::blob}, type::boolean, run_is<date>},
    {"mh_is_decimal", {type::blob}, type::boolean, run_is<exact_numbers>},
    {"mh_is_double", {type::blob}, type::boolean, run_is<numbers>},
    {"mh_is_integer", {type::blob}, type::boolean, run_is<integer>},
    {"mh_is_null_value", {type::blob}, type::boolean, run_is<null>},
    {"mh_is_object", {type::blob}, type::boolean, run_is<object>},
    {"mh_is_time", {type::blob}, type::boolean, run_is<time>},
    {"mh_is_timestamp_ltz", {type::blob}, type::boolean, run_is<ltz>},
    {"mh_is_timestamp_ntz", {type::blob}, type::boolean, run_is<ntz>},
    {"mh_is_timestamp_tz", {type::blob}, type::boolean, run_is<tz>},
    {"mh_is_varchar", {type::blob}, type::boolean, run_is<text>},
    {"mh_strip_null_members", {type::blob}, type::blob, run_strip_null_members},
    {"mh_strip_null_value", {type::blob}, type::blob, run_strip_null_value},
    {"mh_typeof", {type::blob}, type::varchar, run_typeof},
    {"mh_variant_compare", {type::blob, type::blob}, type::integer, run_compare},
    {"mh_variant_equal", {type::blob, type::blob}, type::boolean, run_equal},
    {"mh_variant_key", {type::blob}, type::blob, run_key},
};

}  // namespace

std::span<const NativeFunction> variant_access_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
