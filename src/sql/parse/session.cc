// USE, SET, UNSET, ALTER SESSION, transactions.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

struct UseRow {
  std::string_view word;
  UseKind kind;
};
constexpr UseRow use_rows[] = {
    {"DATABASE", UseKind::database},   {"SCHEMA", UseKind::schema}, {"ROLE", UseKind::role},
    {"WAREHOUSE", UseKind::warehouse}, {"CATALOG", UseKind::catalog},
};

// ( e, .. ) as the values of a SET list; a query may give them all at once
Result<ExpressionList> parse_set_values(Cursor& in) {
  const Expression* values = TRY(parse_expression(in));
  if (values->kind == ExpressionKind::row) return as<Row>(*values).items;
  return ExpressionList(in.list(std::vector<const Expression*>{values}));
}

}  // namespace

// USE [DATABASE | SCHEMA | ROLE | WAREHOUSE | CATALOG] name
// USE SECONDARY ROLES {ALL | NONE | name, ..}
StatementResult parse_use(Cursor& in) {
  Use* use = in.make<Use>();
  const uint32_t start = in.start();
  in.skip();
  if (in.take("SECONDARY", "ROLES")) {
    use->use = UseKind::secondary_roles;
    use->name = TRY(parse_object_name(in, NameUse::any));
    std::vector<ObjectName> more;
    while (in.take(TokenKind::comma)) {
      const ObjectName role = TRY(parse_object_name(in, NameUse::any));
      more.push_back(role);
    }
    use->more_roles = in.list(more);
    return finish_statement(in, use, start);
  }
  for (const UseRow& row : use_rows) {
    if (in.at(row.word) && in.at_name(NameUse::any, 1)) {
      in.skip();
      use->use = row.kind;
      break;
    }
  }
  use->name = TRY(parse_object_name(in, NameUse::table));
  return finish_statement(in, use, start);
}

// SET name = e | SET ( name, .. ) = ( e, .. )
StatementResult parse_set(Cursor& in) {
  SetVariables* set = in.make<SetVariables>();
  const uint32_t start = in.start();
  in.skip();
  if (in.at(TokenKind::left_paren)) {
    set->list = true;
    set->names = TRY(parse_parenthesized_list<Identifier>(
        in, [](Cursor& at) { return at.expect_name(NameUse::any); }));
    TRY(in.expect(TokenKind::equal));
    set->values = TRY(parse_set_values(in));
  } else {
    const Identifier name = TRY(in.expect_name(NameUse::any));
    set->names = in.list(std::vector<Identifier>{name});
    TRY(in.expect(TokenKind::equal));
    const Expression* value = TRY(parse_expression(in));
    set->values = in.list(std::vector<const Expression*>{value});
  }
  return finish_statement(in, set, start);
}

// UNSET name | UNSET ( name, .. )
StatementResult parse_unset(Cursor& in) {
  UnsetVariables* unset = in.make<UnsetVariables>();
  const uint32_t start = in.start();
  in.skip();
  const auto parse_name = [](Cursor& at) { return at.expect_name(NameUse::any); };
  if (in.at(TokenKind::left_paren)) {
    unset->names = TRY(parse_parenthesized_list<Identifier>(in, parse_name));
  } else {
    unset->names = TRY(parse_comma_list<Identifier>(in, parse_name));
  }
  return finish_statement(in, unset, start);
}

// ALTER SESSION {SET name = value [,] .. | UNSET name, ..}
StatementResult parse_alter_session(Cursor& in) {
  AlterSession* alter = in.make<AlterSession>();
  const uint32_t start = in.start();
  in.skip(2);
  alter->unset = in.take(Keyword::unset);
  if (alter->unset) {
    alter->properties = TRY(parse_property_names(in));
    return finish_statement(in, alter, start);
  }
  TRY(in.expect(Keyword::set));
  std::vector<Property> properties;
  do {
    Property property;
    const uint32_t property_start = in.start();
    const Identifier name = TRY(in.expect_name(NameUse::any));
    TRY(in.expect(TokenKind::equal));
    property.name = name.text;
    property.equals = true;
    property.value = TRY(parse_property_value(in));
    property.span = in.span_from(property_start);
    properties.push_back(property);
    in.take(TokenKind::comma);
  } while (!at_statement_end(in));
  alter->properties = in.list(properties);
  return finish_statement(in, alter, start);
}

// {BEGIN | START} [WORK | TRANSACTION] [NAME n]
StatementResult parse_start_transaction(Cursor& in) {
  BeginTransaction* begin = in.make<BeginTransaction>();
  const uint32_t start = in.start();
  const bool word_needed = in.at(Keyword::start);
  in.skip();
  if (word_needed) {
    TRY(in.expect("TRANSACTION"));
  } else if (!in.take("TRANSACTION")) {
    in.take("WORK");
  }
  if (in.take("NAME")) begin->name = TRY(in.expect_name(NameUse::any));
  return finish_statement(in, begin, start);
}

// COMMIT [WORK]
StatementResult parse_commit(Cursor& in) {
  Commit* commit = in.make<Commit>();
  const uint32_t start = in.start();
  in.skip();
  in.take("WORK");
  return finish_statement(in, commit, start);
}

// ROLLBACK [WORK]
StatementResult parse_rollback(Cursor& in) {
  Rollback* rollback = in.make<Rollback>();
  const uint32_t start = in.start();
  in.skip();
  in.take("WORK");
  return finish_statement(in, rollback, start);
}

}  // namespace mockhaus::sql
