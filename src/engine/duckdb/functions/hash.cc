// HASH(...) of any values, and the seeded half of UUID_STRING.
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/binary_text.h"
#include "values/digest.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::ValueHash;

// Adds one column to the hashes of all rows.
template <class Add>
void add_column(duckdb_data_chunk input, idx_t column, std::vector<ValueHash>& hashes,
                Add&& add) {
  const Column<int8_t> nulls(input, column);
  for (idx_t row = 0; row < hashes.size(); ++row) {
    if (nulls.valid(row)) add(hashes[row], row); else hashes[row].add_null();
  }
}

void add_any(duckdb_data_chunk input, idx_t index, std::vector<ValueHash>& hashes) {
  const duckdb_type stored = type_of(input, index);
  switch (stored) {
    case DUCKDB_TYPE_BOOLEAN: {
      const Column<bool> column(input, index);
      return add_column(input, index, hashes,
                        [&](ValueHash& hash, idx_t row) { hash.add_boolean(column[row]); });
    }
    case DUCKDB_TYPE_VARCHAR: {
      const Column<std::string_view> column(input, index);
      return add_column(input, index, hashes,
                        [&](ValueHash& hash, idx_t row) { hash.add_text(column[row]); });
    }
    case DUCKDB_TYPE_BLOB: {
      const Column<std::string_view> column(input, index);
      return add_column(input, index, hashes,
                        [&](ValueHash& hash, idx_t row) { hash.add_bytes(column[row]); });
    }
    case DUCKDB_TYPE_DATE: {
      const Column<int32_t> column(input, index);
      return add_column(input, index, hashes,
                        [&](ValueHash& hash, idx_t row) { hash.add_other(0, column[row]); });
    }
    case DUCKDB_TYPE_HUGEINT: {  // timestamps; a NUMBER is a DECIMAL
      const Column<int128> column(input, index);
      return add_column(input, index, hashes,
                        [&](ValueHash& hash, idx_t row) { hash.add_other(1, column[row]); });
    }
    default: break;
  }
  const DecimalColumn column(input, index);
  if (column.lies_in_eight_bytes()) {
    const Column<int64_t> narrow(input, index);
    const int scale = column.scale();
    return add_column(input, index, hashes, [&](ValueHash& hash, idx_t row) {
      hash.add_decimal(narrow[row], scale);
    });
  }
  add_column(input, index, hashes, [&](ValueHash& hash, idx_t row) {
    if (!column.numeric()) {
      hash.add_null();
    } else if (column.is_double()) {
      hash.add_double(column.as_double(row));
    } else {
      hash.add_decimal(column[row], column.scale());
    }
  });
}

void run_hash(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  std::vector<ValueHash> hashes(duckdb_data_chunk_get_size(input));
  const idx_t columns = duckdb_data_chunk_get_column_count(input);
  for (idx_t column = 0; column < columns; ++column) add_any(input, column, hashes);
  Output<int128> results(output);
  for (idx_t row = 0; row < hashes.size(); ++row) results.set(row, hashes[row].result());
}

// Reads 36 characters with hyphens into 16 bytes.
bool parse_uuid(std::string_view text, std::string& bytes) {
  std::string digits;
  for (const char c : text) {
    if (c != '-') digits += c;
  }
  return text.size() == 36 && digits.size() == 32 && values::decode_hex(digits, bytes);
}

// UUID_STRING(namespace, name): version 5, by SHA-1.
void run_uuid_of_name(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> spaces(input, 0), names(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    std::string bytes;
    if (!parse_uuid(spaces[row], bytes)) {
      fail(info, values::errors::invalid_parameter("uuid", spaces[row]));
      return false;
    }
    bytes += names[row];
    unsigned char sum[values::digest_bytes_max];
    values::write_digest(values::Digest::sha1, bytes, sum);
    sum[6] = static_cast<unsigned char>((sum[6] & 0x0F) | 0x50);
    sum[8] = static_cast<unsigned char>((sum[8] & 0x3F) | 0x80);
    values::encode_hex({reinterpret_cast<const char*>(sum), 16}, values::LetterCase::lower, out);
    for (const size_t at : {8u, 13u, 18u, 23u}) out.insert(at, 1, '-');
    return true;
  });
}

constexpr NativeFunction functions[] = {
    {"mh_hash", Parameters{type::any}.then_any_number_of(type::any), type::decimal(19, 0),
     run_hash, Nulls::are_values},
    {"mh_uuid_of_name", {type::varchar, type::varchar}, type::varchar, run_uuid_of_name},
};

}  // namespace

std::vector<NativeFunction> hash_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
