#include <algorithm>

// Columns of tables and views: type, default, constraints, policies, tags.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

struct WordsRow {
  std::string_view words[3];
  std::string_view name;
};

// What may follow a constraint, in any order.
constexpr WordsRow constraint_words[] = {
    {{"ENFORCED"}, "ENFORCED"},
    {{"NOT", "ENFORCED"}, "NOT ENFORCED"},
    {{"DEFERRABLE"}, "DEFERRABLE"},
    {{"NOT", "DEFERRABLE"}, "NOT DEFERRABLE"},
    {{"INITIALLY", "DEFERRED"}, "INITIALLY DEFERRED"},
    {{"INITIALLY", "IMMEDIATE"}, "INITIALLY IMMEDIATE"},
    {{"ENABLE"}, "ENABLE"},
    {{"DISABLE"}, "DISABLE"},
    {{"VALIDATE"}, "VALIDATE"},
    {{"NOVALIDATE"}, "NOVALIDATE"},
    {{"RELY"}, "RELY"},
    {{"NORELY"}, "NORELY"},
    {{"MATCH", "FULL"}, "MATCH FULL"},
    {{"MATCH", "SIMPLE"}, "MATCH SIMPLE"},
    {{"MATCH", "PARTIAL"}, "MATCH PARTIAL"},
};
// After ON DELETE and ON UPDATE.
constexpr WordsRow reaction_words[] = {
    {{"CASCADE"}, "CASCADE"},        {{"SET", "NULL"}, "SET NULL"},
    {{"SET", "DEFAULT"}, "SET DEFAULT"}, {{"RESTRICT"}, "RESTRICT"},
    {{"NO", "ACTION"}, "NO ACTION"},
};

template <size_t count>
std::string_view take_words(Cursor& in, const WordsRow (&rows)[count]) {
  for (const WordsRow& row : rows) {
    size_t length = 0;
    while (length < 3 && !row.words[length].empty() && in.at(row.words[length], length)) ++length;
    if (length < 3 && !row.words[length].empty()) continue;
    in.skip(length);
    return row.name;
  }
  return {};
}

// ENFORCED | ON DELETE CASCADE | .. | COMMENT 'text'
Result<bool> take_constraint_property(Cursor& in, std::vector<Property>& properties,
                                      bool beside_column) {
  Property property;
  const uint32_t start = in.start();
  if (in.at(Keyword::on) && (in.at(Keyword::delete_, 1) || in.at(Keyword::update, 1))) {
    const std::string first = in.at(Keyword::delete_, 1) ? "ON DELETE " : "ON UPDATE ";
    in.skip(2);
    const std::string_view reaction = take_words(in, reaction_words);
    if (reaction.empty()) return in.unexpected();
    property.name = in.arena().text(first + std::string(reaction));
  } else if (!beside_column && in.at(Keyword::comment) && in.at_string(1)) {
    in.skip();
    property.name = "COMMENT";
    property.value.kind = PropertyValueKind::string;
    property.value.text = TRY(in.expect_string());
  } else {
    property.name = take_words(in, constraint_words);
    if (property.name.empty()) return false;
  }
  property.span = in.span_from(start);
  properties.push_back(property);
  return true;
}

// REFERENCES table [( columns )]
Result<Done> parse_references(Cursor& in, Constraint& constraint) {
  TRY(in.expect(Keyword::references));
  constraint.kind = ConstraintKind::foreign_key;
  constraint.references = TRY(parse_object_name(in));
  if (in.at(TokenKind::left_paren)) constraint.referenced_columns = TRY(parse_column_names(in));
  return Done{};
}

// PRIMARY KEY | UNIQUE | FOREIGN KEY .. REFERENCES .. | CHECK ( e )
Result<Done> parse_constraint_kind(Cursor& in, Constraint& constraint, bool beside_column) {
  if (in.take(Keyword::check)) {
    constraint.kind = ConstraintKind::check;
    TRY(in.expect(TokenKind::left_paren));
    constraint.check = TRY(parse_expression(in));
    return in.expect(TokenKind::right_paren);
  }
  if (in.at(Keyword::references)) return parse_references(in, constraint);
  if (in.take("FOREIGN", "KEY")) {
    if (in.at(TokenKind::left_paren)) constraint.columns = TRY(parse_column_names(in));
    return parse_references(in, constraint);
  }
  if (in.take(Keyword::unique)) {
    constraint.kind = ConstraintKind::unique;
  } else {
    TRY(in.expect(Keyword::primary));
    TRY(in.expect(Keyword::key));
  }
  if (!beside_column && in.at(TokenKind::left_paren)) {
    constraint.columns = TRY(parse_column_names(in));
  }
  return Done{};
}

