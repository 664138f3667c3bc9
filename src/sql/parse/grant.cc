// GRANT and REVOKE.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// word { word } [( columns )]; ALL PRIVILEGES is ALL
Result<Privilege> parse_privilege(Cursor& in) {
  Privilege privilege;
  std::string words;
  while (in.at(TokenKind::word) && !in.at(Keyword::on)) {
    if (!words.empty()) words += ' ';
    words += in.word_text(in.peek());
    in.skip();
  }
  if (words.empty()) return in.unexpected();
  if (words == "ALL PRIVILEGES") words = "ALL";
  privilege.name = in.arena().text(words);
  if (in.at(TokenKind::left_paren)) privilege.columns = TRY(parse_column_names(in));
  return privilege;
}

// The words of a kind that we have no name for: those up to `end`, or all but the last.
Result<std::string_view> parse_kind_words(Cursor& in, Keyword end) {
  std::string words;
  while (in.at(TokenKind::word) && !in.at(end) &&
         (end != Keyword::none || in.at_name(NameUse::any, 1))) {
    if (!words.empty()) words += ' ';
    words += in.word_text(in.peek());
    in.skip();
    if (end == Keyword::none && (in.at(Keyword::to, 1) || in.at(Keyword::from, 1))) break;
  }
  if (words.empty()) return in.unexpected();
  return in.arena().text(words);
}

Result<Done> parse_grant_names(Cursor& in, GrantBody& body) {
  body.names = TRY(parse_comma_list<ObjectName>(
      in, [](Cursor& at) { return parse_object_name(at, NameUse::any); }));
  if (in.at(TokenKind::left_paren)) {
    body.has_argument_types = true;
    body.argument_types = TRY(parse_argument_types(in));
  }
  return Done{};
}

// ACCOUNT | {ALL | FUTURE} kinds IN kind name | kind name; ON is taken.
Result<Done> parse_grant_object(Cursor& in, GrantBody& body) {
  if (in.at("ACCOUNT") && !in.at_name(NameUse::table, 1)) {
    in.skip();
    body.target = GrantTarget::account;
    return Done{};
  }
  if (in.at(Keyword::all) || in.at("FUTURE")) {
    body.target = in.at(Keyword::all) ? GrantTarget::all : GrantTarget::future;
    in.skip();
    body.object_kind = TRY(parse_kind_words(in, Keyword::in));
    TRY(in.expect(Keyword::in));
    body.container_kind = take_object_kind(in);
    if (body.container_kind == "ACCOUNT") return Done{};
    body.container = TRY(parse_object_name(in, NameUse::any));
    return Done{};
  }
  body.target = GrantTarget::object;
  body.object_kind = take_object_kind(in);
  if (body.object_kind.empty()) body.object_kind = TRY(parse_kind_words(in, Keyword::none));
  return parse_grant_names(in, body);
}

// [DATABASE | APPLICATION] ROLE names
bool at_role_grant(const Cursor& in) {
  if (in.at(Keyword::role)) return true;
  return (in.at("DATABASE") || in.at("APPLICATION")) && in.at(Keyword::role, 1);
}

Result<Done> parse_granted(Cursor& in, GrantBody& body) {
  if (at_role_grant(in)) {
    body.target = GrantTarget::role;
    body.object_kind = take_object_kind(in);
    return parse_grant_names(in, body);
  }
  if (in.take("OWNERSHIP")) {
    body.ownership = true;
  } else {
    body.privileges = TRY(parse_comma_list<Privilege>(in, parse_privilege));
  }
  TRY(in.expect(Keyword::on));
  return parse_grant_object(in, body);
}

// [ROLE | USER | DATABASE ROLE | SHARE | ..] name
Result<Done> parse_grantee(Cursor& in, GrantBody& body) {
  const bool kind = in.at_name(NameUse::any, 1) && !in.at(Keyword::with, 1) &&
                    !in.at(Keyword::copy, 1) && !in.at(Keyword::revoke, 1) &&
                    !in.at("CASCADE", 1) && !in.at("RESTRICT", 1);
  if (kind) body.grantee_kind = take_object_kind(in);
  body.grantee = TRY(parse_object_name(in, NameUse::any));
  return Done{};
}

}  // namespace

// GRANT what TO grantee [WITH GRANT OPTION] [{COPY | REVOKE} CURRENT GRANTS]
StatementResult parse_grant(Cursor& in) {
  Grant* grant = in.make<Grant>();
  const uint32_t start = in.start();
  in.skip();
  TRY(parse_granted(in, grant->body));
  TRY(in.expect(Keyword::to));
  TRY(parse_grantee(in, grant->body));
  grant->with_grant_option = in.take("WITH", "GRANT", "OPTION");
  if (in.at("CURRENT", 1) && (in.at(Keyword::copy) || in.at(Keyword::revoke))) {
    grant->current_grants = in.word_text(in.peek());
    in.skip(2);
    TRY(in.expect("GRANTS"));
  }
  return finish_statement(in, grant, start);
}

// REVOKE [GRANT OPTION FOR] what FROM grantee [CASCADE | RESTRICT]
StatementResult parse_revoke(Cursor& in) {
  Revoke* revoke = in.make<Revoke>();
  const uint32_t start = in.start();
  in.skip();
  revoke->grant_option_for = in.take("GRANT", "OPTION", "FOR");
  TRY(parse_granted(in, revoke->body));
  TRY(in.expect(Keyword::from));
  TRY(parse_grantee(in, revoke->body));
  revoke->cascade = in.take("CASCADE");
  revoke->restrict = !revoke->cascade && in.take("RESTRICT");
  return finish_statement(in, revoke, start);
}

}  // namespace mockhaus::sql
