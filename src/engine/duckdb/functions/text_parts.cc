// Functions that cut and rearrange texts, and their forms for BINARY (byte by byte).
#include <limits>

#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/prepared.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/characters.h"
#include "values/text_similarity.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::Side;
using Texts = Column<std::string_view>;

constexpr int64_t to_the_end = std::numeric_limits<int64_t>::max();
enum class Kind : uint8_t { text, binary };

template <Kind kind>
void run_substring(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const IntegerColumn starts(input, 1), lengths(input, 2, to_the_end);
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) {
    const auto cut = kind == Kind::text ? values::substring : values::substring_bytes;
    results.set(row, cut(texts[row], starts[row], lengths[row]));
  });
}

template <Kind kind, Side side>
void run_side(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const IntegerColumn lengths(input, 1);
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) {
    const std::string_view text = texts[row];
    if constexpr (kind == Kind::text) {
      results.set(row, side == Side::left ? values::left_part(text, lengths[row])
                                          : values::right_part(text, lengths[row]));
    } else {
      const int64_t size = static_cast<int64_t>(text.size());
      const int64_t length = std::min(lengths[row], size);
      results.set(row, values::substring_bytes(text, side == Side::left ? 1 : size - length + 1,
                                               length));
    }
  });
}

void run_split_part(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), separators(input, 1);
  const IntegerColumn parts(input, 2);
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::split_part(texts[row], separators[row], parts[row]));
  });
}

void run_strtok(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const TextColumn delimiters(input, 1, " ");
  const IntegerColumn parts(input, 2, 1);
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) {
    if (parts[row] < 1) {
      fail(info, values::errors::invalid_parameter("partNr", std::to_string(parts[row])));
      return false;
    }
    const auto found = values::token(texts[row], delimiters[row], parts[row]);
    if (found) results.set(row, *found); else results.set_null(row);
    return true;
  });
}

template <Kind kind>
void run_insert(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), added(input, 3);
  const IntegerColumn positions(input, 1), lengths(input, 2);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto insert = kind == Kind::text ? values::insert_text : values::insert_bytes;
    insert(texts[row], positions[row], lengths[row], added[row], out);
    return true;
  });
}

template <Kind kind>
void run_reverse(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto reverse = kind == Kind::text ? values::reverse_text : values::reverse_bytes;
    reverse(texts[row], out);
    return true;
  });
}

void run_initcap(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  using Delimiters = values::WordDelimiters;
  const Texts texts(input, 0);
  const bool given = duckdb_data_chunk_get_column_count(input) > 1;
  const Delimiters usual;
  Prepared<Delimiters> sets(input, given ? 1 : 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const Delimiters& delimiters =
        given ? sets.at(row, [](std::string_view set) { return Delimiters(set); }) : usual;
    delimiters.capitalize(texts[row], out);
    return true;
  });
}

template <Kind kind, Side side>
void run_pad(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const IntegerColumn lengths(input, 1);
  const TextColumn pads(input, 2, " ");
  each_text(input, output, [&](idx_t row, std::string& out) {
    const auto pad = kind == Kind::text ? values::pad_text : values::pad_bytes;
    return pad(texts[row], lengths[row], pads[row], side, out) ||
           too_large(info, static_cast<uint64_t>(lengths[row]));
  });
}

void run_repeat(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const IntegerColumn counts(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    if (values::repeat_text(texts[row], counts[row], out)) return true;
    uint64_t bytes = 0;
    if (__builtin_mul_overflow(texts[row].size(), static_cast<uint64_t>(counts[row]), &bytes)) {
      bytes = ~uint64_t{0};
    }
    return too_large(info, bytes);
  });
}

void run_space(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn counts(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    return values::repeat_text(" ", counts[row], out) ||
           too_large(info, static_cast<uint64_t>(counts[row]));
  });
}

void run_replace(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), from(input, 1);
  const TextColumn to(input, 2);
  each_text(input, output, [&](idx_t row, std::string& out) {
    return values::replace_text(texts[row], from[row], to[row], out) ||
           too_large(info, out.size());
  });
}

void run_translate(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), from(input, 1), to(input, 2);
  each_text(input, output, [&](idx_t row, std::string& out) {
    values::translate_text(texts[row], from[row], to[row], out);
    return true;
  });
}

// Parts of any number; one that is NULL makes the whole NULL. Bytes join as texts do.
template <bool separated>
void run_concat(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  std::vector<Texts> parts;
  const idx_t count = duckdb_data_chunk_get_column_count(input);
  for (idx_t i = 0; i < count; ++i) parts.emplace_back(input, i);
  each_text(input, output, [&](idx_t row, std::string& out) {
    for (size_t i = separated ? 1 : 0; i < parts.size(); ++i) {
      if (separated && i > 1) out += parts[0][row];
      out += parts[i][row];
    }
    return out.size() <= values::text_bytes_max || too_large(info, out.size());
  });
}

