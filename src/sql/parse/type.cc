// Names of types.
#include <algorithm>

#include "sql/parse/rules.h"

namespace mockhaus::sql {

namespace {

struct WordRun {
  std::string_view words[5];
  std::string_view name;
};

// Types of several words. Longer ones first where one starts with another.
constexpr WordRun word_runs[] = {
    {{"CHAR", "VARYING"}, "CHAR VARYING"},
    {{"CHARACTER", "VARYING"}, "CHARACTER VARYING"},
    {{"DOUBLE", "PRECISION"}, "DOUBLE PRECISION"},
    {{"NATIONAL", "CHARACTER", "VARYING"}, "NATIONAL CHARACTER VARYING"},
    {{"NCHAR", "VARYING"}, "NCHAR VARYING"},
};

// What may stand after TIME or TIMESTAMP and its precision.
constexpr WordRun zone_runs[] = {
    {{"WITH", "LOCAL", "TIME", "ZONE"}, "WITH LOCAL TIME ZONE"},
    {{"WITH", "TIME", "ZONE"}, "WITH TIME ZONE"},
    {{"WITHOUT", "TIME", "ZONE"}, "WITHOUT TIME ZONE"},
};

template <size_t count>
std::string_view take_run(Cursor& in, const WordRun (&runs)[count]) {
  for (const WordRun& run : runs) {
    size_t length = 0;
    while (length < 5 && !run.words[length].empty() && in.at(run.words[length], length)) ++length;
    if (length < 5 && !run.words[length].empty()) continue;
    in.skip(length);
    return run.name;
  }
  return {};
}

Result<bool> parse_not_null(Cursor& in) {
  if (!in.at(Keyword::not_) || !in.at(Keyword::null, 1)) return false;
  in.skip(2);
  return true;
}

// [name] type [NOT NULL]
Result<TypeName::Field> parse_field(Cursor& in, bool named) {
  TypeName::Field field;
  if (named) field.name = TRY(in.expect_name(NameUse::any));
  field.type = TRY(parse_type(in));
  field.not_null = TRY(parse_not_null(in));
  return field;
}

// ( number, .. )
Result<Done> parse_numbers(Cursor& in, std::vector<int64_t>& numbers) {
  TRY(in.expect(TokenKind::left_paren));
  if (in.take(TokenKind::right_paren)) return Done{};
  do {
    auto number = TRY(in.expect_integer());
    numbers.push_back(number);
  } while (in.take(TokenKind::comma));
  return in.expect(TokenKind::right_paren);
}

// ARRAY(T), MAP(K, V), OBJECT(name T, ..), VECTOR(T, n)
Result<Done> parse_fields(Cursor& in, TypeName& type) {
  const bool object = type.name == "OBJECT";
  std::vector<TypeName::Field> fields;
  TRY(in.expect(TokenKind::left_paren));
  if (in.take(TokenKind::right_paren)) return Done{};
  do {
    if (in.at(TokenKind::number)) {
      const int64_t dimension = TRY(in.expect_integer());
      type.arguments = in.list(std::vector<int64_t>{dimension});
    } else {
      auto field = TRY(parse_field(in, object));
      fields.push_back(field);
    }
  } while (in.take(TokenKind::comma));
  type.fields = in.list(fields);
  return in.expect(TokenKind::right_paren);
}

// INTERVAL [YEAR|MONTH|DAY|..[(p)] [TO ..[(p)]]]; absent precisions are -1 when one is given.
Result<Done> parse_interval(Cursor& in, TypeName& type) {
  std::string name(type.name);
  std::vector<int64_t> precisions;
  bool given = false;
  for (bool more = in.at_name(NameUse::expression) && !in.at(Keyword::collate); more;) {
    name += ' ';
    name += in.word_text(in.peek());
    in.skip();
    precisions.push_back(-1);
    if (in.take(TokenKind::left_paren)) {
      precisions.back() = TRY(in.expect_integer());
      given = true;
      TRY(in.expect(TokenKind::right_paren));
    }
    more = precisions.size() == 1 && in.take(Keyword::to);
    if (more) name += " TO";
  }
  type.name = in.arena().text(name);
  if (given) type.arguments = in.list(precisions);
  return Done{};
}

Result<Done> parse_simple(Cursor& in, TypeName& type) {
  const bool clock = type.name == "TIME" || type.name == "TIMESTAMP";
  if (in.at(TokenKind::left_paren)) {
    std::vector<int64_t> numbers;
    TRY(parse_numbers(in, numbers));
    type.arguments = in.list(numbers);
  }
  if (clock) {
    const std::string_view zone = take_run(in, zone_runs);
    if (!zone.empty()) {
      type.name = in.arena().text(std::string(type.name) + " " + std::string(zone));
    }
  }
  return Done{};
}

// A quoted name that is no plain word keeps its quotes, so that no type is meant by it.
std::string spelled(const Identifier& part) {
  const auto is_plain = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
  };
  if (!part.quoted || std::ranges::all_of(part.text, is_plain)) return std::string(part.text);
  std::string text = "\"";
  for (const char c : part.text) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

}  // namespace

// word { word } [ ( .. ) ]; unknown names are kept for the analyzer to refuse (002040).
Result<const TypeName*> parse_type(Cursor& in) {
  Nesting nesting(in);
  TRY(nesting.check());
  TypeName* type = in.make<TypeName>();
  const uint32_t start = in.start();
  type->name = take_run(in, word_runs);
  if (type->name.empty()) {
    const List<const Identifier> parts = TRY(parse_dotted_name(in, NameUse::expression));
    std::string joined;
    for (const Identifier& part : parts) {
      joined.append(joined.empty() ? "" : ".").append(spelled(part));
    }
    type->name = in.arena().text(joined);
  }
  const bool composed = type->name == "ARRAY" || type->name == "MAP" || type->name == "OBJECT" ||
                        type->name == "VECTOR";
  if (composed && in.at(TokenKind::left_paren)) {
    TRY(parse_fields(in, *type));
  } else if (type->name == "INTERVAL") {
    TRY(parse_interval(in, *type));
  } else {
    TRY(parse_simple(in, *type));
  }
  type->span = in.span_from(start);
  return type;
}

Result<List<const TypeName* const>> parse_argument_types(Cursor& in) {
  std::vector<const TypeName*> types;
  TRY(in.expect(TokenKind::left_paren));
  if (!in.at(TokenKind::right_paren)) {
    do {
      auto type = TRY(parse_type(in));
      types.push_back(type);
    } while (in.take(TokenKind::comma));
  }
  TRY(in.expect(TokenKind::right_paren));
  return List<const TypeName* const>(in.list(types));
}

}  // namespace mockhaus::sql
