// mh_float_vector.. and mh_int_vector..: conversions, distances and aggregates of VECTOR values.
#include <algorithm>
#include <cmath>
#include <type_traits>

#include "engine/duckdb/functions/list_column.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/text_output.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/embedding.h"
#include "values/variant_errors.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Embedding;
using values::EmbeddingFault;
using Bytes = std::string_view;

template <class Element>
void run_make(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const VariantColumn arrays(input, 0);
  const IntegerColumn dimensions(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto dimension = static_cast<size_t>(dimensions[row]);
    const EmbeddingFault fault = values::append_embedding<Element>(arrays[row], dimension, out);
    if (fault == EmbeddingFault::none) return true;
    fail(info, fault == EmbeddingFault::dimension
                   ? values::errors::vector_dimension()
                   : values::errors::vector_element(arrays[row]));
    return false;
  });
}

template <class Element>
void run_to_array(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Bytes> vectors(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    values::write_array(Embedding<Element>(vectors[row]), results.start());
    results.finish(row);
  });
}

template <class Element, double (*measure)(Embedding<Element>, Embedding<Element>)>
void run_pair(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Bytes> first(input, 0), second(input, 1);
  Output<double> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, measure(Embedding<Element>(first[row]), Embedding<Element>(second[row])));
  });
}

template <class Element>
void run_normalize(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Bytes> vectors(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    values::append_normalized(Embedding<Element>(vectors[row]), out);
    return true;
  });
}

void run_truncate(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<Bytes> vectors(input, 0);
  const IntegerColumn dimensions(input, 1);
  Output<Bytes> results(output);
  each_row(input, output, [&](idx_t row) {
    const size_t bytes = static_cast<size_t>(dimensions[row]) * values::vector_element_bytes;
    results.set(row, vectors[row].substr(0, bytes));
  });
}

enum class Fold : uint8_t { sum, average, least, greatest };

// The vectors of one group, element by element; NULLs are passed over.
template <class Element, Fold fold>
void run_fold(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const ListColumn lists(input, 0);
  const Column<Bytes> vectors(lists.elements());
  Output<Bytes> results(output);
  std::vector<double> totals;
  std::string bytes;
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
    totals.clear();
    int64_t count = 0;
    lists.each(row, [&](idx_t at) {
      if (!vectors.valid(at)) return;
      const Embedding<Element> vector(vectors[at]);
      totals.resize(vector.size());
      for (size_t i = 0; i < vector.size(); ++i) {
        const auto value = static_cast<double>(vector[i]);
        double& total = totals[i];
        if (fold == Fold::sum || fold == Fold::average) total += value;
        else if (count == 0) total = value;
        else total = fold == Fold::least ? std::min(total, value) : std::max(total, value);
      }
      ++count;
    });
    if (count == 0) {
      results.set_null(row);
      continue;
    }
    bytes.clear();
    for (const double total : totals) {
      if constexpr (fold == Fold::average) {
        values::append_element(static_cast<float>(total / static_cast<double>(count)), bytes);
      } else {
        if (std::is_same_v<Element, int32_t> && std::fabs(total) > INT32_MAX) {
          return fail(info, values::errors::vector_element_range());
        }
        values::append_element(static_cast<Element>(total), bytes);
      }
    }
    results.set(row, bytes);
  }
}

constexpr EngineType blobs = type::list_of(type::blob);

#define OF_ELEMENT(prefix, Element)                                                             \
  {prefix "_vector", {type::blob, type::any}, type::blob, run_make<Element>},                   \
  {prefix "_vector_to_array", {type::blob}, type::blob, run_to_array<Element>},                 \
  {prefix "_vector_inner_product", {type::blob, type::blob}, type::floating,                    \
   run_pair<Element, values::inner_product<Element>>},                                          \
  {prefix "_vector_l1_distance", {type::blob, type::blob}, type::floating,                      \
   run_pair<Element, values::l1_distance<Element>>},                                            \
  {prefix "_vector_l2_distance", {type::blob, type::blob}, type::floating,                      \
   run_pair<Element, values::l2_distance<Element>>},                                            \
  {prefix "_vector_cosine_similarity", {type::blob, type::blob}, type::floating,                \
   run_pair<Element, values::cosine_similarity<Element>>},                                      \
  {prefix "_vector_normalize", {type::blob}, type::blob, run_normalize<Element>},               \
  {prefix "_vector_sum", {blobs}, type::blob, run_fold<Element, Fold::sum>, Nulls::are_values}, \
  {prefix "_vector_avg", {blobs}, type::blob, run_fold<Element, Fold::average>,                 \
   Nulls::are_values},                                                                          \
  {prefix "_vector_min", {blobs}, type::blob, run_fold<Element, Fold::least>,                   \
   Nulls::are_values},                                                                          \
  {prefix "_vector_max", {blobs}, type::blob, run_fold<Element, Fold::greatest>,                \
   Nulls::are_values}

constexpr NativeFunction functions[] = {
    OF_ELEMENT("mh_float", float),
    OF_ELEMENT("mh_int", int32_t),
    {"mh_vector_truncate", {type::blob, type::any}, type::blob, run_truncate},
};
#undef OF_ELEMENT

}  // namespace

std::span<const NativeFunction> embedding_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
