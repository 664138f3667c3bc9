// CREATE: finds out what is created, and creates what is only a name with properties.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

// OR REPLACE | OR ALTER, then LOCAL, GLOBAL, TEMPORARY, VOLATILE, TRANSIENT, SECURE, RECURSIVE
CreateHead parse_head(Cursor& in) {
  CreateHead head;
  head.or_replace = in.take("OR", "REPLACE");
  head.or_alter = !head.or_replace && in.take("OR", "ALTER");
  std::vector<std::string_view> modifiers;
  for (;;) {
    if (in.at("LOCAL") || in.at("GLOBAL")) {
      in.skip();
    } else if (in.take("TEMPORARY") || in.take("TEMP") || in.take("VOLATILE")) {
      head.temporary = true;
      modifiers.push_back("TEMPORARY");
    } else if (in.take("TRANSIENT")) {
      head.transient = true;
      modifiers.push_back("TRANSIENT");
    } else if (in.take("SECURE")) {
      head.secure = true;
      modifiers.push_back("SECURE");
    } else if (in.take("RECURSIVE")) {
      head.recursive = true;
    } else {
      break;
    }
  }
  head.modifiers = in.list(modifiers);
  return head;
}

bool ends_with_table(const Cursor& in) {
  if (in.at(Keyword::table)) return true;
  if (in.at("ONLINE")) return false;
  const bool typed = in.at("EXTERNAL") || in.at("HYBRID") || in.at("DYNAMIC") || in.at("ICEBERG") ||
                     in.at("EVENT") || in.at("INTERACTIVE");
  return typed && (in.at(Keyword::table, 1) ||
                   (in.at("ICEBERG", 1) && in.at(Keyword::table, 2)));
}

// MASKING POLICY and the like, where a signature follows: AS ( .. ) RETURNS
bool at_signed_policy(const Cursor& in) {
  const bool one = in.at("POLICY", 1) && (in.at("MASKING") || in.at("AGGREGATION") ||
                                          in.at("PROJECTION") || in.at("JOIN") ||
                                          in.at("PRIVACY"));
  return one || (in.at("POLICY", 2) && (in.at("ROW") || in.at("STORAGE")));
}

// The properties of an object with its tags and what it is a clone of.
Result<Done> parse_object_rest(Cursor& in, CreateObject& object) {
  std::vector<TagValue> tags;
  std::vector<Property> properties;
  while (!at_statement_end(in)) {
    if (in.at(Keyword::clone) && object.clone.empty()) {
      in.skip();
      object.clone = TRY(parse_object_name(in));
      object.clone_at = TRY(parse_time_travel(in));
    } else if (at_tags(in)) {
      const List<const TagValue> more = TRY(parse_tags(in));
      tags.insert(tags.end(), more.begin(), more.end());
    } else {
      const Property property = TRY(parse_property(in));
      properties.push_back(property);
    }
  }
  object.tags = in.list(tags);
  object.properties = in.list(properties);
  return Done{};
}

// kind [IF NOT EXISTS] name { property }
StatementResult parse_create_object(Cursor& in, const CreateHead& head) {
  CreateObject* object = in.make<CreateObject>();
  object->or_replace = head.or_replace;
  object->or_alter = head.or_alter;
  object->modifiers = head.modifiers;
  object->object_kind = take_object_kind(in);
  if (object->object_kind.empty()) return in.unexpected();
  object->if_not_exists = take_if_not_exists(in);
  object->name = TRY(parse_object_name(in, NameUse::any));
  TRY(parse_object_rest(in, *object));
  return object;
}

StatementResult parse_created(Cursor& in, const CreateHead& head) {
  if (ends_with_table(in)) return parse_create_table(in, head);
  if (in.at(Keyword::view) || (in.at("MATERIALIZED") && in.at(Keyword::view, 1))) {
    return parse_create_view(in, head);
  }
  const bool marked = in.at("AGGREGATE") || in.at("EXTERNAL");
  if (in.at(Keyword::function) || in.at(Keyword::procedure) ||
      (marked && in.at(Keyword::function, 1))) {
    return parse_create_routine(in, head);
  }
  if (at_signed_policy(in)) return parse_create_policy(in, head);
  if (in.at("SEQUENCE")) return parse_create_sequence(in, head);
  if (in.at("STREAM")) return parse_create_stream(in, head);
  if (in.at(Keyword::task)) return parse_create_task(in, head);
  if (in.at("PIPE")) return parse_create_pipe(in, head);
  if (in.at("ALERT")) return parse_create_alert(in, head);
  return parse_create_object(in, head);
}

}  // namespace

// CREATE head kind ..
StatementResult parse_create(Cursor& in) {
  const uint32_t start = in.start();
  in.skip();
  const CreateHead head = parse_head(in);
  const Statement* created = TRY(parse_created(in, head));
  const_cast<Statement*>(created)->span = in.span_from(start);  // still ours: nobody saw it yet
  return created;
}

// SEQUENCE [IF NOT EXISTS] name [WITH] [CLONE s] { START .. | INCREMENT .. | ORDER | COMMENT = .. }
StatementResult parse_create_sequence(Cursor& in, const CreateHead& head) {
  CreateSequence* sequence = in.make<CreateSequence>();
  sequence->or_replace = head.or_replace;
  sequence->or_alter = head.or_alter;
  in.skip();
  sequence->if_not_exists = take_if_not_exists(in);
  sequence->name = TRY(parse_object_name(in));
  in.take(Keyword::with);
  while (!at_statement_end(in)) {
    in.take(TokenKind::comma);
    const bool number = TRY(take_sequence_number(in, sequence->numbers));
    if (number) continue;
    if (in.take(Keyword::clone)) {
      sequence->clone = TRY(parse_object_name(in));
      sequence->clone_at = TRY(parse_time_travel(in));
    } else {
      TRY(in.expect(Keyword::comment));
      TRY(in.expect(TokenKind::equal));
      sequence->has_comment = true;
      sequence->comment = TRY(in.expect_string());
    }
  }
  return sequence;
}

}  // namespace mockhaus::sql
