#include "commands/validate_load.h"

#include "base/ascii.h"
#include "catalog/errors.h"
#include "catalog/physical.h"
#include "commands/evaluate.h"
#include "commands/names.h"
#include "sql/emit/snowflake.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::physical::quote_literal;

struct ErrorColumn {
  const char* name;
  bool is_number;
};
constexpr ErrorColumn columns[] = {
    {"ERROR", false}, {"FILE", false}, {"LINE", true}, {"CHARACTER", true},
    {"BYTE_OFFSET", true}, {"CATEGORY", false}, {"CODE", true}, {"SQL_STATE", false},
    {"COLUMN_NAME", false}, {"ROW_NUMBER", true}, {"ROW_START_LINE", true},
    {"REJECTED_RECORD", false},
};

std::unique_ptr<sql::Relation> relation_of(const std::vector<TextRow>& errors) {
  auto relation = std::make_unique<sql::Relation>();
  std::string list, none;
  for (size_t i = 0; i < std::size(columns); ++i) {
    sql::RelationColumn& column = relation->columns.emplace_back();
    column.name = columns[i].name;
    column.physical_name = "c" + std::to_string(i);
    column.type = columns[i].is_number ? sql::types::number(38, 0) : sql::types::text();
    const std::string type = columns[i].is_number ? "DECIMAL(38,0)" : "VARCHAR";
    list += (i > 0 ? ", CAST(c" : "CAST(c") + std::to_string(i) + " AS " + type + ") AS c" +
            std::to_string(i);
    none += i > 0 ? ", NULL" : "NULL";
  }
  std::string rows;
  for (const TextRow& error : errors) {
    rows += rows.empty() ? "(" : ", (";
    for (size_t i = 0; i < std::size(columns); ++i) {
      if (i > 0) rows += ", ";
      rows += i < error.size() && error[i] ? quote_literal(*error[i]) : "NULL";
    }
    rows += ")";
  }
  std::string names;
  for (size_t i = 0; i < std::size(columns); ++i) {
    names += (i > 0 ? ", c" : "c") + std::to_string(i);
  }
  relation->physical_name = "(SELECT " + list + " FROM (VALUES " +
                            (rows.empty() ? "(" + none + ")" : rows) + ") AS v(" + names + ")" +
                            (rows.empty() ? " WHERE false)" : ")");
  return relation;
}

bool is_load(const PastStatement& one) {
  const auto parsed = sql::parse_statements(one.text);
  return parsed.ok() && parsed->size() == 1 && one.status == "SUCCESS" &&
         (*parsed)[0].statement->kind == sql::StatementKind::copy_into_table;
}

// The statement of this id; for _last the newest load of the session.
std::optional<PastStatement> find_load(const std::string& id, const CommandContext& context) {
  std::optional<PastStatement> found;
  const bool last = ascii::equal_ignoring_case(id, "_last");
  context.history->each([&](const PastStatement& one) {
    const bool fits = last ? one.session_id == context.session.session_id && is_load(one)
                           : one.id == id;
    if (fits) found = one;
    return !fits;
  });
  return found;
}

}  // namespace

Result<std::unique_ptr<sql::Relation>> resolve_validate(const sql::FunctionCall& call,
                                                        std::string_view source,
                                                        const CommandContext& context) {
  if (call.name.parts.back().text != "VALIDATE") return std::unique_ptr<sql::Relation>();
  if (context.history == nullptr) return sql::errors::unsupported("VALIDATE");
  const int count = static_cast<int>(call.arguments.size());
  if (count < 2) return sql::errors::not_enough_arguments("VALIDATE", 2, count, call.span);
  if (count > 2) return sql::errors::too_many_arguments("VALIDATE", 2, count, call.span);
  const std::string table = sql::print_expression(*call.arguments[0]);
  const sql::Expression* job = call.arguments[1];
  if (job->kind == sql::ExpressionKind::named_argument) {
    job = sql::as<sql::NamedArgument>(*job).value;
  }
  const std::optional<std::string> id = TRY(evaluate_text(*job, context, source));
  Arena arena;
  const sql::ObjectName written = TRY(sql::parse_object_name_text(table, arena));
  const FullName name = TRY(full_name(written, "VALIDATE", context));
  const catalog::SessionView view = session_view(context);
  TRY(find_table(view, name));
  const std::optional<PastStatement> load = find_load(id.value_or(""), context);
  if (!load || !is_load(*load)) return catalog::errors::statement_not_found(id.value_or(""));
  const std::vector<sql::ParsedStatement> parsed = TRY(sql::parse_statements(load->text));
  const auto& copy = sql::as<sql::CopyIntoTable>(*parsed[0].statement);
  const std::vector<TextRow> errors = TRY(errors_of_load(
      copy, parsed[0].text, context, {load->started_ms, load->ended_ms}));
  return relation_of(errors);
}

}  // namespace mockhaus::commands
