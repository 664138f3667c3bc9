// SQL values to VARIANT. mh_variant takes every engine type that has one meaning; what lies in a
// type of another meaning (physical.h) has a function of its own.
#include "engine/duckdb/functions/variant_source.h"
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
  VariantOutput results(output);
  if (type_of(input, 0) == DUCKDB_TYPE_BLOB) {  // is a VARIANT already
    const VariantColumn variants(input, 0);
    return each_row(input, output, [&](idx_t row) { results.set(row, variants[row]); });
  }
  const VariantSource source(input, 0);
  if (!source.expect_variant(info, duckdb_data_chunk_get_size(input))) return;
  each_row(input, output, [&](idx_t row) {
    source.add(row, results.start());
    results.finish(row);
  });
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
