// The rows of a partition in, the rows of its matches out:
//
//   unnest(mh_match_rows(list(bits ORDER BY ..), pattern, skip))
//
// `pattern` is the text of values/row_pattern.h; `skip` is L (past the last row), N (to the next
// row), F6 or T6 (to the first or last row of the symbols with these bits).
#include "engine/duckdb/functions/row_pattern_functions.h"

#include <charconv>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/registration.h"
#include "engine/duckdb/functions/vector_reader.h"
#include "values/errors.h"
#include "values/row_pattern.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::PatternMatchRow;
using values::PatternSkip;

PatternSkip skip_of(std::string_view text) {
  PatternSkip skip;
  using Kind = PatternSkip::Kind;
  if (text.starts_with('N')) skip.kind = Kind::to_next_row;
  if (text.starts_with('F')) skip.kind = Kind::to_first;
  if (text.starts_with('T')) skip.kind = Kind::to_last;
  if (text.size() > 1) std::from_chars(text.data() + 1, text.data() + text.size(), skip.symbols);
  return skip;
}

void write(duckdb_vector structs, const std::vector<PatternMatchRow>& found) {
  Output<int64_t> rows(duckdb_struct_vector_get_child(structs, 0));
  Output<int64_t> matches(duckdb_struct_vector_get_child(structs, 1));
  Output<int64_t> sequences(duckdb_struct_vector_get_child(structs, 2));
  Output<int64_t> symbols(duckdb_struct_vector_get_child(structs, 3));
  Output<bool> excluded(duckdb_struct_vector_get_child(structs, 4));
  Output<bool> last(duckdb_struct_vector_get_child(structs, 5));
  for (idx_t i = 0; i < found.size(); ++i) {
    rows.set(i, static_cast<int64_t>(found[i].row) + 1);
    matches.set(i, found[i].match);
    sequences.set(i, found[i].sequence);
    if (found[i].symbol < 0) symbols.set_null(i);
    else symbols.set(i, found[i].symbol);
    excluded.set(i, found[i].excluded);
    last.set(i, found[i].last);
  }
}

void run_match_rows(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t row_count = duckdb_data_chunk_get_size(input);
  if (row_count == 0) return;
  const auto pattern = values::RowPattern::parse(Column<std::string_view>(input, 1)[0]);
  if (!pattern) return fail(info, values::errors::pattern_too_large());
  const PatternSkip skip = skip_of(Column<std::string_view>(input, 2)[0]);
  const duckdb_vector lists = duckdb_data_chunk_get_vector(input, 0);
  const Column<duckdb_list_entry> entries(lists);
  const auto* bits =
      static_cast<const int64_t*>(duckdb_vector_get_data(duckdb_list_vector_get_child(lists)));
  std::vector<PatternMatchRow> found;
  Output<duckdb_list_entry> results(output);
  for (idx_t row = 0; row < row_count; ++row) {
    const size_t before = found.size();
    const std::span<const int64_t> rows(bits + entries[row].offset, entries[row].length);
    const auto fault = values::find_matches(*pattern, skip, rows, found);
    if (fault != values::PatternFault::none) {
      return fail(info, values::errors::pattern_skip(fault == values::PatternFault::no_progress));
    }
    results.set(row, {before, found.size() - before});
  }
  duckdb_list_vector_reserve(output, found.size());
  duckdb_list_vector_set_size(output, found.size());
  write(duckdb_list_vector_get_child(output), found);
}

constexpr StructField row_fields[] = {
    {"row", type::bigint},    {"match", type::bigint},     {"sequence", type::bigint},
    {"symbol", type::bigint}, {"excluded", type::boolean}, {"last", type::boolean},
};

constexpr NativeFunction functions[] = {
    {"mh_match_rows",
     {type::list_of(type::bigint), type::varchar, type::varchar},
     type::list_of(type::struct_of(row_fields)),
     run_match_rows},
};

}  // namespace

Result<Done> register_row_pattern_functions(duckdb_connection connection) {
  return register_functions(connection, functions);
}

}  // namespace mockhaus::engine::duckdb
