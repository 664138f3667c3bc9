// ALTER, DROP, UNDROP and COMMENT of objects.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

bool takes_argument_types(std::string_view kind) {
  return kind.ends_with("FUNCTION") || kind == "PROCEDURE";
}

// MODIFY {AS statement | WHEN e} of tasks, SET BODY -> e of policies
Result<bool> take_body(Cursor& in, AlterObject& object) {
  const bool task = object.object_kind == "TASK";
  std::vector<Property> words;
  const auto keep = [&](std::string_view word) {
    Property property;
    property.name = word;
    words.push_back(property);
  };
  if (task && in.take("MODIFY", "AS")) {
    keep("MODIFY");
    keep("AS");
    object.body = TRY(parse_body_statement(in));
  } else if (task && in.take("MODIFY", "WHEN")) {
    keep("MODIFY");
    keep("WHEN");
    object.condition = TRY(parse_expression(in));
  } else if (in.take("SET", "BODY")) {
    TRY(in.expect(TokenKind::arrow));
    keep("SET");
    keep("BODY");
    object.condition = TRY(parse_expression(in));
  } else {
    return false;
  }
  object.properties = in.list(words);
  return true;
}

// RENAME TO .. | SWAP WITH .. | SET .. | UNSET .. | clauses
Result<Done> parse_object_action(Cursor& in, AlterObject& object) {
  const bool body = TRY(take_body(in, object));
  if (body) return Done{};
  if (in.take("RENAME", "TO")) {
    object.action = AlterObjectKind::rename_to;
    object.new_name = TRY(parse_object_name(in, NameUse::any));
  } else if (in.take("SWAP", "WITH")) {
    object.action = AlterObjectKind::swap_with;
    object.new_name = TRY(parse_object_name(in));
  } else if (in.take("SET", "TAG")) {
    object.action = AlterObjectKind::set_tags;
    object.tags = TRY(parse_tag_values(in));
  } else if (in.take("UNSET", "TAG")) {
    object.action = AlterObjectKind::unset_tags;
    object.tags = TRY(parse_tag_names(in));
  } else if (in.take(Keyword::set)) {
    object.action = AlterObjectKind::set_properties;
    object.properties = TRY(parse_properties(in));
  } else if (in.take(Keyword::unset)) {
    object.action = AlterObjectKind::unset_properties;
    object.properties = TRY(parse_property_names(in));
  } else {
    if (at_statement_end(in)) return in.unexpected();
    object.properties = TRY(parse_properties(in));
  }
  return Done{};
}

// Words that cannot be the name: ALTER ACCOUNT SET .., ALTER USER SET .. mean the current one.
bool at_action(const Cursor& in) {
  return in.at(Keyword::set) || in.at(Keyword::unset) ||
         (in.at("RENAME") && in.at_name(NameUse::any, 1)) ||
         ((in.at("ADD") || in.at("REMOVE")) && in.at(TokenKind::word, 1)) ||
         ((in.at("MODIFY") || in.at("ROTATE")) && (in.at("PAT", 1) || in.at("PROGRAMMATIC", 1)));
}

bool at_table_or_view(const Cursor& in) {
  if (in.at(Keyword::table) || in.at(Keyword::view)) return true;
  if (in.at("MATERIALIZED") && in.at(Keyword::view, 1)) return true;
  const bool typed = in.at("EXTERNAL") || in.at("HYBRID") || in.at("DYNAMIC") || in.at("ICEBERG") ||
                     in.at("EVENT") || in.at("INTERACTIVE");
  return typed && in.at(Keyword::table, 1);
}

Result<Done> parse_optional_types(Cursor& in, std::string_view kind, bool& has_types,
                                  List<const TypeName* const>& types) {
  if (!takes_argument_types(kind) || !in.at(TokenKind::left_paren)) return Done{};
  has_types = true;
  types = TRY(parse_argument_types(in));
  return Done{};
}

}  // namespace

// ALTER {SESSION .. | table .. | kind [IF EXISTS] [name] action}
StatementResult parse_alter(Cursor& in) {
  const uint32_t start = in.start();
  if (in.at("SESSION", 1) && !in.at("POLICY", 2)) return parse_alter_session(in);
  in.skip();
  if (at_table_or_view(in)) {
    const Statement* altered = TRY(parse_alter_table(in));
    const_cast<Statement*>(altered)->span = in.span_from(start);  // still ours
    return altered;
  }
  AlterObject* object = in.make<AlterObject>();
  object->object_kind = take_object_kind(in);
  if (object->object_kind.empty()) return in.unexpected();
  object->if_exists = take_if_exists(in);
  if (!at_action(in)) {
    object->name = TRY(parse_object_name(in, NameUse::any));
    TRY(parse_optional_types(in, object->object_kind, object->has_argument_types,
                             object->argument_types));
  }
  TRY(parse_object_action(in, *object));
  return finish_statement(in, object, start);
}

// DROP kind [IF EXISTS] name [( types )] [CASCADE | RESTRICT] { clause }
StatementResult parse_drop(Cursor& in) {
  Drop* drop = in.make<Drop>();
  const uint32_t start = in.start();
  in.skip();
  drop->object_kind = take_object_kind(in);
  if (drop->object_kind.empty()) return in.unexpected();
  drop->if_exists = take_if_exists(in);
  drop->name = TRY(parse_object_name(in, NameUse::any));
  if (take_if_exists(in)) drop->if_exists = true;
  TRY(parse_optional_types(in, drop->object_kind, drop->has_argument_types, drop->argument_types));
  drop->cascade = in.take("CASCADE");
  drop->restrict = !drop->cascade && in.take("RESTRICT");
  drop->properties = TRY(parse_properties(in));
  return finish_statement(in, drop, start);
}

// UNDROP kind name { clause }
StatementResult parse_undrop(Cursor& in) {
  Undrop* undrop = in.make<Undrop>();
  const uint32_t start = in.start();
  in.skip();
  undrop->object_kind = take_object_kind(in);
  if (undrop->object_kind.empty()) return in.unexpected();
  undrop->name = TRY(parse_object_name(in, NameUse::any));
  undrop->properties = TRY(parse_properties(in));
  return finish_statement(in, undrop, start);
}

// COMMENT [IF EXISTS] ON kind name [( types )] IS 'text'
StatementResult parse_comment(Cursor& in) {
  Comment* comment = in.make<Comment>();
  const uint32_t start = in.start();
  in.skip();
  comment->if_exists = take_if_exists(in);
  TRY(in.expect(Keyword::on));
  comment->object_kind = take_object_kind(in);
  if (comment->object_kind.empty()) return in.unexpected();
  comment->name = TRY(parse_object_name(in, NameUse::any));
  TRY(parse_optional_types(in, comment->object_kind, comment->has_argument_types,
                           comment->argument_types));
  TRY(in.expect(Keyword::is));
  comment->text = TRY(in.expect_string());
  return finish_statement(in, comment, start);
}

}  // namespace mockhaus::sql
