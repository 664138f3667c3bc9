// Bit functions on 128-bit signed integers, and on BINARY values of any length.
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "values/decimal.h"
#include "values/errors.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::uint128;

// The argument of a bit function: a number rounded to an integer.
class WholeColumn {
 public:
  WholeColumn(duckdb_data_chunk chunk, idx_t index) : numbers_(chunk, index) {}
  int128 operator[](idx_t row) const {
    int128 value = 0;
    if (numbers_.is_double()) {
      values::decimal_from_double(numbers_.as_double(row), 38, 0, value);
    } else {
      value = numbers_[row];
      if (numbers_.scale() > 0) values::rescale(value, numbers_.scale(), 0, 38, value);
    }
    return value;
  }

 private:
  DecimalColumn numbers_;
};

int128 bit_and(int128 a, int128 b) { return a & b; }
int128 bit_or(int128 a, int128 b) { return a | b; }
int128 bit_xor(int128 a, int128 b) { return a ^ b; }
int128 shift_left(int128 a, int128 by) {
  if (by < 0 || by > 127) return 0;
  return static_cast<int128>(static_cast<uint128>(a) << static_cast<int>(by));
}
int128 shift_right(int128 a, int128 by) {
  if (by < 0) return 0;
  return a >> static_cast<int>(std::min<int128>(by, 127));
}

template <int128 (*function)(int128, int128)>
void run_bits(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const WholeColumn a(input, 0), b(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const int128 result = function(a[row], b[row]);
    if (!values::fits(result, 38)) {
      char text[values::decimal_text_max];
      const size_t length = values::write_decimal(result, 0, text);
      fail(info, values::errors::number_not_representable(38, 0, {text, length}));
      return false;
    }
    results.set(row, result);
    return true;
  });
}

void run_bit_not(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const WholeColumn numbers(input, 0);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, ~numbers[row]); });
}

void run_get_bit(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const WholeColumn numbers(input, 0);
  const IntegerColumn places(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const int64_t place = places[row];
    if (place < 0) {
      fail(info, values::errors::invalid_parameter("getbit", std::to_string(place)));
      return false;
    }
    results.set(row, (numbers[row] >> std::min<int64_t>(place, 127)) & 1);
    return true;
  });
}

void run_bit_count(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const WholeColumn numbers(input, 0);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    const uint128 value = static_cast<uint128>(numbers[row]);
    results.set(row, __builtin_popcountll(static_cast<uint64_t>(value)) +
                         __builtin_popcountll(static_cast<uint64_t>(value >> 64)));
  });
}

enum class Pad : uint8_t { none, left, right, unknown };

Pad parse_pad(std::string_view text) {
  if (ascii::equal_ignoring_case(text, "LEFT")) return Pad::left;
  return ascii::equal_ignoring_case(text, "RIGHT") ? Pad::right : Pad::unknown;
}

// The byte of a value that is padded with zeros to `size` bytes.
char byte_at(std::string_view bytes, size_t index, size_t size, Pad pad) {
  const size_t missing = size - bytes.size();
  if (pad == Pad::left) return index < missing ? '\0' : bytes[index - missing];
  return index < bytes.size() ? bytes[index] : '\0';
}

template <int128 (*function)(int128, int128)>
void run_binary_bits(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> left(input, 0), right(input, 1);
  const TextColumn pads(input, 2);
  Output<std::string_view> results(output);
  std::string result;
  each_row(input, output, [&](idx_t row) {
    const std::string_view a = left[row], b = right[row];
    const Pad pad = pads.given() ? parse_pad(pads[row]) : Pad::none;
    if (pad == Pad::unknown) {
      fail(info, values::errors::invalid_parameter("padside", pads[row]));
      return false;
    }
    if (a.size() != b.size() && pad == Pad::none) {
      fail(info, values::errors::lengths_differ(a.size(), b.size()));
      return false;
    }
    const size_t size = std::max(a.size(), b.size());
    result.resize(size);
    for (size_t i = 0; i < size; ++i) {
      result[i] = static_cast<char>(function(byte_at(a, i, size, pad), byte_at(b, i, size, pad)));
    }
    results.set(row, result);
    return true;
  });
}

void run_binary_not(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> values(input, 0);
  Output<std::string_view> results(output);
  std::string result;
  each_row(input, output, [&](idx_t row) {
    result.assign(values[row]);
    for (char& byte : result) byte = static_cast<char>(~byte);
    results.set(row, result);
  });
}

// Shifts all bits of the value as one number; the length stays.
template <bool to_left>
void run_binary_shift(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> values(input, 0);
  const IntegerColumn counts(input, 1);
  Output<std::string_view> results(output);
  std::string result;
  each_row(input, output, [&](idx_t row) {
    const std::string_view bytes = values[row];
    const uint64_t count = static_cast<uint64_t>(std::max<int64_t>(counts[row], 0));
    const uint64_t whole = count / 8;
    const unsigned bits = static_cast<unsigned>(count % 8);
    const auto at = [&](uint64_t index) -> unsigned {
      return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0;
    };
    result.assign(bytes.size(), '\0');
    for (uint64_t i = 0; i < bytes.size(); ++i) {
      if (whole >= bytes.size()) break;
      if constexpr (to_left) {
        result[i] = static_cast<char>(at(i + whole) << bits | at(i + whole + 1) >> (8 - bits));
      } else if (i >= whole) {
        const unsigned before = i > whole ? at(i - whole - 1) << (8 - bits) : 0;
        result[i] = static_cast<char>(at(i - whole) >> bits | before);
      }
    }
    results.set(row, result);
  });
}

constexpr Parameters two_binaries =
    Parameters{type::blob, type::blob}.then_any_number_of(type::varchar);
constexpr EngineType whole = type::decimal(38, 0);

constexpr NativeFunction functions[] = {
    {"mh_binary_bitand", two_binaries, type::blob, run_binary_bits<bit_and>},
    {"mh_binary_bitnot", {type::blob}, type::blob, run_binary_not},
    {"mh_binary_bitor", two_binaries, type::blob, run_binary_bits<bit_or>},
    {"mh_binary_bitshiftleft", {type::blob, type::any}, type::blob, run_binary_shift<true>},
    {"mh_binary_bitshiftright", {type::blob, type::any}, type::blob, run_binary_shift<false>},
    {"mh_binary_bitxor", two_binaries, type::blob, run_binary_bits<bit_xor>},
    {"mh_bitand", {type::any, type::any}, whole, run_bits<bit_and>},
    {"mh_bitcount", {type::any}, whole, run_bit_count},
    {"mh_bitnot", {type::any}, whole, run_bit_not},
    {"mh_bitor", {type::any, type::any}, whole, run_bits<bit_or>},
    {"mh_bitshiftleft", {type::any, type::any}, whole, run_bits<shift_left>},
    {"mh_bitshiftright", {type::any, type::any}, whole, run_bits<shift_right>},
    {"mh_bitxor", {type::any, type::any}, whole, run_bits<bit_xor>},
    {"mh_getbit", {type::any, type::any}, whole, run_get_bit},
};

}  // namespace

std::vector<NativeFunction> numeric_bit_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
