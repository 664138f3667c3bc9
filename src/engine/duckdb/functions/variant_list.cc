// Between the engine's lists and variant arrays: how aggregates and lambdas work.
//
//   ARRAY_AGG(x ORDER BY k)   mh_array_agg_of(list(mh_variant(x) ORDER BY k))
//   OBJECT_AGG(k, v)          mh_object_of(list({'k': k, 'v': v}))
//   ARRAY_UNION_AGG(a)        mh_array_union_of(list(a))
//   FILTER(a, x -> ...)       mh_array_of_list(list_filter(mh_array_elements(a), lambda x: ...))
//
// A NULL list (an aggregate without rows) gives an empty array or object; in mh_array_of_list NULL.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "engine/duckdb/functions/list_column.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/variant_array.h"
#include "values/variant_errors.h"
#include "values/variant_order.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::DuplicateKey;
using values::VariantBuilder;
using values::VariantView;
using Text = std::string_view;

enum class NullElements : uint8_t { kept, dropped };
enum class NullList : uint8_t { is_empty, is_null };

template <NullElements nulls, NullList null_list = NullList::is_empty>
void run_array_of(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const VariantColumn elements(lists.elements());
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    if (null_list == NullList::is_null && !lists.valid(row)) {
      results.set_null(row);
      continue;
    }
    VariantBuilder& out = results.start();
    out.begin_array();
    lists.each(row, [&](idx_t i) {
      if (nulls == NullElements::kept || elements.valid(i)) {
        values::add_element(elements.get(i), out);
      }
    });
    out.end_array();
    results.finish(row);
  }
}

// ARRAY_UNIQUE_AGG: each value once, in the order of being seen.
void run_array_distinct_of(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const VariantColumn elements(lists.elements());
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    VariantBuilder& out = results.start();
    std::unordered_set<std::string> seen;
    out.begin_array();
    lists.each(row, [&](idx_t i) {
      if (!elements.valid(i)) return;
      std::string key;
      values::append_sort_key(elements[i], key);
      if (seen.insert(std::move(key)).second) out.add(elements[i]);
    });
    out.end_array();
    results.finish(row);
  }
}

// LIST(STRUCT(key VARCHAR, value BLOB)); pairs with a NULL are passed over.
void run_object_of(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const Column<Text> keys(duckdb_struct_vector_get_child(lists.elements(), 0));
  const VariantColumn members(duckdb_struct_vector_get_child(lists.elements(), 1));
  VariantOutput results(output);
  std::vector<Text> added;
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    VariantBuilder& out = results.start();
    added.clear();
    out.begin_object();
    lists.each(row, [&](idx_t i) {
      if (!keys.valid(i) || !members.valid(i)) return;
      added.push_back(keys[i]);
      out.add_key(keys[i]);
      out.add(members[i]);
    });
    if (const auto repeated = out.end_object(DuplicateKey::refuse)) {
      return fail(info, values::errors::duplicate_field_key(added[*repeated]));
    }
    results.finish(row);
  }
}

struct Counted {
  size_t most = 0;  // in one array
  size_t now = 0;   // in the current one
};

// Each element as often as in the array that has it most often, in the order of being seen.
void union_arrays(const ListColumn& lists, idx_t row, const VariantColumn& arrays,
                  VariantBuilder& out) {
  std::unordered_map<std::string, Counted> counts;
  std::string key;
  out.begin_array();
  lists.each(row, [&](idx_t i) {
    if (!arrays.valid(i)) return;
    for (auto& [unused, counted] : counts) counted.now = 0;
    const values::VariantParts elements(arrays[i]);
    for (size_t e = 0; e < elements.size(); ++e) {
      key.clear();
      values::append_sort_key(elements.value(e), key);
      Counted& counted = counts[key];
      if (++counted.now <= counted.most) continue;
      counted.most = counted.now;
      out.add(elements.value(e));
    }
  });
  out.end_array();
}

void run_array_union_of(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const VariantColumn arrays(lists.elements());
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    union_arrays(lists, row, arrays, results.start());
    results.finish(row);
  }
}

// The elements of an array as a list; undefined becomes NULL. What is no array gives NULL.
void run_array_elements(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn arrays(input, 0);
  const idx_t rows = duckdb_data_chunk_get_size(input);
  idx_t total = 0;
  for (idx_t row = 0; row < rows; ++row) {
    if (arrays.valid(row) && arrays[row].is_array()) total += arrays[row].size();
  }
  duckdb_list_vector_reserve(output, total);
  duckdb_list_vector_set_size(output, total);
  VariantOutput elements(duckdb_list_vector_get_child(output));
  Output<duckdb_list_entry> lists(output);
  idx_t at = 0;
  for (idx_t row = 0; row < rows; ++row) {
    const bool is_array = arrays.valid(row) && arrays[row].is_array();
    const values::VariantParts parts(is_array ? arrays[row] : VariantView());
    lists.set(row, {at, parts.size()});
    if (!is_array) lists.set_null(row);
    for (size_t i = 0; i < parts.size(); ++i) elements.set(at++, parts.value(i));
  }
}

constexpr EngineType blobs = type::list_of(type::blob);

constexpr NativeFunction functions[] = {
    {"mh_array_elements", {type::blob}, blobs, run_array_elements},
    {"mh_array_agg_of", {blobs}, type::blob, run_array_of<NullElements::dropped>,
     Nulls::are_values},
    {"mh_array_distinct_of", {blobs}, type::blob, run_array_distinct_of, Nulls::are_values},
    {"mh_array_of", {blobs}, type::blob, run_array_of<NullElements::kept>, Nulls::are_values},
    {"mh_array_of_list", {blobs}, type::blob,
     run_array_of<NullElements::kept, NullList::is_null>},
    {"mh_array_union_of", {blobs}, type::blob, run_array_union_of, Nulls::are_values},
    {"mh_object_of", {type::any}, type::blob, run_object_of, Nulls::are_values},
};

}  // namespace

std::span<const NativeFunction> variant_list_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
