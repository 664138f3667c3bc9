// Kernels that make a text or BINARY for each row, in one buffer that is used again.
#pragma once

#include <string>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/vector_reader.h"
#include "values/errors.h"
#include "values/text_parts.h"

namespace mockhaus::engine::duckdb {

// make(row, out) appends the result of a row; false ends the loop, it has failed.
template <class Make>
void each_text(duckdb_data_chunk input, duckdb_vector output, Make&& make) {
  Output<std::string_view> results(output);
  std::string out;
  each_row(input, output, [&](idx_t row) {
    out.clear();
    if (!make(row, out)) return false;
    results.set(row, out);
    return true;
  });
}

inline bool too_large(duckdb_function_info info, uint64_t bytes) {
  fail(info, values::errors::result_too_large(values::text_bytes_max, bytes));
  return false;
}

}  // namespace mockhaus::engine::duckdb
