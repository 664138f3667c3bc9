#include "commands/explain.h"

#include "base/json.h"
#include "catalog/account.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/names.h"
#include "sql/errors.h"
#include "values/explain_plan.h"

namespace mockhaus::commands {
namespace {

using enum AnswerColumn::Type;

constexpr AnswerColumn tabular[] = {
    {"step", number}, {"id", number}, {"parentOperators"}, {"operation"}, {"objects"}, {"alias"},
    {"expressions"}, {"partitionsTotal", number}, {"partitionsAssigned", number},
    {"bytesAssigned", number},
};
constexpr AnswerColumn content[] = {{"content"}};

// The names of the tables that the statement reads.
std::vector<std::string> objects_read(const sql::Footprint& footprint,
                                      const CommandContext& context) {
  const std::shared_ptr<const catalog::Snapshot> snapshot = context.account.snapshot();
  std::vector<std::string> names;
  for (const uint64_t id : footprint.reads) {
    const catalog::Object* object = snapshot->find_by_id(id);
    if (object != nullptr && object->kind == catalog::Kind::table) {
      names.push_back(snapshot->full_name(*object));
    }
  }
  return names;
}

const sql::QueryStatement* query_of(const sql::Statement& statement) {
  if (statement.kind != sql::StatementKind::query) return nullptr;
  return &sql::as<sql::QueryStatement>(statement);
}

}  // namespace

Result<std::string> plan_json(const sql::Query& query, std::string_view source,
                              const CommandContext& context) {
  const catalog::SessionView view = session_view(context);
  const sql::Translation translation =
      TRY(sql::translate_query(query, source, context.session, view));
  const std::vector<std::string> objects = objects_read(translation.footprint, context);
  const auto tables = static_cast<int64_t>(objects.size());
  JsonWriter json;
  json.begin_object().key("GlobalStats").begin_object();
  json.key("partitionsTotal").number(tables).key("partitionsAssigned").number(tables);
  json.key("bytesAssigned").number(0).end_object();
  json.key("Operations").begin_array().begin_array();
  json.begin_object().key("id").number(0).key("operation").string("Result");
  json.key("expressions").begin_array();
  for (const sql::ColumnShape& column : translation.shape) json.string(column.name);
  json.end_array().end_object();
  for (int64_t i = 0; i < tables; ++i) {
    json.begin_object().key("id").number(i + 1);
    json.key("parentOperators").begin_array().number(0).end_array();
    json.key("operation").string("TableScan");
    json.key("objects").begin_array().string(objects[static_cast<size_t>(i)]).end_array();
    json.key("partitionsAssigned").number(1).key("partitionsTotal").number(1);
    json.key("bytesAssigned").number(0).end_object();
  }
  json.end_array().end_array().end_object();
  return std::string(json.text());
}

Result<std::string> plan_json(const std::string& statement, const CommandContext& context) {
  const std::vector<sql::ParsedStatement> parsed = TRY(sql::parse_statements(statement));
  const auto* query = parsed.size() == 1 ? query_of(*parsed[0].statement) : nullptr;
  if (query == nullptr) {
    return sql::errors::unsupported("EXPLAIN of a statement that is not a query");
  }
  return plan_json(*query->query, parsed[0].text, context);
}

Result<Outcome> run_explain(const Command& command) {
  const auto& explain = command.as<sql::Explain>();
  const auto* query = query_of(*explain.statement);
  if (query == nullptr) {
    return sql::errors::unsupported("EXPLAIN of a statement that is not a query");
  }
  const std::string plan = TRY(plan_json(*query->query, command.text, command.context));
  Outcome outcome;
  if (explain.format.empty() || explain.format == "TABULAR") {
    outcome.shape = shape_of(tabular);
    outcome.rows = *values::plan_rows(plan);
    return outcome;
  }
  outcome.shape = shape_of(content);
  std::string text;
  if (explain.format == "JSON") text = plan;
  else (void)values::print_plan(plan, text);
  outcome.rows.push_back({text});
  return outcome;
}

}  // namespace mockhaus::commands
