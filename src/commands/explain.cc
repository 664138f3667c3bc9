#include "catalog/account.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/names.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using enum AnswerColumn::Type;

constexpr AnswerColumn tabular[] = {
    {"step", number}, {"id", number}, {"parentOperators"}, {"operation"}, {"objects"}, {"alias"},
    {"expressions"}, {"partitionsTotal", number}, {"partitionsAssigned", number},
    {"bytesAssigned", number},
};
constexpr std::string_view json_plan =
    R"({"GlobalStats":{"partitionsTotal":0,"partitionsAssigned":0,"bytesAssigned":0},)"
    R"("Operations":[[{"id":0,"operation":"Result"}]]})";
const std::string text_plan =
    "GlobalStats:\n\tbytesAssigned=0\n\tpartitionsAssigned=0\n\tpartitionsTotal=0\n"
    "Operations:\n1:0     ->Result  ";
constexpr AnswerColumn content[] = {{"content"}};

// The names of the tables that the statement reads.
std::string objects_read(const Command& command, const sql::Footprint& footprint) {
  const std::shared_ptr<const catalog::Snapshot> snapshot = command.context.account.snapshot();
  std::string names;
  for (const uint64_t id : footprint.reads) {
    const catalog::Object* object = snapshot->find_by_id(id);
    if (object == nullptr) continue;
    if (!names.empty()) names += ", ";
    names += snapshot->full_name(*object);
  }
  return names;
}

}  // namespace

// Mockhaus has one plan step to tell: what the statement answers and reads. The engine's own plan
// is written in terms that no reader of Snowflake's plans knows.
Result<Outcome> run_explain(const Command& command) {
  const auto& explain = command.as<sql::Explain>();
  if (explain.statement->kind != sql::StatementKind::query) {
    return sql::errors::unsupported("EXPLAIN of a statement that is not a query");
  }
  const auto& query = sql::as<sql::QueryStatement>(*explain.statement);
  const catalog::SessionView view = session_view(command.context);
  const sql::Translation translation = TRY(
      sql::translate_query(*query.query, command.text, command.context.session, view));
  const std::string objects = objects_read(command, translation.footprint);
  std::string expressions;
  for (const sql::ColumnShape& column : translation.shape) {
    if (!expressions.empty()) expressions += ", ";
    expressions += column.name;
  }
  Outcome outcome;
  if (explain.format.empty() || explain.format == "TABULAR") {
    outcome.shape = shape_of(tabular);
    outcome.rows.push_back({{}, {}, {}, "GlobalStats", {}, {}, {}, "0", "0", "0"});
    outcome.rows.push_back({"1", "0", {}, "Result", {}, {}, expressions, {}, {}, {}});
    if (!objects.empty()) {
      outcome.rows.push_back({"1", "1", "[0]", "TableScan", objects, {}, {}, "1", "1", "0"});
    }
    return outcome;
  }
  outcome.shape = shape_of(content);
  outcome.rows.push_back({explain.format == "JSON" ? std::string(json_plan)
                                                   : text_plan + expressions});
  return outcome;
}

}  // namespace mockhaus::commands