// True where a column has no type: its name ends the definition or an option follows.
bool at_column_option(const Cursor& in) {
  if (in.at(TokenKind::comma) || in.at(TokenKind::right_paren)) return true;
  if (in.at(Keyword::not_) || in.at(Keyword::with) || at_constraint(in) || at_policy_use(in) ||
      at_tags(in)) {
    return true;
  }
  return (in.at(Keyword::comment) && in.at_string(1)) || in.at(Keyword::as);
}

// [GENERATED ALWAYS] AS ( e ) [VIRTUAL]
Result<Done> parse_generated(Cursor& in, ColumnDefinition& column) {
  in.take("GENERATED", "ALWAYS");
  TRY(in.expect(Keyword::as));
  column.generated = TRY(parse_expression(in));
  in.take("VIRTUAL");
  return Done{};
}

// What was collected while reading the options of a column.
struct ColumnParts {
  std::vector<Constraint> constraints;
  std::vector<PolicyUse> policies;
  std::vector<TagValue> tags;
};

// One option of a column; false if none stands here.
Result<bool> take_column_option(Cursor& in, ColumnDefinition& column, ColumnParts& parts) {
  if (in.at(Keyword::not_) && in.at(Keyword::null, 1)) {
    in.skip(2);
    column.not_null = true;
  } else if (in.take(Keyword::null)) {
    column.nullable = true;
  } else if (in.take(Keyword::collate)) {
    column.has_collation = true;
    column.collation = TRY(in.expect_string());
  } else if (in.take(Keyword::default_)) {
    column.default_value = TRY(parse_expression(in));
  } else if (in.at(Keyword::autoincrement) || in.at(Keyword::identity)) {
    in.skip();
    column.autoincrement = TRY(parse_autoincrement(in));
  } else if (in.at(Keyword::as) || in.at("GENERATED")) {
    TRY(parse_generated(in, column));
  } else if (at_policy_use(in)) {
    const PolicyUse policy = TRY(parse_policy_use(in));
    parts.policies.push_back(policy);
  } else if (at_tags(in)) {
    const List<const TagValue> tags = TRY(parse_tags(in));
    parts.tags.insert(parts.tags.end(), tags.begin(), tags.end());
  } else if (in.take(Keyword::comment)) {
    in.take(TokenKind::equal);
    column.has_comment = true;
    column.comment = TRY(in.expect_string());
  } else if (at_constraint(in)) {
    const Constraint constraint = TRY(parse_constraint(in, true));
    parts.constraints.push_back(constraint);
  } else {
    return false;
  }
  return true;
}

// ( start , step ) | [START [WITH] [=] n] [INCREMENT [BY] [=] n] [ORDER | NOORDER]
Result<Done> parse_autoincrement_pair(Cursor& in, Autoincrement& numbers) {
  TRY(in.expect(TokenKind::left_paren));
  numbers.start = TRY(in.expect_signed_number());
  TRY(in.expect(TokenKind::comma));
  numbers.increment = TRY(in.expect_signed_number());
  return in.expect(TokenKind::right_paren);
}

}  // namespace

bool at_constraint(const Cursor& in) {
  if (in.at(Keyword::unique)) return true;
  if (in.at(Keyword::constraint) && in.at_name(NameUse::any, 1)) return true;
  if (in.at(Keyword::references) && in.at_name(NameUse::any, 1)) return true;
  if (in.at(Keyword::check)) return in.at(TokenKind::left_paren, 1);
  return (in.at(Keyword::primary) || in.at(Keyword::foreign)) && in.at(Keyword::key, 1);
}

