#include "engine/duckdb/relation.h"

#include "engine/duckdb/instance.h"

namespace mockhaus::engine::duckdb {
namespace {

std::optional<std::string> message_of(duckdb_error_data data) {
  std::optional<std::string> message;
  if (data && duckdb_error_data_has_error(data)) message = duckdb_error_data_message(data);
  duckdb_destroy_error_data(&data);
  return message;
}

struct ColumnText {
  std::string name, type;
};

std::string create_statement(std::string_view name, const std::vector<ColumnText>& columns) {
  std::string sql = "CREATE OR REPLACE TEMP TABLE " + quote_identifier(name) + " (";
  for (const ColumnText& column : columns) {
    if (sql.back() != '(') sql += ", ";
    sql += quote_identifier(column.name) + " " + column.type;
  }
  return sql + ")";
}

// A new temporary table and the appender that fills it.
class Filling {
 public:
  ~Filling() { duckdb_appender_destroy(&appender_); }

  std::optional<std::string> create(duckdb_connection connection, std::string_view name,
                                    const std::vector<ColumnText>& columns) {
    duckdb_result result;
    const std::string sql = create_statement(name, columns);
    std::optional<std::string> failed;
    if (duckdb_query(connection, sql.c_str(), &result) != DuckDBSuccess) {
      failed = duckdb_result_error(&result);
    }
    duckdb_destroy_result(&result);
    if (failed) return failed;
    const std::string table(name);
    if (duckdb_appender_create_ext(connection, "temp", "main", table.c_str(), &appender_) !=
        DuckDBSuccess) {
      return error();
    }
    return std::nullopt;
  }
  std::optional<std::string> finish() {
    if (duckdb_appender_close(appender_) != DuckDBSuccess) return error();
    return std::nullopt;
  }
  std::string error() const {
    duckdb_error_data data = duckdb_appender_error_data(appender_);
    return message_of(data).value_or("appending failed");
  }
  duckdb_appender appender() const { return appender_; }

 private:
  duckdb_appender appender_ = nullptr;
};

// Releases what nobody took.
struct Batches {
  explicit Batches(std::vector<ArrowArray> taken) : arrays(std::move(taken)) {}
  ~Batches() {
    for (ArrowArray& array : arrays) {
      if (array.release) array.release(&array);
    }
  }
  std::vector<ArrowArray> arrays;
};

std::optional<std::string> append_batch(duckdb_connection connection, duckdb_appender appender,
                                        duckdb_arrow_converted_schema types, ArrowArray& batch) {
  duckdb_data_chunk chunk = nullptr;
  std::optional<std::string> failed =
      message_of(duckdb_data_chunk_from_arrow(connection, &batch, types, &chunk));
  if (failed) return failed;
  const bool good = duckdb_append_data_chunk(appender, chunk) == DuckDBSuccess;
  duckdb_destroy_data_chunk(&chunk);
  if (!good) return message_of(duckdb_appender_error_data(appender)).value_or("append failed");
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fill_relation(duckdb_connection connection, std::string_view name,
                                         const TextRows& rows) {
  std::vector<ColumnText> columns;
  for (size_t column = 1; column <= rows.columns.size(); ++column) {
    columns.push_back({std::to_string(column), "VARCHAR"});
  }
  Filling filling;
  if (auto failed = filling.create(connection, name, columns)) return failed;
  const size_t count = rows.columns.empty() ? 0 : rows.columns[0].size();
  for (size_t row = 0; row < count; ++row) {
    bool good = true;
    for (const auto& column : rows.columns) {
      const std::optional<std::string>& cell = column[row];
      const duckdb_state state =
          cell ? duckdb_append_varchar_length(filling.appender(), cell->data(), cell->size())
               : duckdb_append_null(filling.appender());
      good = good && state == DuckDBSuccess;
    }
    good = good && duckdb_appender_end_row(filling.appender()) == DuckDBSuccess;
    if (!good) return filling.error();
  }
  return filling.finish();
}

std::optional<std::string> fill_relation(duckdb_connection connection, std::string_view name,
                                         std::span<const std::string> column_types,
                                         const ArrowSchema& schema,
                                         std::vector<ArrowArray> batches) {
  Batches owned(std::move(batches));
  std::vector<ColumnText> columns;
  for (int64_t column = 0; column < schema.n_children; ++column) {
    columns.push_back({schema.children[column]->name, column_types[column]});
  }
  Filling filling;
  if (auto failed = filling.create(connection, name, columns)) return failed;
  duckdb_arrow_converted_schema types = nullptr;
  std::optional<std::string> failed = message_of(
      duckdb_schema_from_arrow(connection, const_cast<ArrowSchema*>(&schema), &types));
  for (ArrowArray& batch : owned.arrays) {
    if (!failed) failed = append_batch(connection, filling.appender(), types, batch);
  }
  duckdb_destroy_arrow_converted_schema(&types);
  return failed ? failed : filling.finish();
}

std::string drop_relation_statement(std::string_view name) {
  return "DROP TABLE IF EXISTS temp." + quote_identifier(name);
}

}  // namespace mockhaus::engine::duckdb
