// Functions that print: values into a template, plans of EXPLAIN, columns of INFER_SCHEMA.
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/prepared.h"
#include "engine/duckdb/functions/text_output.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/column_description.h"
#include "values/explain_plan.h"
#include "values/string_template.h"
#include "values/variant_errors.h"

namespace mockhaus::engine::duckdb {
namespace {

void run_plan_text(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const Column<std::string_view> plans(input, 0);
  each_text(input, output, [&](idx_t row, std::string& out) {
    if (values::print_plan(plans[row], out)) return true;
    fail(info, values::errors::invalid_parameter("plan", plans[row]));
    return false;
  });
}

void run_columns(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const VariantColumn arrays(input, 0);
  const Column<std::string_view> kinds(input, 1);
  each_text(input, output, [&](idx_t row, std::string& out) {
    switch (values::describe_columns(arrays[row], kinds[row], out)) {
      case values::Described::columns: return true;
      case values::Described::not_an_array:
        fail(info, values::errors::not_an_array(arrays[row]));
        return false;
      case values::Described::unknown_kind: break;
    }
    fail(info, values::errors::invalid_parameter("object type", kinds[row]));
    return false;
  });
}

// The value of a column in a row that is not NULL.
class TemplateColumn {
 public:
  TemplateColumn(duckdb_data_chunk input, idx_t index)
      : is_text_(type_of(input, index) == DUCKDB_TYPE_VARCHAR), texts_(input, index),
        numbers_(input, index) {}

  values::TemplateValue at(idx_t row) const {
    using Kind = values::TemplateValue::Kind;
    if (is_text_) return {Kind::text, texts_[row]};
    if (numbers_.is_double()) return {Kind::real, {}, 0, 0, numbers_.as_double(row)};
    return {Kind::number, {}, numbers_[row], numbers_.scale()};
  }

 private:
  bool is_text_;
  Column<std::string_view> texts_;
  DecimalColumn numbers_;
};

void run_template(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Prepared<values::StringTemplate> templates(input, 0);
  const Column<std::string_view> texts(input, 0);
  std::vector<TemplateColumn> columns;
  for (idx_t i = 1; i < duckdb_data_chunk_get_column_count(input); ++i) {
    columns.emplace_back(input, i);
  }
  std::vector<values::TemplateValue> row_values(columns.size());
  each_text(input, output, [&](idx_t row, std::string& out) {
    const values::StringTemplate& made =
        templates.at(row, [](std::string_view text) { return values::StringTemplate(text); });
    for (size_t i = 0; i < columns.size(); ++i) row_values[i] = columns[i].at(row);
    const bool fits = made.is_valid() && made.places() == columns.size();
    if (fits && made.print(row_values, out)) return true;
    fail(info, values::errors::invalid_parameter("template_string", texts[row]));
    return false;
  });
}

constexpr NativeFunction functions[] = {
    {"mh_column_description", {type::blob, type::varchar}, type::varchar, run_columns},
    {"mh_format_template", Parameters{type::varchar}.then_any_number_of(type::any), type::varchar,
     run_template},
    {"mh_plan_text", {type::varchar}, type::varchar, run_plan_text},
};

}  // namespace

std::vector<NativeFunction> description_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
