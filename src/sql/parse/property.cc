// Properties, options and clauses that are kept as written (ast/property.h).
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

Result<PropertyValue> parse_list_value(Cursor& in);

PropertyValue token_value(Cursor& in, PropertyValueKind kind, std::string_view text) {
  PropertyValue value;
  value.kind = kind;
  value.text = text;
  value.span = in.span_of(in.peek());
  in.skip();
  return value;
}

PropertyValue one_word(Cursor& in) {
  const Identifier word = in.identifier(in.peek());
  PropertyValue value = token_value(in, PropertyValueKind::name, word.text);
  value.name.parts = in.list(std::vector<Identifier>{word});
  value.name.span = value.span;
  return value;
}

// word { . word }
Result<PropertyValue> parse_name_value(Cursor& in) {
  PropertyValue value;
  value.kind = PropertyValueKind::name;
  value.name = TRY(parse_object_name(in, NameUse::any));
  value.span = value.name.span;
  if (value.name.parts.size() == 1) value.text = value.name.parts[0].text;
  return value;
}

Result<PropertyValue> parse_expression_value(Cursor& in) {
  PropertyValue value;
  const uint32_t start = in.start();
  value.kind = PropertyValueKind::expression;
  value.expression = TRY(parse_postfix(in));
  value.span = in.span_from(start);
  return value;
}

bool at_assignment(const Cursor& in, size_t ahead) {
  return in.at(TokenKind::equal, ahead) || in.at(TokenKind::double_arrow, ahead);
}

// NAME = value [,] ..
Result<PropertyValue> parse_nested_properties(Cursor& in) {
  PropertyValue value;
  value.kind = PropertyValueKind::properties;
  std::vector<Property> properties;
  while (!in.at(TokenKind::right_paren)) {
    const Property property = TRY(parse_property(in));
    properties.push_back(property);
    in.take(TokenKind::comma);
  }
  value.properties = in.list(properties);
  return value;
}

// One value of a list, or a symbol that stands between values.
Result<PropertyValue> parse_item(Cursor& in) {
  const Token& token = in.peek();
  switch (token.kind) {
    case TokenKind::word:
      if (in.at(TokenKind::left_paren, 1) && !in.at(Keyword::identifier)) {
        return one_word(in);  // what the parentheses hold comes as the next item
      }
      return parse_name_value(in);
    case TokenKind::quoted_name: return parse_name_value(in);
    case TokenKind::string:
    case TokenKind::dollar_string:
    case TokenKind::number:
    case TokenKind::stage:
    case TokenKind::variable:
    case TokenKind::question:
    case TokenKind::left_paren: return parse_property_value(in);
    case TokenKind::end:
    case TokenKind::unknown:
    case TokenKind::unterminated: return in.unexpected();
    default: return token_value(in, PropertyValueKind::symbol, in.source(token));
  }
}

// ( ) | ( NAME = value .. ) | ( query ) | ( item [,] .. )
Result<PropertyValue> parse_list_value(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  const uint32_t start = in.start();
  TRY(in.expect(TokenKind::left_paren));
  PropertyValue value;
  const bool named = in.at(TokenKind::word) || in.at(TokenKind::quoted_name) ||
                     in.at(TokenKind::string);
  if (at_query(in)) {
    value.kind = PropertyValueKind::query;
    value.query = TRY(parse_query(in));
  } else if (named && at_assignment(in, 1)) {
    value = TRY(parse_nested_properties(in));
  } else {
    value.kind = PropertyValueKind::list;
    std::vector<PropertyValue> items;
    while (!in.at(TokenKind::right_paren)) {
      const bool comma = in.take(TokenKind::comma);
      if (comma && in.at(TokenKind::right_paren)) break;
      PropertyValue item = TRY(parse_item(in));
      item.comma = comma;
      items.push_back(item);
    }
    value.items = in.list(items);
  }
  TRY(in.expect(TokenKind::right_paren));
  value.span = in.span_from(start);
  return value;
}

// Names of several words that commands ask for as one.
constexpr std::string_view word_pairs[][2] = {
    {"COPY", "GRANTS"}, {"COPY", "TAGS"}, {"PARTITION", "BY"}, {"EXECUTE", "AS"},
};
constexpr std::string_view joined_pairs[] = {"COPY GRANTS", "COPY TAGS", "PARTITION BY",
                                             "EXECUTE AS"};

// {word | 'text'} [= value]
Result<Property> parse_named_property(Cursor& in) {
  Property property;
  if (in.at(TokenKind::word)) {
    for (size_t i = 0; i < std::size(joined_pairs); ++i) {
      if (in.at(word_pairs[i][0]) && in.at(word_pairs[i][1], 1)) {
        property.name = joined_pairs[i];
        in.skip(2);
        return property;
      }
    }
  }
  property.quoted = in.at(TokenKind::quoted_name);
  property.text_name = in.at(TokenKind::string);
  property.name = property.text_name ? in.string_text(in.peek()) : in.identifier(in.peek()).text;
  in.skip();
  if (in.at(TokenKind::equal) || in.at(TokenKind::double_arrow)) {
    in.skip();
    property.equals = true;
    property.value = TRY(parse_property_value(in));
  }
  return property;
}

}  // namespace

