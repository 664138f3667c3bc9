// Functions of texts that give ARRAY and OBJECT values.
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/url.h"
#include "values/variant_builder.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::VariantBuilder;
using Texts = Column<std::string_view>;

// SPLIT: an empty separator splits nothing, an empty text gives one empty element.
void run_split(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0), separators(input, 1);
  Output<std::string_view> results(output);
  VariantBuilder array;
  each_row(input, output, [&](idx_t row) {
    std::string_view rest = texts[row];
    const std::string_view separator = separators[row];
    array.clear();
    array.begin_array();
    for (;;) {
      const size_t end = separator.empty() ? std::string_view::npos : rest.find(separator);
      array.add_text(rest.substr(0, end));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + separator.size());
    }
    array.end_array();
    results.set(row, array.bytes());
  });
}

void run_strtok_to_array(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const TextColumn delimiters(input, 1, " ");
  Output<std::string_view> results(output);
  VariantBuilder array;
  each_row(input, output, [&](idx_t row) {
    std::string_view rest = texts[row];
    array.clear();
    array.begin_array();
    while (const auto token = values::take_token(rest, delimiters[row])) array.add_text(*token);
    array.end_array();
    results.set(row, array.bytes());
  });
}

void write_problem(VariantBuilder& object, std::string_view problem) {
  object.begin_object();
  object.add_key("error");
  object.add_text(problem);
  object.end_object(values::DuplicateKey::keep_last);
}

// (text [, permissive]): with permissive 1 a fault becomes {"error": ...}.
void run_parse_url(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const IntegerColumn permissive(input, 1, 0);
  Output<std::string_view> results(output);
  VariantBuilder object;
  each_row(input, output, [&](idx_t row) {
    object.clear();
    const auto url = values::parse_url(texts[row]);
    if (url) {
      values::write_url(*url, object);
    } else if (permissive[row] != 0) {
      write_problem(object, "scheme not specified");
    } else {
      fail(info, values::errors::invalid_url("scheme not specified"));
      return false;
    }
    results.set(row, object.bytes());
    return true;
  });
}

// (text, 'INET' [, permissive])
void run_parse_ip(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  const IntegerColumn permissive(input, 2, 0);
  Output<std::string_view> results(output);
  VariantBuilder object;
  each_row(input, output, [&](idx_t row) {
    object.clear();
    const auto address = values::parse_internet_address(texts[row]);
    if (address) {
      values::write_internet_address(*address, object);
    } else if (permissive[row] != 0) {
      write_problem(object, "parse error");
    } else {
      fail(info, values::errors::invalid_ip(texts[row]));
      return false;
    }
    results.set(row, object.bytes());
    return true;
  });
}

void run_try_parse_ip(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const Texts texts(input, 0);
  Output<std::string_view> results(output);
  VariantBuilder object;
  each_row(input, output, [&](idx_t row) {
    object.clear();
    const auto address = values::parse_internet_address(texts[row]);
    if (!address) return results.set_null(row);
    values::write_internet_address(*address, object);
    results.set(row, object.bytes());
  });
}

constexpr EngineType text = type::varchar, variant = type::blob;

constexpr NativeFunction functions[] = {
    {"mh_parse_ip", Parameters{text, text}.then_any_number_of(type::any), variant, run_parse_ip},
    {"mh_parse_url", Parameters{text}.then_any_number_of(type::any), variant, run_parse_url},
    {"mh_split", {text, text}, variant, run_split},
    {"mh_strtok_to_array", Parameters{text}.then_any_number_of(text), variant,
     run_strtok_to_array},
    {"mh_try_parse_ip", {text, text}, variant, run_try_parse_ip},
};

}  // namespace

std::vector<NativeFunction> text_object_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
