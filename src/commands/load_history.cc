#include "commands/load_history.h"

#include "catalog/account.h"
#include "catalog/physical.h"
#include "commands/engine_rows.h"

namespace mockhaus::commands {

using catalog::physical::load_history_table;
using catalog::physical::quote_literal;

constexpr int64_t remembered_ms = int64_t{64} * 86'400'000;

Result<std::map<std::string, std::string>> loaded_files(const CommandContext& context,
                                                        catalog::Id table) {
  const int64_t since = context.account.now_ms() - remembered_ms;
  const std::vector<TextRow> rows = TRY(query_rows(
      context.engine, "SELECT file, md5 FROM " + load_history_table() + " WHERE table_id = " +
                          std::to_string(table) + " AND loaded_ms > " + std::to_string(since) +
                          " AND status <> 'LOAD_FAILED' ORDER BY loaded_ms"));
  std::map<std::string, std::string> files;
  for (const TextRow& row : rows) files[row[0].value_or("")] = row[1].value_or("");
  return files;
}

Result<std::set<std::string>> files_loaded_between(const CommandContext& context,
                                                   catalog::Id table, int64_t from_ms,
                                                   int64_t until_ms) {
  const std::vector<TextRow> rows = TRY(query_rows(
      context.engine, "SELECT file FROM " + load_history_table() + " WHERE table_id = " +
                          std::to_string(table) + " AND loaded_ms BETWEEN " +
                          std::to_string(from_ms) + " AND " + std::to_string(until_ms)));
  std::set<std::string> files;
  for (const TextRow& row : rows) files.insert(row[0].value_or(""));
  return files;
}

Result<Done> remember_load(const CommandContext& context, catalog::Id table,
                           const LoadRecord& record) {
  std::string values = std::to_string(table);
  for (const std::string& text : {record.file, record.md5, record.stage, record.status,
                                  record.first_error, record.first_error_column}) {
    values += ", " + quote_literal(text);
  }
  for (const int64_t number :
       {context.account.now_ms(), record.bytes, record.parsed, record.loaded, record.errors,
        record.first_error_line, record.first_error_character}) {
    values += ", " + std::to_string(number);
  }
  TRY(context.engine.execute("INSERT INTO " + load_history_table() + " VALUES (" + values + ")"));
  return Done{};
}

Result<Done> forget_loads(const CommandContext& context, catalog::Id table) {
  TRY(context.engine.execute("DELETE FROM " + load_history_table() + " WHERE table_id = " +
                             std::to_string(table)));
  return Done{};
}

}  // namespace mockhaus::commands