// 'text' | number | @stage | ( .. ) | name | $variable | :bind | call ( .. )
Result<PropertyValue> parse_property_value(Cursor& in) {
  const Token& token = in.peek();
  switch (token.kind) {
    case TokenKind::string:
      return token_value(in, PropertyValueKind::string, in.string_text(token));
    case TokenKind::dollar_string: {
      PropertyValue value = token_value(in, PropertyValueKind::string, in.string_text(token));
      value.dollar_quoted = true;
      return value;
    }
    case TokenKind::number: return token_value(in, PropertyValueKind::number, in.source(token));
    case TokenKind::plus:
    case TokenKind::minus: {
      PropertyValue value;
      const uint32_t start = in.start();
      value.kind = PropertyValueKind::number;
      value.text = TRY(in.expect_signed_number());
      value.span = in.span_from(start);
      return value;
    }
    case TokenKind::stage: return token_value(in, PropertyValueKind::stage, in.source(token));
    case TokenKind::left_paren: return parse_list_value(in);
    case TokenKind::word:
      // TRUE (a, b) is a value and the list of columns after it.
      if (in.at(TokenKind::left_paren, 1) && !in.at(Keyword::identifier) &&
          !in.at(Keyword::true_) && !in.at(Keyword::false_)) {
        return parse_expression_value(in);
      }
      return parse_name_value(in);
    case TokenKind::quoted_name: return parse_name_value(in);
    case TokenKind::variable:
    case TokenKind::positional:
    case TokenKind::question:
    case TokenKind::colon:
    case TokenKind::left_brace:
    case TokenKind::left_bracket: return parse_expression_value(in);
    default: return in.unexpected();
  }
}

// NAME = value | NAME | a value or symbol that stands alone
Result<Property> parse_property(Cursor& in) {
  const uint32_t start = in.start();
  Property property;
  if (in.at(TokenKind::dot)) return in.unexpected();
  const bool named = in.at(TokenKind::word) || in.at(TokenKind::quoted_name);
  if ((named && !in.at(TokenKind::dot, 1)) ||
      (in.at(TokenKind::string) && at_assignment(in, 1))) {
    property = TRY(parse_named_property(in));
  } else {
    property.value = TRY(parse_item(in));
  }
  property.span = in.span_from(start);
  return property;
}

Result<List<const Property>> parse_properties(Cursor& in, Stop stop) {
  std::vector<Property> properties;
  while (!at_statement_end(in) && (stop == nullptr || !stop(in))) {
    // A = 1, B = 2 is the same as A = 1 B = 2.
    const bool between = !properties.empty() && properties.back().equals &&
                         in.at(TokenKind::comma) && in.at(TokenKind::word, 1) &&
                         at_assignment(in, 2);
    if (between) in.skip();
    const Property property = TRY(parse_property(in));
    properties.push_back(property);
  }
  return in.list(properties);
}

// word { word }, ..
Result<List<const Property>> parse_property_names(Cursor& in) {
  std::vector<Property> properties;
  do {
    Property property;
    const uint32_t start = in.start();
    const Identifier first = TRY(in.expect_name(NameUse::any));
    property.name = first.text;
    property.quoted = first.quoted;
    std::string words(first.text);
    while (in.at(TokenKind::word)) {
      words.append(" ").append(in.word_text(in.peek()));
      in.skip();
    }
    if (words != first.text) property.name = in.arena().text(words);
    property.span = in.span_from(start);
    properties.push_back(property);
  } while (in.take(TokenKind::comma));
  return in.list(properties);
}

bool at_tags(const Cursor& in) {
  const size_t with = in.at(Keyword::with) ? 1 : 0;
  return in.at("TAG", with) && in.at(TokenKind::left_paren, with + 1);
}

Result<List<const TagValue>> parse_tags(Cursor& in) {
  in.take(Keyword::with);
  in.skip();
  TRY(in.expect(TokenKind::left_paren));
  const List<const TagValue> tags = TRY(parse_tag_values(in));
  TRY(in.expect(TokenKind::right_paren));
  return tags;
}

Result<List<const TagValue>> parse_tag_values(Cursor& in) {
  return parse_comma_list<TagValue>(in, [](Cursor& at) -> Result<TagValue> {
    TagValue tag;
    tag.name = TRY(parse_object_name(at, NameUse::any));
    TRY(at.expect(TokenKind::equal));
    tag.value = TRY(at.expect_string());
    return tag;
  });
}

Result<List<const TagValue>> parse_tag_names(Cursor& in) {
  return parse_comma_list<TagValue>(in, [](Cursor& at) -> Result<TagValue> {
    TagValue tag;
    tag.name = TRY(parse_object_name(at, NameUse::any));
    return tag;
  });
}

}  // namespace mockhaus::sql
