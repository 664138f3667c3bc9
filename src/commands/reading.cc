#include "commands/reading.h"

#include "catalog/information_schema.h"
#include "catalog/physical.h"
#include "catalog/errors.h"
#include "commands/engine_rows.h"
#include "commands/stage_metadata.h"
#include "commands/query_history.h"

namespace mockhaus::commands {
namespace {

using catalog::Space;

// All relations and sequences of a database, for counts.
std::vector<const catalog::Object*> counted_objects(const catalog::Snapshot& snapshot,
                                                    const catalog::Database& database) {
  std::vector<const catalog::Object*> list;
  for (const catalog::Object* schema : snapshot.children(database.id, Space::schema)) {
    for (const Space space : {Space::relation, Space::sequence}) {
      for (const catalog::Object* object : snapshot.children(schema->id, space)) {
        list.push_back(object);
      }
    }
  }
  return list;
}

std::vector<const catalog::Object*> temporary_in(const CommandContext& context,
                                                 const catalog::Snapshot& snapshot,
                                                 const catalog::Database& database) {
  std::vector<const catalog::Object*> list;
  if (context.temporary == nullptr) return list;
  for (const catalog::Object* object : context.temporary->all()) {
    const catalog::Object* schema = snapshot.container(object->parent);
    if (schema != nullptr && schema->parent == database.id) list.push_back(object);
  }
  return list;
}

Result<Done> provide_virtual(const CommandContext& context, const catalog::Snapshot& snapshot,
                             const catalog::SessionView::UsedVirtual& used) {
  catalog::VirtualSource source;
  source.snapshot = &snapshot;
  source.database = used.database;
  source.arguments = &used.arguments;
  source.session = &context.session;
  source.temporary = temporary_in(context, snapshot, *used.database);
  if (used.relation->needs_row_counts) {
    std::vector<const catalog::Object*> objects = counted_objects(snapshot, *used.database);
    objects.insert(objects.end(), source.temporary.begin(), source.temporary.end());
    source.row_counts = TRY(count_rows(context, objects));
  }
  if (used.relation->check != nullptr) TRY(used.relation->check(source));
  std::vector<catalog::VirtualRow> rows;
  if (used.relation->rows != nullptr) used.relation->rows(source, rows);
  TRY(add_stage_rows(context, snapshot, used, rows));
  if (used.relation->tells_statements) rows = TRY(query_history_rows(used, context));
  engine::TextRows columns;
  columns.columns.resize(used.relation->columns.size());
  for (catalog::VirtualRow& row : rows) {
    for (size_t i = 0; i < columns.columns.size(); ++i) {
      columns.columns[i].push_back(std::move(row[i]));
    }
  }
  return context.engine.bind_rows(used.rows_name, columns);
}

std::string count_query(const catalog::Object& object) {
  const std::string id = std::to_string(object.id);
  if (const auto* table = catalog::object_cast<catalog::Table>(&object)) {
    return "SELECT '" + id + "', CAST(count(*) AS VARCHAR) FROM " +
           catalog::physical::table_name(*table);
  }
  if (const auto* sequence = catalog::object_cast<catalog::Sequence>(&object)) {
    return catalog::physical::next_value_query(sequence->id);
  }
  return {};
}

}  // namespace

Result<std::map<catalog::Id, int64_t>> count_rows(
    const CommandContext& context, const std::vector<const catalog::Object*>& objects) {
  constexpr size_t queries_together = 200;  // keeps the engine's planning linear
  std::map<catalog::Id, int64_t> counts;
  std::string sql;
  size_t together = 0;
  const auto flush = [&]() -> Result<Done> {
    if (sql.empty()) return Done{};
    const std::vector<TextRow> rows = TRY(query_rows(context.engine, sql));
    for (const TextRow& row : rows) {
      if (row[1]) counts[std::stoull(*row[0])] = std::stoll(*row[1]);
    }
    sql.clear();
    together = 0;
    return Done{};
  };
  for (const catalog::Object* object : objects) {
    const std::string one = count_query(*object);
    if (one.empty()) continue;
    if (!sql.empty()) sql += " UNION ALL ";
    sql += one;
    if (++together == queries_together) TRY(flush());
  }
  TRY(flush());
  return counts;
}

Result<int64_t> next_value(const CommandContext& context, catalog::Id sequence, int64_t start) {
  const std::vector<TextRow> rows =
      TRY(query_rows(context.engine, catalog::physical::next_value_query(sequence)));
  return rows.empty() || !rows[0][1] ? start : std::stoll(*rows[0][1]);
}

Result<Done> provide_relations(const CommandContext& context, const catalog::SessionView& view,
                               const std::vector<sql::ResultScanNeed>& result_scans) {
  for (const catalog::SessionView::UsedVirtual& used : view.used_virtual()) {
    TRY(provide_virtual(context, view.snapshot(), used));
  }
  for (const sql::ResultScanNeed& need : result_scans) {
    if (context.results == nullptr) return catalog::errors::statement_not_found(need.query_id);
    TRY(context.results->bind(context.engine, need.query_id, need.relation));
  }
  return Done{};
}

Result<Done> provide_binds(const CommandContext& context) {
  engine::TextRows rows;
  static const sql::BindValues none;
  const sql::BindValues& binds = context.session.binds != nullptr ? *context.session.binds : none;
  size_t length = 0;
  for (const auto& [name, bind] : binds) length = std::max(length, bind.values.size());
  for (size_t i = 1; i <= binds.size(); ++i) {
    const auto bind = binds.find(std::to_string(i));
    auto& column = rows.columns.emplace_back();
    if (bind != binds.end() && bind->second.is_array) column = bind->second.values;
    column.resize(length);  // single values are constants of the text; all columns are as long
  }
  return context.engine.bind_rows(sql::bind_relation, rows);
}

}  // namespace mockhaus::commands
