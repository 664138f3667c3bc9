// Functions that print what other functions have told: plans of EXPLAIN, columns of INFER_SCHEMA.
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/column_description.h"
#include "values/explain_plan.h"
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

constexpr NativeFunction functions[] = {
    {"mh_column_description", {type::blob, type::varchar}, type::varchar, run_columns},
    {"mh_plan_text", {type::varchar}, type::varchar, run_plan_text},
};

}  // namespace

std::vector<NativeFunction> description_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
