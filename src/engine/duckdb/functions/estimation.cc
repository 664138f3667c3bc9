// The estimating aggregates: most frequent values, percentiles, numbers of distinct values,
// similarity, bitmaps. Each state is made from the list of a group's values (list_column.h).
#include <algorithm>

#include "engine/duckdb/functions/list_column.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/cardinality.h"
#include "values/decimal.h"
#include "values/min_hash.h"
#include "values/percentile_digest.h"
#include "values/top_k.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Centroid;
using values::TopK;
using values::TopKHead;
using values::VariantBuilder;
using values::VariantView;
using Text = std::string_view;

bool invalid(duckdb_function_info info, const char* what, const char* reason) {
  fail(info, {"100065", "22023",
              std::string("Invalid parameter value: ") + what + ". Reason: " + reason, {}});
  return false;
}

bool no_percentile_state(duckdb_function_info info) {
  fail(info, {"100065", "22023",
              "First argument of the function must be an object which maps the key 'state' to an "
              "array", {}});
  return false;
}

// Merges the states in each row's list, from `nothing` on: merge(all, state) is false for what is
// no state, which `refuse` tells. write(row, all) puts the result.
template <class States, class All, class Merge, class Write>
void combine_states(duckdb_function_info info, duckdb_data_chunk input, const All& nothing,
                    bool (*refuse)(duckdb_function_info), Merge&& merge, Write&& write) {
  const ListColumn lists(input, 0);
  const States states(lists.elements());
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    All all = nothing;
    bool good = true;
    lists.each(row, [&](idx_t i) {
      good = good && (!states.valid(i) || merge(all, states[i]));
    });
    if (!good) {
      refuse(info);
      return;
    }
    write(row, all);
  }
}

// APPROX_TOP_K: (list, k, counters).
void run_top_k(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const VariantColumn elements(lists.elements());
  const IntegerColumn limits(input, 1), counters(input, 2);
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    TopK top(counters[row]);
    lists.each(row, [&](idx_t i) {
      if (elements.valid(i)) top.add(elements[i]);
    });
    top.write(static_cast<size_t>(limits[row]), results.start());
    results.finish(row);
  }
}

// APPROX_TOP_K_ACCUMULATE: (list, counters, datatype, precision, scale).
void run_top_k_state(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const VariantColumn elements(lists.elements());
  const IntegerColumn counters(input, 1), precisions(input, 3), scales(input, 4);
  const Column<Text> types(input, 2);
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    TopK top(counters[row]);
    lists.each(row, [&](idx_t i) {
      if (elements.valid(i)) top.add(elements[i]);
    });
    const TopKHead head{counters[row], types[row], precisions[row], scales[row]};
    values::write_top_k_state(top, head, results.start());
    results.finish(row);
  }
}

// Adds one state to `top`; states of no values count for nothing.
bool add_top_k_state(duckdb_function_info info, VariantView state, int64_t wanted, TopKHead& head,
                     TopK& top) {
  TopKHead added;
  VariantView pairs;
  if (!values::read_top_k_state(state, added, pairs)) {
    return invalid(info, "ApproxTopK state", "invalid type");
  }
  const values::VariantParts parts(pairs);
  if (parts.size() == 0) return true;
  if (head.counters != 0 && wanted == 0 && head.counters != added.counters) {
    return invalid(info, "ApproxTopK state",
                   "combining states with different numbers of counters");
  }
  head = added;
  for (size_t i = 0; i < parts.size(); ++i) {
    top.add(parts.value(i).at(0), static_cast<int64_t>(parts.value(i).at(1).integer()));
  }
  return true;
}

// APPROX_TOP_K_COMBINE: (list of states, counters or 0).
void run_top_k_combine(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const VariantColumn states(lists.elements());
  const IntegerColumn counters(input, 1);
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    TopK top(values::top_k_counters_max * 100);
    TopKHead head;
    bool good = true;
    lists.each(row, [&](idx_t i) {
      good = good && (!states.valid(i) ||
                      add_top_k_state(info, states[i], counters[row], head, top));
    });
    if (!good) return;
    if (counters[row] > 0) head.counters = counters[row];
    top.trim(head.counters);
    values::write_top_k_state(top, head, results.start());
    results.finish(row);
  }
}

