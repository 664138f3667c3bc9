// One statement: chosen by its first word.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// [WITH ..] SELECT .. | ( query )
StatementResult parse_query_statement(Cursor& in) {
  QueryStatement* statement = in.make<QueryStatement>();
  const uint32_t start = in.start();
  statement->query = TRY(parse_query(in));
  return finish_statement(in, statement, start);
}

// WITH p AS PROCEDURE .. CALL p( .. ) | WITH .. SELECT ..
StatementResult parse_with(Cursor& in) {
  if (in.at(Keyword::as, 2) && in.at(Keyword::procedure, 3)) return parse_call_statement(in);
  return parse_query_statement(in);
}

StatementResult parse_begin(Cursor& in) {
  return at_block(in) ? parse_block(in) : parse_start_transaction(in);
}

struct StatementRow {
  Keyword word;
  StatementResult (*parse)(Cursor&);
};

// Sorted by frequency rather than by name: the first row that fits is taken.
constexpr StatementRow rows[] = {
    {Keyword::select, parse_query_statement},
    {Keyword::with, parse_with},
    {Keyword::insert, parse_insert},
    {Keyword::update, parse_update},
    {Keyword::delete_, parse_delete},
    {Keyword::merge, parse_merge},
    {Keyword::create, parse_create},
    {Keyword::alter, parse_alter},
    {Keyword::drop, parse_drop},
    {Keyword::show, parse_show},
    {Keyword::describe, parse_describe},
    {Keyword::desc, parse_describe},
    {Keyword::use, parse_use},
    {Keyword::set, parse_set},
    {Keyword::unset, parse_unset},
    {Keyword::begin, parse_begin},
    {Keyword::declare, parse_block},
    {Keyword::start, parse_start_transaction},
    {Keyword::commit, parse_commit},
    {Keyword::rollback, parse_rollback},
    {Keyword::call, parse_call_statement},
    {Keyword::execute, parse_execute},
    {Keyword::copy, parse_copy},
    {Keyword::put, parse_put},
    {Keyword::get, parse_get},
    {Keyword::list, parse_list},
    {Keyword::ls, parse_list},
    {Keyword::remove, parse_remove},
    {Keyword::rm, parse_remove},
    {Keyword::truncate, parse_truncate},
    {Keyword::comment, parse_comment},
    {Keyword::grant, parse_grant},
    {Keyword::revoke, parse_revoke},
    {Keyword::undrop, parse_undrop},
    {Keyword::explain, parse_explain},
};

// First words of statements that are kept as written (ast/generic.h).
constexpr std::string_view generic_words[] = {"DEFINE", "ABORT", "BACKUP", "RESTORE"};

}  // namespace

bool at_statement_end(const Cursor& in) {
  switch (in.peek().kind) {
    case TokenKind::end:
    case TokenKind::semicolon:
    case TokenKind::pipe:
    case TokenKind::right_paren: return true;
    default: return false;
  }
}

StatementResult parse_statement(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  if (in.at(TokenKind::left_paren)) return parse_query_statement(in);
  const Keyword word = in.peek().keyword;
  if (word != Keyword::none) {
    for (const StatementRow& row : rows) {
      if (row.word == word) return row.parse(in);
    }
  }
  for (std::string_view generic : generic_words) {
    if (in.at(generic) && in.at(TokenKind::word, 1)) return parse_generic(in);
  }
  return in.unexpected();
}

StatementResult parse_body_statement(Cursor& in) {
  if (at_block(in)) return parse_block(in);
  return parse_statement(in);
}

// EXPLAIN [USING {TABULAR | JSON | TEXT}] statement
StatementResult parse_explain(Cursor& in) {
  Explain* explain = in.make<Explain>();
  const uint32_t start = in.start();
  in.skip();
  if (in.take(Keyword::using_)) {
    if (!in.at("TABULAR") && !in.at("JSON") && !in.at("TEXT")) return in.unexpected();
    explain->format = in.word_text(in.peek());
    in.skip();
  }
  explain->statement = TRY(parse_statement(in));
  return finish_statement(in, explain, start);
}

// Two words name the feature; everything else is kept as clauses.
StatementResult parse_generic(Cursor& in) {
  Generic* node = in.make<Generic>();
  const uint32_t start = in.start();
  std::string feature(in.word_text(in.peek()));
  in.skip();
  if (in.at(TokenKind::word)) {
    feature.append(" ").append(in.word_text(in.peek()));
    in.skip();
  }
  node->feature = in.arena().text(feature);
  node->clauses = TRY(parse_properties(in));
  return finish_statement(in, node, start);
}

}  // namespace mockhaus::sql
