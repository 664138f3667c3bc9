// PARSE_XML, CHECK_XML, XMLGET, TO_XML.
#include "engine/duckdb/functions/number_column.h"
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/xml_parse.h"
#include "values/xml_print.h"

namespace mockhaus::engine::duckdb {
namespace {

using Text = std::string_view;

// (text [, disable_auto_convert])
values::XmlConversion conversion_of(duckdb_data_chunk input, idx_t row) {
  const bool disabled =
      duckdb_data_chunk_get_column_count(input) > 1 && Column<bool>(input, 1)[row];
  return disabled ? values::XmlConversion::none : values::XmlConversion::numbers_and_booleans;
}

void run_parse(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<Text> texts(input, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    const auto outcome = parse_xml(texts[row], conversion_of(input, row), results.start());
    if (outcome.problem) return fail(info, xml_error(*outcome.problem)), false;
    if (outcome.blank) results.set_null(row);
    else results.finish(row);
    return true;
  });
}

void run_check(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<Text> texts(input, 0);
  Output<Text> problems(output);
  values::VariantBuilder builder;
  each_row(input, output, [&](idx_t row) {
    const auto outcome = parse_xml(texts[row], conversion_of(input, row), builder);
    if (outcome.problem) problems.set(row, describe(*outcome.problem));
    else problems.set_null(row);
  });
}

void run_get(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn elements(input, 0);
  Column<Text> names(input, 1);
  const IntegerColumn instances(input, 2, 0);
  VariantOutput results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::xml_child(elements[row], names[row], instances[row]));
  });
}

void run_print(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  VariantColumn elements(input, 0);
  Output<Text> texts(output);
  std::string text;
  each_row(input, output, [&](idx_t row) {
    text.clear();
    const values::VariantView value = elements[row];
    if (value.is_xml()) {
      values::print_xml(value, 0, text);
    } else if (!values::print_as_xml(value, text)) {
      fail(info, {"000002", "0A000", "Unsupported feature 'TO_XML of this value'.", {}});
      return false;
    }
    return texts.set(row, text), true;
  });
}

constexpr NativeFunction functions[] = {
    {"mh_check_xml", {type::varchar}, type::varchar, run_check},
    {"mh_check_xml", {type::varchar, type::boolean}, type::varchar, run_check},
    {"mh_parse_xml", {type::varchar}, type::blob, run_parse},
    {"mh_parse_xml", {type::varchar, type::boolean}, type::blob, run_parse},
    {"mh_to_xml", {type::blob}, type::varchar, run_print},
    {"mh_xmlget", {type::blob, type::varchar}, type::blob, run_get},
    {"mh_xmlget", {type::blob, type::varchar, type::any}, type::blob, run_get},
};

}  // namespace

std::span<const NativeFunction> variant_xml_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