// APPROX_TOP_K_ESTIMATE: (state, k).
void run_top_k_estimate(duckdb_function_info info, duckdb_data_chunk input,
                        duckdb_vector output) {
  const VariantColumn states(input, 0);
  const IntegerColumn limits(input, 1);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    TopKHead head;
    VariantView pairs;
    if (!values::read_top_k_state(states[row], head, pairs)) {
      return invalid(info, "ApproxTopK state", "invalid type");
    }
    const values::VariantParts parts(pairs);
    VariantBuilder& out = results.start();
    out.begin_array();
    for (size_t i = 0; i < parts.size() && static_cast<int64_t>(i) < limits[row]; ++i) {
      out.add(parts.value(i));
    }
    out.end_array();
    return results.finish(row), true;
  });
}

// APPROX_PERCENTILE_ACCUMULATE.
void run_percentile_state(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const NumberLists lists(input, 0);
  VariantOutput results(output);
  std::vector<double> numbers;
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    lists.gather(row, numbers);
    std::vector<Centroid> centroids;
    for (const double number : numbers) centroids.push_back({number, 1});
    values::write_percentile_state(centroids, results.start());
    results.finish(row);
  }
}

void run_percentile_combine(duckdb_function_info info, duckdb_data_chunk input,
                            duckdb_vector output) {
  using State = std::vector<Centroid>;
  VariantOutput results(output);
  combine_states<VariantColumn>(
      info, input, State{}, no_percentile_state,
      [](State& all, VariantView state) { return values::read_percentile_state(state, all); },
      [&](idx_t row, State& all) {
        values::write_percentile_state(all, results.start());
        results.finish(row);
      });
}

void run_percentile_estimate(duckdb_function_info info, duckdb_data_chunk input,
                             duckdb_vector output) {
  const VariantColumn states(input, 0);
  const DecimalColumn percentiles(input, 1);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    std::vector<Centroid> centroids;
    if (!values::read_percentile_state(states[row], centroids)) return no_percentile_state(info);
    if (centroids.empty()) return results.set_null(row), true;
    const values::Percentile percentile{percentiles[row],
                                        values::power_of_ten(percentiles.scale())};
    return results.set(row, values::estimate_percentile(centroids, percentile)), true;
  });
}

// HLL_ACCUMULATE and MINHASH take hashes of rows; those with a NULL have none.
template <class State>
void add_hashes(const ListColumn& lists, const DecimalColumn& hashes, idx_t row, State& state) {
  lists.each(row, [&](idx_t i) {
    if (hashes.valid(i)) state.add(static_cast<uint64_t>(hashes[i]));
  });
}

void run_hll_state(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const DecimalColumn hashes(lists.elements());
  Output<Text> results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    values::CardinalityState state;
    add_hashes(lists, hashes, row, state);
    results.set(row, state.bytes());
  }
}

bool no_hll_state(duckdb_function_info info) {
  return invalid(info, "HLL state", "invalid format");
}

void run_hll_combine(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  using State = values::CardinalityState;
  Output<Text> results(output);
  combine_states<Column<Text>>(
      info, input, State{}, no_hll_state,
      [](State& all, Text state) { return all.merge(state); },
      [&](idx_t row, State& all) { results.set(row, all.bytes()); });
}

void run_hll_estimate(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Text> states(input, 0);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    values::CardinalityState state;
    if (!state.merge(states[row])) return no_hll_state(info);
    return results.set(row, state.estimate()), true;
  });
}

void run_hll_export(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Text> states(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    values::CardinalityState state;
    if (!state.merge(states[row])) return no_hll_state(info);
    state.export_to(results.start());
    return results.finish(row), true;
  });
}

void run_hll_import(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const VariantColumn objects(input, 0);
  Output<Text> results(output);
  each_row(input, output, [&](idx_t row) {
    values::CardinalityState state;
    if (!state.import(objects[row])) return no_hll_state(info);
    return results.set(row, state.bytes()), true;
  });
}

