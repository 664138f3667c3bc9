// BINARY as text and back: HEX, BASE64, UTF-8; and checksums of either.
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/binary_text.h"
#include "values/characters.h"
#include "values/digest.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::BinaryFormat;
using values::Digest;
using Texts = Column<std::string_view>;

enum class OnFault : uint8_t { error, null };
enum class Kind : uint8_t { text, binary };

Error decoding_error(BinaryFormat format, std::string_view text) {
  return format == BinaryFormat::base64 ? values::errors::invalid_base64(text)
                                        : values::errors::invalid_hex(text);
}

// decode(row, text, out) answers the format whose rules the text breaks, or nothing.
template <OnFault on_fault, Kind result_kind, class Decode>
void decode_texts(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                  Decode&& decode) {
  const Texts texts(input, 0);
  Output<std::string_view> results(output);
  std::string out;
  each_row(input, output, [&](idx_t row) {
    out.clear();
    const std::optional<BinaryFormat> broken = decode(row, texts[row], out);
    const bool text_broken = !broken && result_kind == Kind::text && !values::is_valid_utf8(out);
    if (!broken && !text_broken) {
      results.set(row, out);
    } else if constexpr (on_fault == OnFault::null) {
      results.set_null(row);
    } else {
      fail(info, broken ? decoding_error(*broken, texts[row])
                        : values::errors::invalid_utf8("the decoded text"));
      return false;
    }
    return true;
  });
}

template <OnFault on_fault, Kind result_kind>
void run_hex_decode(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  decode_texts<on_fault, result_kind>(
      info, input, output,
      [](idx_t, std::string_view text, std::string& out) -> std::optional<BinaryFormat> {
        if (values::decode_hex(text, out)) return std::nullopt;
        return BinaryFormat::hex;
      });
}

template <OnFault on_fault, Kind result_kind>
void run_base64_decode(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const TextColumn alphabets(input, 1);
  decode_texts<on_fault, result_kind>(
      info, input, output,
      [&](idx_t row, std::string_view text, std::string& out) -> std::optional<BinaryFormat> {
        if (values::decode_base64(text, alphabets[row], out)) return std::nullopt;
        return BinaryFormat::base64;
      });
}

void run_hex_encode(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts bytes(input, 0);
  const IntegerColumn cases(input, 1, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto letters = cases[row] == 0 ? values::LetterCase::lower : values::LetterCase::upper;
    values::encode_hex(bytes[row], letters, out);
    return true;
  });
}

void run_base64_encode(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts bytes(input, 0);
  const IntegerColumn lengths(input, 1, 0);
  const TextColumn alphabets(input, 2);
  each_text(input, output, [&](idx_t row, std::string& out) {
    values::encode_base64(bytes[row], lengths[row], alphabets[row], out);
    return true;
  });
}

template <OnFault on_fault>
void run_to_binary(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), formats(input, 1);
  Output<std::string_view> results(output);
  std::string out;
  each_row(input, output, [&](idx_t row) {
    const auto format = values::parse_binary_format(formats[row]);
    if (!format) {
      fail(info, values::errors::invalid_parameter("format", formats[row]));
      return false;
    }
    out.clear();
    if (values::decode_binary(texts[row], *format, out)) {
      results.set(row, out);
    } else if constexpr (on_fault == OnFault::null) {
      results.set_null(row);
    } else {
      fail(info, decoding_error(*format, texts[row]));
      return false;
    }
    return true;
  });
}

void run_binary_to_text(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts bytes(input, 0), formats(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto format = values::parse_binary_format(formats[row]);
    if (!format) {
      fail(info, values::errors::invalid_parameter("format", formats[row]));
      return false;
    }
    if (*format == BinaryFormat::utf8 && !values::is_valid_utf8(bytes[row])) {
      fail(info, values::errors::invalid_utf8("the binary value"));
      return false;
    }
    values::encode_binary(bytes[row], *format, out);
    return true;
  });
}

template <Digest digest, Kind result_kind>
void run_digest(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    unsigned char sum[values::digest_bytes_max];
    const size_t size = values::write_digest(digest, texts[row], sum);
    const std::string_view bytes(reinterpret_cast<const char*>(sum), size);
    if constexpr (result_kind == Kind::text) {
      values::encode_hex(bytes, values::LetterCase::lower, out);
    } else {
      out = bytes;
    }
    return true;
  });
}

template <Kind result_kind>
void run_sha2(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const IntegerColumn sizes(input, 1, 256);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto digest = values::sha2_digest(sizes[row]);
    if (!digest) {
      fail(info, values::errors::invalid_parameter("digest size", std::to_string(sizes[row])));
      return false;
    }
    unsigned char sum[values::digest_bytes_max];
    const size_t size = values::write_digest(*digest, texts[row], sum);
    const std::string_view bytes(reinterpret_cast<const char*>(sum), size);
    if constexpr (result_kind == Kind::text) {
      values::encode_hex(bytes, values::LetterCase::lower, out);
    } else {
      out = bytes;
    }
    return true;
  });
}

