// FLATTEN as a list of rows for UNNEST:
//
//   SELECT ..., f.value FROM (
//     SELECT t.*, unnest(mh_flatten(t.v, path, outer, recursive, mode, columns)) AS f FROM t)
//
// (in the select list: there unnest keeps the order and is 2 to 9 times faster than as a table).
// A row is STRUCT(key VARCHAR, path VARCHAR, index BIGINT, value BLOB, this BLOB). `columns` says
// by bits (1 key, 2 path, 4 index, 8 value, 16 this) which fields the query reads: the others are
// NULL. `this` repeats the whole container in each row, so leave it out where it is not needed.
#include "engine/duckdb/functions/variant_tables.h"
#include "engine/duckdb/functions/variant_vectors.h"
#include "values/variant_cast.h"
#include "values/variant_errors.h"
#include "values/variant_flatten.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::FlattenOptions;
using values::FlattenRow;
using Text = std::string_view;

constexpr int64_t wants_key = 1, wants_path = 2, wants_index = 4, wants_value = 8, wants_this = 16;

// The rows of one chunk. They are collected first because the size of the list vector must be
// known; views point into the input, paths into one text.
class FlattenedRows {
 public:
  explicit FlattenedRows(int64_t columns) : columns_(columns) {}

  void add(const FlattenRow& row) {
    rows_.push_back({row, paths_.size(), row.path.size()});
    if (columns_ & wants_path) paths_ += row.path;
  }
  idx_t size() const { return rows_.size(); }

  void write(duckdb_vector structs) const {
    Output<Text> keys(duckdb_struct_vector_get_child(structs, 0));
    Output<Text> paths(duckdb_struct_vector_get_child(structs, 1));
    Output<int64_t> positions(duckdb_struct_vector_get_child(structs, 2));
    VariantOutput parts(duckdb_struct_vector_get_child(structs, 3));
    VariantOutput containers(duckdb_struct_vector_get_child(structs, 4));
    for (idx_t i = 0; i < rows_.size(); ++i) {
      const FlattenRow& row = rows_[i].row;
      if (row.key && (columns_ & wants_key)) keys.set(i, *row.key);
      else keys.set_null(i);
      if (columns_ & wants_path) {
        paths.set(i, Text(paths_).substr(rows_[i].path_begin, rows_[i].path_size));
      } else {
        paths.set_null(i);
      }
      if (row.index) positions.set(i, *row.index);
      else positions.set_null(i);
      parts.set(i, columns_ & wants_value ? row.value : std::nullopt);
      containers.set(i, columns_ & wants_this ? row.container : std::nullopt);
    }
  }

 private:
  struct Row {
    FlattenRow row;
    size_t path_begin;
    size_t path_size;
  };
  int64_t columns_;
  std::vector<Row> rows_;
  std::string paths_;
};

// Arguments after the first are constants of the statement.
Result<FlattenOptions> options_of(duckdb_data_chunk input) {
  FlattenOptions options;
  options.path = TRY(values::parse_variant_path(Column<Text>(input, 1)[0]));
  options.outer = Column<bool>(input, 2)[0];
  options.recursive = Column<bool>(input, 3)[0];
  const Text mode = Column<Text>(input, 4)[0];
  const auto parsed = values::parse_flatten_mode(mode);
  if (!parsed) return values::errors::invalid_flatten_mode(mode);
  options.mode = *parsed;
  options.paths = (Column<int64_t>(input, 5)[0] & wants_path) != 0;
  return options;
}

void run_flatten(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t row_count = duckdb_data_chunk_get_size(input);
  if (row_count == 0) return;
  const auto options = options_of(input);
  if (!options.ok()) return fail(info, options.error());
  VariantColumn variants(input, 0);
  FlattenedRows rows(Column<int64_t>(input, 5)[0]);
  Output<duckdb_list_entry> lists(output);
  for (idx_t row = 0; row < row_count; ++row) {
    const idx_t before = rows.size();
    const bool whole = values::flatten(variants.get(row), options.value(),
                                       [&rows](const FlattenRow& each) { rows.add(each); });
    if (!whole) return fail(info, values::variant_too_deep());
    lists.set(row, {before, rows.size() - before});
  }
  duckdb_list_vector_reserve(output, rows.size());
  duckdb_list_vector_set_size(output, rows.size());
  rows.write(duckdb_list_vector_get_child(output));
}

constexpr StructField row_fields[] = {
    {"key", type::varchar}, {"path", type::varchar}, {"index", type::bigint},
    {"value", type::blob},  {"this", type::blob},
};

constexpr NativeFunction functions[] = {
    {"mh_flatten",
     {type::blob, type::varchar, type::boolean, type::boolean, type::varchar, type::bigint},
     type::list_of(type::struct_of(row_fields)),
     run_flatten,
     Nulls::are_values},
};

}  // namespace

std::span<const NativeFunction> variant_flatten_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