// MINHASH: (list of hashes, k).
void run_min_hash(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const DecimalColumn hashes(lists.elements());
  const IntegerColumn sizes(input, 1);
  VariantOutput results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    if (sizes[row] < 1 || sizes[row] > values::min_hash_size_max) {
      invalid(info, "MINHASH", "K is not between 1 and 1024");
      return;
    }
    values::MinHash state(static_cast<size_t>(sizes[row]));
    add_hashes(lists, hashes, row, state);
    state.write(results.start());
    results.finish(row);
  }
}

bool no_min_hash_state(duckdb_function_info info) {
  return invalid(info, "MinHash state", "invalid format");
}

void run_min_hash_combine(duckdb_function_info info, duckdb_data_chunk input,
                          duckdb_vector output) {
  using State = values::MinHash;
  VariantOutput results(output);
  combine_states<VariantColumn>(
      info, input, State(0), no_min_hash_state,
      [](State& all, VariantView state) { return all.merge(state); },
      [&](idx_t row, State& all) {
        if (all.size() == 0) return results.set_null(row);
        all.write(results.start());
        results.finish(row);
      });
}

// APPROXIMATE_SIMILARITY: the share of numbers in which all states agree.
void run_similarity(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const VariantColumn states(lists.elements());
  Output<double> results(output);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    std::vector<uint64_t> first;
    std::vector<bool> equal;
    bool good = true;
    lists.each(row, [&](idx_t i) {
      if (!good || !states.valid(i)) return;
      const std::vector<uint64_t> numbers = values::read_min_hash(states[i]);
      if (first.empty()) {
        first = numbers;
        equal.assign(first.size(), true);
      }
      good = !numbers.empty() && numbers.size() == first.size();
      for (size_t n = 0; good && n < first.size(); ++n) {
        equal[n] = equal[n] && numbers[n] == first[n];
      }
    });
    if (!good) {
      no_min_hash_state(info);
      return;
    }
    if (first.empty()) {
      results.set_null(row);
      continue;
    }
    const auto agreed = std::count(equal.begin(), equal.end(), true);
    results.set(row, static_cast<double>(agreed) / static_cast<double>(first.size()));
  }
}

constexpr auto are_values = Nulls::are_values;
constexpr EngineType blobs = type::list_of(type::blob);
constexpr EngineType doubles = type::list_of(type::floating);

constexpr NativeFunction functions[] = {
    {"mh_hll_combine", {blobs}, type::blob, run_hll_combine, are_values},
    {"mh_hll_estimate", {type::blob}, type::bigint, run_hll_estimate},
    {"mh_hll_export", {type::blob}, type::blob, run_hll_export},
    {"mh_hll_import", {type::blob}, type::blob, run_hll_import},
    {"mh_hll_state", {type::any}, type::blob, run_hll_state, are_values},
    {"mh_min_hash", {type::any, type::any}, type::blob, run_min_hash, are_values},
    {"mh_min_hash_combine", {blobs}, type::blob, run_min_hash_combine, are_values},
    {"mh_percentile_combine", {blobs}, type::blob, run_percentile_combine, are_values},
    {"mh_percentile_estimate", {type::blob, type::any}, type::floating, run_percentile_estimate},
    {"mh_percentile_state", {doubles}, type::blob, run_percentile_state, are_values},
    {"mh_similarity", {blobs}, type::floating, run_similarity, are_values},
    {"mh_top_k", {blobs, type::any, type::any}, type::blob, run_top_k, are_values},
    {"mh_top_k_combine", {blobs, type::any}, type::blob, run_top_k_combine, are_values},
    {"mh_top_k_estimate", {type::blob, type::any}, type::blob, run_top_k_estimate},
    {"mh_top_k_state", {blobs, type::any, type::varchar, type::any, type::any}, type::blob,
     run_top_k_state, are_values},
};

}  // namespace

std::span<const NativeFunction> estimation_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
