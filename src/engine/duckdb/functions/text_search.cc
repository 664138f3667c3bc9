// mh_search(query, mode, analyzer, text, ...): whether the texts hold the words of the query.
// mh_search_ip(address, text, ...): whether they hold the address, or one of the range.
#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/text_output.h"
#include "values/address_search.h"
#include "values/search.h"

namespace mockhaus::engine::duckdb {
namespace {

using Texts = Column<std::string_view>;

// The query, the mode and the analyzer are constants of the statement.
void run_search(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t rows = duckdb_data_chunk_get_size(input);
  const idx_t columns = duckdb_data_chunk_get_column_count(input);
  const Texts queries(input, 0), modes(input, 1), analyzers(input, 2);
  Output<bool> results(output);
  if (rows == 0) return;
  const auto mode = values::parse_search_mode(modes[0]).value_or(values::SearchMode::any);
  const auto analyzer = values::parse_analyzer(analyzers[0]).value_or(values::Analyzer::standard);
  const values::TextSearch search(queries[0], mode, analyzer);
  std::vector<Texts> texts;
  for (idx_t i = 3; i < columns; ++i) texts.emplace_back(input, i);
  std::vector<std::string_view> present;
  for (idx_t row = 0; row < rows; ++row) {
    present.clear();
    for (const Texts& column : texts) {
      if (column.valid(row)) present.push_back(column[row]);
    }
    if (present.empty()) results.set_null(row);
    else results.set(row, search.matches(present));
  }
}

void run_search_ip(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t rows = duckdb_data_chunk_get_size(input);
  const Texts wanted(input, 0);
  std::vector<Texts> texts;
  for (idx_t i = 1; i < duckdb_data_chunk_get_column_count(input); ++i) {
    texts.emplace_back(input, i);
  }
  Output<bool> results(output);
  const auto search = rows == 0 ? std::nullopt : values::AddressSearch::make(wanted[0]);
  for (idx_t row = 0; row < rows; ++row) {
    bool any = false, found = false;
    for (const Texts& column : texts) {
      if (!column.valid(row)) continue;
      any = true;
      found = found || (search && search->matches(column[row]));
    }
    if (any) results.set(row, found);
    else results.set_null(row);
  }
}

constexpr NativeFunction functions[] = {
    {"mh_search",
     Parameters{type::varchar, type::varchar, type::varchar}.then_any_number_of(type::varchar),
     type::boolean, run_search, Nulls::are_values},
    {"mh_search_ip", Parameters{type::varchar}.then_any_number_of(type::varchar), type::boolean,
     run_search_ip, Nulls::are_values},
};

}  // namespace

std::vector<NativeFunction> text_search_functions() {
  return {std::begin(functions), std::end(functions)};
}

}  // namespace mockhaus::engine::duckdb
