#include "catalog/account.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/names.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

constexpr AnswerColumn columns[] = {{"sql"}};

using Texts = std::vector<std::string>;

Texts texts_of(const sql::DmlTranslation& translation) {
  Texts texts;
  for (const auto& step : translation.steps) texts.push_back(step.sql);
  return texts;
}

template <class Node>
using TranslateDml = Result<sql::DmlTranslation> (*)(const Node& statement,
                                                     std::string_view source,
                                                     const sql::SessionContext& context,
                                                     const sql::CatalogView& catalog);

template <class Node>
Result<Texts> dml(TranslateDml<Node> translate, const sql::ParsedStatement& parsed,
                  const CommandContext& context) {
  const catalog::SessionView view = session_view(context);
  const sql::DmlTranslation done =
      TRY(translate(sql::as<Node>(*parsed.statement), parsed.text, context.session, view));
  return texts_of(done);
}

Result<Texts> query(const sql::ParsedStatement& parsed, const CommandContext& context) {
  const catalog::SessionView view = session_view(context);
  const sql::Query& query = *sql::as<sql::QueryStatement>(*parsed.statement).query;
  sql::Translation done =
      TRY(sql::translate_query(query, parsed.text, context.session, view));
  return Texts{std::move(done.sql)};
}

Result<Texts> texts_for(const sql::ParsedStatement& parsed, const CommandContext& context) {
  using sql::StatementKind;
  switch (parsed.statement->kind) {
    case StatementKind::query: return query(parsed, context);
    case StatementKind::insert: return dml<sql::Insert>(sql::translate_insert, parsed, context);
    case StatementKind::multi_insert:
      return dml<sql::MultiInsert>(sql::translate_multi_insert, parsed, context);
    case StatementKind::update: return dml<sql::Update>(sql::translate_update, parsed, context);
    case StatementKind::delete_from:
      return dml<sql::Delete>(sql::translate_delete, parsed, context);
    case StatementKind::merge: return dml<sql::Merge>(sql::translate_merge, parsed, context);
    default: return sql::errors::unsupported("translating this kind of statement");
  }
}

}  // namespace

Result<Outcome> translate(const sql::ParsedStatement& parsed, const CommandContext& context) {
  Result<Texts> texts = texts_for(parsed, context);
  if (!texts.ok()) return locate(std::move(texts).error(), parsed.text);
  Outcome outcome;
  outcome.shape = shape_of(columns);
  for (std::string& text : *texts) outcome.rows.push_back({std::move(text)});
  return outcome;
}

}  // namespace mockhaus::commands
