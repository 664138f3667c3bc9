// SHOW and DESCRIBE.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

bool at_show_clause(const Cursor& in) {
  if (at_statement_end(in) || !in.at(TokenKind::word)) return true;
  return in.at(Keyword::like) || in.at(Keyword::in) || in.at(Keyword::limit) ||
         in.at(Keyword::from) || in.at(Keyword::on) || in.at(Keyword::to) || in.at(Keyword::of) ||
         in.at("HISTORY") || in.at("STARTS") || in.at(Keyword::with) || in.at(Keyword::for_);
}

// The words up to the first clause: TABLES, FILE FORMATS, FUTURE GRANTS, ..
Result<std::string_view> parse_show_kind(Cursor& in) {
  std::string words;
  while (!at_show_clause(in)) {
    if (!words.empty()) words += ' ';
    words += in.word_text(in.peek());
    in.skip();
  }
  if (words.empty()) return in.unexpected();
  return in.arena().text(words);
}

bool at_scope_end(const Cursor& in) {
  return at_statement_end(in) || in.at("STARTS") || in.at(Keyword::limit) || in.at(Keyword::like) ||
         in.at(Keyword::with);
}

// ACCOUNT | {DATABASE | SCHEMA} [name] | kind name [( types )] | name
Result<Done> parse_scope(Cursor& in, Show& show) {
  show.scope = ShowScope::object;
  if (in.take("ACCOUNT")) {
    show.scope = ShowScope::account;
    show.scope_kind = "ACCOUNT";
    return Done{};
  }
  const bool plain_name = in.at(TokenKind::dot, 1) || in.at(TokenKind::quoted_name);
  if (!plain_name) show.scope_kind = take_object_kind(in);
  if (show.scope_kind == "DATABASE") show.scope = ShowScope::database;
  if (show.scope_kind == "SCHEMA") show.scope = ShowScope::schema;
  if (!show.scope_kind.empty() && at_scope_end(in)) return Done{};
  show.scope_name = TRY(parse_object_name(in, NameUse::any));
  if (in.at(TokenKind::left_paren)) {
    show.has_argument_types = true;
    show.argument_types = TRY(parse_argument_types(in));
  }
  return Done{};
}

// LIKE 'p' | {IN | FROM} scope | STARTS WITH 'x' | LIMIT n [FROM 'n'] | HISTORY | other words
Result<bool> take_show_clause(Cursor& in, Show& show) {
  if (in.take("HISTORY")) {
    show.history = true;
  } else if (in.take(Keyword::like)) {
    show.has_like = true;
    show.like = TRY(in.expect_string());
  } else if (show.scope == ShowScope::unspecified &&
             (in.at(Keyword::in) || (in.at(Keyword::from) && !in.at_string(1)))) {
    show.in_word = in.at(Keyword::in);
    in.skip();
    TRY(parse_scope(in, show));
  } else if (in.take("STARTS", "WITH")) {
    show.has_starts_with = true;
    show.starts_with = TRY(in.expect_string());
  } else if (in.take(Keyword::limit)) {
    show.limit = TRY(parse_primary(in));
    if (in.take(Keyword::from)) {
      show.has_from = true;
      show.from = TRY(in.expect_string());
    }
  } else {
    return false;
  }
  return true;
}

// RESULT {'id' | LAST_QUERY_ID()} | SEARCH OPTIMIZATION ON name | TRANSACTION id | kind name
Result<Done> parse_described(Cursor& in, Describe& describe) {
  if (in.at("RESULT") || in.at("TRANSACTION")) {
    describe.object_kind = in.word_text(in.peek());
    in.skip();
    describe.expression = TRY(parse_expression(in));
    return Done{};
  }
  if (in.take("SEARCH", "OPTIMIZATION", "ON")) {
    describe.object_kind = "SEARCH OPTIMIZATION ON";
  } else {
    describe.object_kind = take_object_kind(in);
  }
  if (in.at(TokenKind::stage)) {
    describe.expression = TRY(parse_primary(in));
    return Done{};
  }
  if (describe.object_kind.empty()) return in.unexpected();
  if (at_statement_end(in) && describe.object_kind == "ACCOUNT") return Done{};
  describe.name = TRY(parse_object_name(in, NameUse::any));
  if (in.at(TokenKind::left_paren)) {
    describe.has_argument_types = true;
    describe.argument_types = TRY(parse_argument_types(in));
  }
  return Done{};
}

}  // namespace

// SHOW [TERSE] kind { clause }
StatementResult parse_show(Cursor& in) {
  Show* show = in.make<Show>();
  const uint32_t start = in.start();
  in.skip();
  show->terse = in.at("TERSE") && in.at(TokenKind::word, 1);
  if (show->terse) in.skip();
  show->object_kind = TRY(parse_show_kind(in));
  for (bool more = true; more;) {
    more = TRY(take_show_clause(in, *show));
  }
  show->properties = TRY(parse_properties(in));
  return finish_statement(in, show, start);
}

// {DESCRIBE | DESC} object { property }
StatementResult parse_describe(Cursor& in) {
  Describe* describe = in.make<Describe>();
  const uint32_t start = in.start();
  in.skip();
  TRY(parse_described(in, *describe));
  describe->properties = TRY(parse_properties(in));
  return finish_statement(in, describe, start);
}

}  // namespace mockhaus::sql