enum class Half : uint8_t { upper, lower, both };

// MD5_NUMBER_UPPER64 and _LOWER64; all 128 bits together are a signed number.
template <Half half>
void run_md5_number(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    unsigned char sum[values::digest_bytes_max];
    values::write_digest(Digest::md5, texts[row], sum);
    values::uint128 number = 0;
    for (int i = half == Half::lower ? 8 : 0; i < (half == Half::upper ? 8 : 16); ++i) {
      number = number << 8 | sum[i];
    }
    results.set(row, static_cast<int128>(number));
  });
}

constexpr EngineType text = type::varchar, binary = type::blob, number = type::decimal(38, 0);
constexpr auto error = OnFault::error, null = OnFault::null;
constexpr auto to_text = Kind::text, to_bytes = Kind::binary;
constexpr Parameters text_and_alphabet = Parameters{text}.then_any_number_of(text);

constexpr NativeFunction functions[] = {
    {"mh_base64_decode_binary", text_and_alphabet, binary, run_base64_decode<error, to_bytes>},
    {"mh_base64_decode_string", text_and_alphabet, text, run_base64_decode<error, to_text>},
    {"mh_base64_encode", {text}, text, run_base64_encode},
    {"mh_base64_encode", {text, type::any}, text, run_base64_encode},
    {"mh_base64_encode", {text, type::any, text}, text, run_base64_encode},
    {"mh_base64_encode", {binary}, text, run_base64_encode},
    {"mh_base64_encode", {binary, type::any}, text, run_base64_encode},
    {"mh_base64_encode", {binary, type::any, text}, text, run_base64_encode},
    {"mh_binary_to_text", {binary, text}, text, run_binary_to_text},
    {"mh_hex_decode_binary", {text}, binary, run_hex_decode<error, to_bytes>},
    {"mh_hex_decode_string", {text}, text, run_hex_decode<error, to_text>},
    {"mh_hex_encode", Parameters{text}.then_any_number_of(type::any), text, run_hex_encode},
    {"mh_hex_encode", Parameters{binary}.then_any_number_of(type::any), text, run_hex_encode},
    {"mh_md5", {text}, text, run_digest<Digest::md5, to_text>},
    {"mh_md5", {binary}, text, run_digest<Digest::md5, to_text>},
    {"mh_md5_binary", {text}, binary, run_digest<Digest::md5, to_bytes>},
    {"mh_md5_binary", {binary}, binary, run_digest<Digest::md5, to_bytes>},
    {"mh_md5_number", {text}, number, run_md5_number<Half::both>},
    {"mh_md5_number", {binary}, number, run_md5_number<Half::both>},
    {"mh_md5_number_lower64", {text}, number, run_md5_number<Half::lower>},
    {"mh_md5_number_lower64", {binary}, number, run_md5_number<Half::lower>},
    {"mh_md5_number_upper64", {text}, number, run_md5_number<Half::upper>},
    {"mh_md5_number_upper64", {binary}, number, run_md5_number<Half::upper>},
    {"mh_sha1", {text}, text, run_digest<Digest::sha1, to_text>},
    {"mh_sha1", {binary}, text, run_digest<Digest::sha1, to_text>},
    {"mh_sha1_binary", {text}, binary, run_digest<Digest::sha1, to_bytes>},
    {"mh_sha1_binary", {binary}, binary, run_digest<Digest::sha1, to_bytes>},
    {"mh_sha2", Parameters{text}.then_any_number_of(type::any), text, run_sha2<to_text>},
    {"mh_sha2", Parameters{binary}.then_any_number_of(type::any), text, run_sha2<to_text>},
    {"mh_sha2_binary", Parameters{text}.then_any_number_of(type::any), binary, run_sha2<to_bytes>},
    {"mh_sha2_binary", Parameters{binary}.then_any_number_of(type::any), binary,
     run_sha2<to_bytes>},
    {"mh_to_binary", {text, text}, binary, run_to_binary<error>},
    {"mh_try_base64_decode_binary", text_and_alphabet, binary, run_base64_decode<null, to_bytes>},
    {"mh_try_base64_decode_string", text_and_alphabet, text, run_base64_decode<null, to_text>},
    {"mh_try_hex_decode_binary", {text}, binary, run_hex_decode<null, to_bytes>},
    {"mh_try_hex_decode_string", {text}, text, run_hex_decode<null, to_text>},
    {"mh_try_to_binary", {text, text}, binary, run_to_binary<null>},
};

}  // namespace

std::vector<NativeFunction> text_binary_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
