// SQL values to VARIANT. mh_variant takes every engine type that has one meaning; what lies in a
// type of another meaning (physical.h) has a function of its own.
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::VariantBuilder;
using values::VariantKind;
using Text = std::string_view;

// Builds a value for each row that is not NULL.
template <class Source, class Add>
void build_rows(duckdb_data_chunk input, duckdb_vector output, const Source& source, Add&& add) {
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    add(results.start(), source[row]);
    results.finish(row);
  });
}

template <class Native, void (VariantBuilder::*add)(Native)>
void run_make(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  build_rows(input, output, Column<Native>(input, 0),
             [](VariantBuilder& out, Native value) { (out.*add)(value); });
}

template <VariantKind kind>
void run_make_timestamp(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  build_rows(input, output, Column<int128>(input, 0),
             [](VariantBuilder& out, int128 value) { out.add_timestamp(kind, value); });
}

void run_make_any(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  switch (type_of(input, 0)) {
    case DUCKDB_TYPE_BOOLEAN:
      return run_make<bool, &VariantBuilder::add_boolean>(info, input, output);
    case DUCKDB_TYPE_VARCHAR:
      return run_make<Text, &VariantBuilder::add_text>(info, input, output);
    case DUCKDB_TYPE_DATE: return run_make<int32_t, &VariantBuilder::add_date>(info, input, output);
    case DUCKDB_TYPE_DOUBLE:
      return run_make<double, &VariantBuilder::add_real>(info, input, output);
    case DUCKDB_TYPE_FLOAT:
      return build_rows(input, output, Column<float>(input, 0),
                        [](VariantBuilder& out, float value) { out.add_real(value); });
    case DUCKDB_TYPE_BLOB: {  // is a VARIANT already
      VariantColumn variants(input, 0);
      VariantOutput results(output);
      return each_row(input, output, [&](idx_t row) { results.set(row, variants[row]); });
    }
    default: break;
  }
  const DecimalColumn numbers(input, 0);
  if (numbers.numeric()) {
    return build_rows(input, output, numbers, [&](VariantBuilder& out, int128 units) {
      out.add_decimal(units, numbers.scale());
    });
  }
  // NULL without a type has the engine's type SQLNULL.
  bool any_value = false;
  each_row(input, output, [&](idx_t) { any_value = true; });
  if (any_value) fail(info, {"000002", "0A000", "Unsupported feature 'TO_VARIANT'.", {}});
}

constexpr NativeFunction functions[] = {
    {"mh_variant", {type::any}, type::blob, run_make_any},
    {"mh_variant_binary", {type::blob}, type::blob, run_make<Text, &VariantBuilder::add_binary>},
    {"mh_variant_time", {type::bigint}, type::blob, run_make<int64_t, &VariantBuilder::add_time>},
    {"mh_variant_timestamp_ltz", {type::hugeint}, type::blob,
     run_make_timestamp<VariantKind::timestamp_ltz>},
    {"mh_variant_timestamp_ntz", {type::hugeint}, type::blob,
     run_make_timestamp<VariantKind::timestamp_ntz>},
    {"mh_variant_timestamp_tz", {type::hugeint}, type::blob,
     run_make_timestamp<VariantKind::timestamp_tz>},
};

}  // namespace

std::span<const NativeFunction> variant_make_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