enum class Ends : uint8_t { left, right, both };

template <Ends ends>
void run_trim(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const TextColumn sets(input, 1, " ");
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) {
    std::string_view text = texts[row];
    const std::string_view set = sets[row];
    const auto in_set = [&](size_t begin, size_t size) {
      return set.find(text.substr(begin, size)) != std::string_view::npos;
    };
    while (ends != Ends::right && !text.empty() && in_set(0, values::character_size(text[0]))) {
      text.remove_prefix(std::min(text.size(), values::character_size(text[0])));
    }
    while (ends != Ends::left && !text.empty()) {
      size_t begin = text.size() - 1;
      while (begin > 0 && values::continues_character(text[begin])) --begin;
      if (!in_set(begin, text.size() - begin)) break;
      text = text.substr(0, begin);
    }
    results.set(row, text);
  });
}

void run_char(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const IntegerColumn codes(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    const int64_t code = codes[row];
    if (code < 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
      fail(info, values::errors::invalid_character_code(std::to_string(code)));
      return false;
    }
    values::append_character(out, static_cast<values::Character>(code));
    return true;
  });
}

template <values::Soundex kind>
void run_soundex(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    out = values::soundex(texts[row], kind);
    return true;
  });
}

constexpr EngineType text = type::varchar, binary = type::blob, number = type::any;

constexpr NativeFunction functions[] = {
    {"mh_chr", {number}, text, run_char},
    {"mh_concat", Parameters{text}.then_any_number_of(text), text, run_concat<false>},
    {"mh_concat", Parameters{binary}.then_any_number_of(binary), binary, run_concat<false>},
    {"mh_concat_ws", Parameters{text}.then_any_number_of(text), text, run_concat<true>},
    {"mh_concat_ws", Parameters{binary}.then_any_number_of(binary), binary, run_concat<true>},
    {"mh_initcap", Parameters{text}.then_any_number_of(text), text, run_initcap},
    {"mh_insert", {text, number, number, text}, text, run_insert<Kind::text>},
    {"mh_insert", {binary, number, number, binary}, binary, run_insert<Kind::binary>},
    {"mh_left", {text, number}, text, run_side<Kind::text, Side::left>},
    {"mh_left", {binary, number}, binary, run_side<Kind::binary, Side::left>},
    {"mh_lpad", {text, number}, text, run_pad<Kind::text, Side::left>},
    {"mh_lpad", {text, number, text}, text, run_pad<Kind::text, Side::left>},
    {"mh_lpad", {binary, number, binary}, binary, run_pad<Kind::binary, Side::left>},
    {"mh_ltrim", Parameters{text}.then_any_number_of(text), text, run_trim<Ends::left>},
    {"mh_repeat", {text, number}, text, run_repeat},
    {"mh_replace", Parameters{text, text}.then_any_number_of(text), text, run_replace},
    {"mh_reverse", {text}, text, run_reverse<Kind::text>},
    {"mh_reverse", {binary}, binary, run_reverse<Kind::binary>},
    {"mh_right", {text, number}, text, run_side<Kind::text, Side::right>},
    {"mh_right", {binary, number}, binary, run_side<Kind::binary, Side::right>},
    {"mh_rpad", {text, number}, text, run_pad<Kind::text, Side::right>},
    {"mh_rpad", {text, number, text}, text, run_pad<Kind::text, Side::right>},
    {"mh_rpad", {binary, number, binary}, binary, run_pad<Kind::binary, Side::right>},
    {"mh_rtrim", Parameters{text}.then_any_number_of(text), text, run_trim<Ends::right>},
    {"mh_soundex", {text}, text, run_soundex<values::Soundex::standard>},
    {"mh_soundex_p123", {text}, text, run_soundex<values::Soundex::first_letter_counts>},
    {"mh_space", {number}, text, run_space},
    {"mh_split_part", {text, text, number}, text, run_split_part},
    {"mh_strtok", {text}, text, run_strtok},
    {"mh_strtok", {text, text}, text, run_strtok},
    {"mh_strtok", {text, text, number}, text, run_strtok},
    {"mh_substr", Parameters{text, number}.then_any_number_of(number), text,
     run_substring<Kind::text>},
    {"mh_substr", Parameters{binary, number}.then_any_number_of(number), binary,
     run_substring<Kind::binary>},
    {"mh_translate", {text, text, text}, text, run_translate},
    {"mh_trim", Parameters{text}.then_any_number_of(text), text, run_trim<Ends::both>},
};

}  // namespace

std::vector<NativeFunction> text_part_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
