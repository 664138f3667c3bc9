#include "commands/stage_metadata.h"

#include "catalog/physical.h"
#include "commands/engine_rows.h"

namespace mockhaus::commands {
namespace {

using catalog::VirtualCell;
using catalog::VirtualRow;

std::string time_cell(int64_t ms) { return std::to_string(ms) + "000000"; }

std::string upper(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return made;
}

struct Load {
  const TextRow& row;
  const catalog::Object* table;
  std::string database, schema;

  std::string text(size_t column) const { return row[column].value_or(""); }
  VirtualCell unless_empty(size_t column) const {
    return text(column).empty() ? VirtualCell() : VirtualCell(text(column));
  }
};
enum : size_t { table_id, file, stage, status, first_error, first_column, loaded_ms, bytes, parsed,
                loaded, errors, first_line, first_character };

std::string name_in_stage(const Load& load) {
  const std::string path = load.text(file);
  return path.substr(path.find('/') + 1);
}

// Loaded, Load failed, Partially loaded
std::string status_text(const std::string& word, bool in_words) {
  if (!in_words) return word;
  if (word == "LOADED") return "Loaded";
  return word == "LOAD_FAILED" ? "Load failed" : "Partially loaded";
}

VirtualCell load_cell(std::string_view column, const Load& load, bool in_words) {
  const bool failed = !load.text(first_error).empty();
  if (column == "FILE_NAME") return name_in_stage(load);
  if (column == "STAGE_LOCATION") return load.unless_empty(stage);
  if (column == "LAST_LOAD_TIME" || column == "FIRST_COMMIT_TIME") {
    return time_cell(std::stoll(load.text(loaded_ms)));
  }
  if (column == "ROW_COUNT") return load.text(loaded);
  if (column == "ROW_PARSED") return load.text(parsed);
  if (column == "FILE_SIZE") return load.text(bytes);
  if (column == "FIRST_ERROR_MESSAGE") return load.unless_empty(first_error);
  if (column == "FIRST_ERROR_LINE_NUMBER" && failed) return load.text(first_line);
  if (column == "FIRST_ERROR_CHARACTER_POS" && failed) return load.text(first_character);
  if (column == "FIRST_ERROR_CHARACTER_POSITION" && failed) return load.text(first_character);
  if (column == "FIRST_ERROR_COLUMN_NAME" || column == "FIRST_ERROR_COL_NAME") {
    return load.unless_empty(first_column);
  }
  if (column == "ERROR_COUNT") return load.text(errors);
  if (column == "ERROR_LIMIT") return "1";
  if (column == "STATUS") return status_text(load.text(status), in_words);
  if (column == "TABLE_CATALOG_NAME" || column == "CATALOG_NAME") return load.database;
  if (column == "TABLE_SCHEMA_NAME" || column == "SCHEMA_NAME") return load.schema;
  if (column == "TABLE_NAME") return load.table->name;
  return std::nullopt;
}

// Whether the table is the one that COPY_HISTORY is asked for: NAME or DB.SCHEMA.NAME.
bool is_asked_for(const catalog::SessionView::UsedVirtual& used, const Load& load) {
  const auto asked = used.arguments.find("TABLE_NAME");
  if (asked == used.arguments.end() || !asked->second) return true;
  const std::string name = upper(*asked->second);
  const std::string full =
      upper(load.database) + "." + upper(load.schema) + "." + upper(load.table->name);
  return full == name || full.ends_with("." + name);
}

Result<Done> add_loads(const CommandContext& context, const catalog::Snapshot& snapshot,
                       const catalog::SessionView::UsedVirtual& used, bool in_words,
                       std::vector<VirtualRow>& rows) {
  const std::vector<TextRow> loads = TRY(query_rows(
      context.engine,
      "SELECT table_id, file, stage, status, first_error, first_error_column, loaded_ms, bytes, "
      "parsed, loaded, errors, first_error_line, first_error_character FROM " +
          catalog::physical::load_history_table() + " ORDER BY loaded_ms"));
  for (const TextRow& row : loads) {
    const catalog::Object* table = snapshot.find_by_id(std::stoull(row[table_id].value_or("0")));
    if (table == nullptr) continue;
    const Load load{row, table, snapshot.database_name(*table), snapshot.schema_name(*table)};
    if (load.database != used.database->name || !is_asked_for(used, load)) continue;
    VirtualRow& made = rows.emplace_back();
    for (const catalog::VirtualColumn& column : used.relation->columns) {
      made.push_back(load_cell(column.name, load, in_words));
    }
  }
  return Done{};
}

}  // namespace

Result<Done> add_stage_rows(const CommandContext& context, const catalog::Snapshot& snapshot,
                            const catalog::SessionView::UsedVirtual& used,
                            std::vector<VirtualRow>& rows) {
  const std::string_view name = used.relation->name;
  if (name == "LOAD_HISTORY" || name == "COPY_HISTORY") {
    TRY(add_loads(context, snapshot, used, name == "COPY_HISTORY", rows));
  }
  return Done{};
}

}  // namespace mockhaus::commands