// [CONSTRAINT name] kind { property }
Result<Constraint> parse_constraint(Cursor& in, bool beside_column) {
  Constraint constraint;
  const uint32_t start = in.start();
  if (in.take(Keyword::constraint)) constraint.name = TRY(in.expect_name(NameUse::column));
  TRY(parse_constraint_kind(in, constraint, beside_column));
  std::vector<Property> properties;
  for (bool more = true; more;) {
    more = TRY(take_constraint_property(in, properties, beside_column));
  }
  constraint.properties = in.list(properties);
  constraint.span = in.span_from(start);
  return constraint;
}

// [WITH] {MASKING | ROW ACCESS | PROJECTION | AGGREGATION | JOIN | PRIVACY | STORAGE LIFECYCLE}
// POLICY
bool at_policy_use(const Cursor& in) {
  const size_t with = in.at(Keyword::with) ? 1 : 0;
  if (in.at("POLICY", with + 1)) {
    constexpr std::string_view kinds[] = {"MASKING", "PROJECTION", "AGGREGATION", "JOIN",
                                          "PRIVACY"};
    return std::ranges::any_of(kinds, [&](std::string_view kind) { return in.at(kind, with); });
  }
  return in.at("POLICY", with + 2) && (in.at("ROW", with) || in.at("STORAGE", with));
}

// [WITH] kind POLICY name [{USING | ON | ENTITY KEY | ALLOWED JOIN KEYS} ( columns )]
Result<PolicyUse> parse_policy_use(Cursor& in) {
  PolicyUse policy;
  in.take(Keyword::with);
  if (in.take("ROW", "ACCESS")) {
    policy.kind = "ROW ACCESS";
  } else if (in.take("STORAGE", "LIFECYCLE")) {
    policy.kind = "STORAGE LIFECYCLE";
  } else {
    policy.kind = in.word_text(in.peek());
    in.skip();
  }
  TRY(in.expect("POLICY"));
  policy.name = TRY(parse_object_name(in, NameUse::any));
  if (in.take(Keyword::using_)) {
    policy.columns_words = "USING";
  } else if (in.take(Keyword::on)) {
    policy.columns_words = "ON";
  } else if (in.take("ENTITY", "KEY")) {
    policy.columns_words = "ENTITY KEY";
  } else if (in.take("ALLOWED", "JOIN", "KEYS")) {
    policy.columns_words = "ALLOWED JOIN KEYS";
  } else {
    return policy;
  }
  policy.columns = TRY(parse_column_names(in));
  return policy;
}

Result<bool> take_sequence_number(Cursor& in, Autoincrement& numbers) {
  if (in.take(Keyword::start)) {
    in.take(Keyword::with);
    in.take(TokenKind::equal);
    numbers.start = TRY(in.expect_signed_number());
  } else if (in.take(Keyword::increment)) {
    in.take(Keyword::by);
    in.take(TokenKind::equal);
    numbers.increment = TRY(in.expect_signed_number());
  } else if (in.take(Keyword::order)) {
    numbers.order = SequenceOrder::order;
  } else if (in.take("NOORDER")) {
    numbers.order = SequenceOrder::noorder;
  } else {
    return false;
  }
  return true;
}

Result<const Autoincrement*> parse_autoincrement(Cursor& in) {
  Autoincrement* numbers = in.make<Autoincrement>();
  if (in.at(TokenKind::left_paren)) TRY(parse_autoincrement_pair(in, *numbers));
  for (bool more = true; more;) {
    more = TRY(take_sequence_number(in, *numbers));
  }
  return numbers;
}

// name [type] { option }
Result<ColumnDefinition> parse_column_definition(Cursor& in) {
  ColumnDefinition column;
  ColumnParts parts;
  const uint32_t start = in.start();
  column.name = TRY(in.expect_name(NameUse::column));
  if (!at_column_option(in) && !at_statement_end(in)) column.type = TRY(parse_type(in));
  for (bool more = true; more;) {
    more = TRY(take_column_option(in, column, parts));
  }
  column.constraints = in.list(parts.constraints);
  column.policies = in.list(parts.policies);
  column.tags = in.list(parts.tags);
  column.span = in.span_from(start);
  return column;
}

}  // namespace mockhaus::sql
