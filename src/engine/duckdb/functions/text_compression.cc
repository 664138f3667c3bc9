// mh_compress and mh_decompress_...: bytes made shorter and back.
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/characters.h"
#include "values/compression.h"

namespace mockhaus::engine::duckdb {
namespace {

using Texts = Column<std::string_view>;

void run_compress(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts plains(input, 0), methods(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto method = values::parse_compression(methods[row]);
    if (method && values::compress(*method, plains[row], out)) return true;
    fail(info, values::errors::invalid_parameter("compression method", methods[row]));
    return false;
  });
}

enum class Wanted { bytes, text };

template <Wanted wanted>
void run_decompress(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts packed(input, 0), methods(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto method = values::parse_compression(methods[row]);
    if (!method) {
      fail(info, values::errors::invalid_parameter("compression method", methods[row]));
      return false;
    }
    const bool done = values::decompress(*method, packed[row], values::text_bytes_max, out);
    if (!done || (wanted == Wanted::text && !values::is_valid_utf8(out))) {
      fail(info, values::errors::decompression_failed(methods[row]));
      return false;
    }
    return true;
  });
}

constexpr NativeFunction functions[] = {
    {"mh_compress", {type::varchar, type::varchar}, type::blob, run_compress},
    {"mh_compress", {type::blob, type::varchar}, type::blob, run_compress},
    {"mh_decompress_binary", {type::blob, type::varchar}, type::blob,
     run_decompress<Wanted::bytes>},
    {"mh_decompress_string", {type::blob, type::varchar}, type::varchar,
     run_decompress<Wanted::text>},
};

}  // namespace

std::vector<NativeFunction> text_compression_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
