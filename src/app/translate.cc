#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/commands.h"
#include "app/pretty_sql.h"
#include "app/schema_view.h"
#include "base/clock.h"
#include "sql/ast/statements.h"
#include "sql/errors.h"

namespace mockhaus::app {

namespace {

Result<std::string> read_text(const std::string& path) {
  std::ostringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
    return text.str();
  }
  std::ifstream file(path, std::ios::binary);
  if (file) text << file.rdbuf();
  if (!file) return Error{"000603", "08001", "cannot read '" + path + "'"};
  return text.str();
}

sql::SessionContext make_context() {
  sql::SessionContext context;
  context.user = context.account = "MOCKHAUS";
  context.role = "ACCOUNTADMIN";
  context.warehouse = "COMPUTE_WH";
  context.database = SchemaView::database;
  context.schema = SchemaView::schema;
  context.now = SystemClock().wall_ns();
  return context;
}

std::string text_of(const sql::DmlTranslation& translation) {
  std::string text;
  for (const auto& step : translation.steps) text += (text.empty() ? "" : ";\n") + step.sql;
  return text;
}

Result<std::string> translate_one(const sql::ParsedStatement& parsed,
                                  const sql::SessionContext& context, const SchemaView& catalog) {
  const sql::Statement& statement = *parsed.statement;
  switch (statement.kind) {
    case sql::StatementKind::query: {
      const sql::Query& query = *sql::as<sql::QueryStatement>(statement).query;
      const auto done = TRY(sql::translate_query(query, parsed.text, context, catalog));
      return done.sql;
    }
    case sql::StatementKind::insert: {
      const auto& insert = sql::as<sql::Insert>(statement);
      const auto done = TRY(sql::translate_insert(insert, parsed.text, context, catalog));
      return text_of(done);
    }
    case sql::StatementKind::update: {
      const auto& update = sql::as<sql::Update>(statement);
      const auto done = TRY(sql::translate_update(update, parsed.text, context, catalog));
      return text_of(done);
    }
    case sql::StatementKind::delete_from: {
      const auto& remove = sql::as<sql::Delete>(statement);
      const auto done = TRY(sql::translate_delete(remove, parsed.text, context, catalog));
      return text_of(done);
    }
    case sql::StatementKind::merge: {
      const auto& merge = sql::as<sql::Merge>(statement);
      const auto done = TRY(sql::translate_merge(merge, parsed.text, context, catalog));
      return text_of(done);
    }
    default: break;
  }
  return sql::errors::unsupported("translation of this statement without a server");
}

// Statements that create tables are remembered and give no text.
Result<Done> run(const TranslateOptions& options) {
  const sql::SessionContext context = make_context();
  SchemaView catalog;
  if (!options.schema_file.empty()) {
    const std::string schema = TRY(read_text(options.schema_file));
    const auto statements = TRY(sql::parse_statements(schema));
    for (const sql::ParsedStatement& parsed : statements) TRY(catalog.add(parsed, context));
  }
  const std::string text = TRY(read_text(options.file));
  const auto statements = TRY(sql::parse_statements(text));
  for (const sql::ParsedStatement& parsed : statements) {
    const bool is_known = TRY(catalog.add(parsed, context));
    if (is_known) continue;
    Result<std::string> done = translate_one(parsed, context, catalog);
    if (!done) return locate(std::move(done).error(), parsed.text);
    std::cout << (options.pretty ? pretty_sql(*done) : *done) << ";\n";
  }
  return Done{};
}

}  // namespace

int translate(const TranslateOptions& options) {
  const Result<Done> done = run(options);
  if (done) return 0;
  std::cout.flush();
  const Error& error = done.error();
  std::fprintf(stderr, "%s (%s): %s\n", error.code.c_str(), error.sql_state.c_str(),
               error.message.c_str());
  return exit_failed;
}

}  // namespace mockhaus::app
