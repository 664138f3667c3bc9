#include "sql/resolve/to_query.h"

#include <map>

#include "sql/errors.h"
#include "sql/lex/lexer.h"
#include "sql/parse/parse.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/outputs.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

struct Texts {
  std::string query;
  // By upper-case name, as they stand in the query: literals.
  std::map<std::string, std::string, std::less<>> values;
};

std::string quoted(std::string_view value) {
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += c == '\\' ? '\\' : '\'';
    text += c;
  }
  return text + "'";
}

bool is_null(const Expression& value) {
  return value.kind == ExpressionKind::literal &&
         as<Literal>(value).literal_kind == LiteralKind::null;
}

Result<Texts> read_arguments(Resolver& r, const FunctionCall& call) {
  Texts texts;
  bool given = false;
  for (const Expression* argument : call.arguments) {
    std::string_view name = "SQL";
    const Expression* value = argument;
    if (argument->kind == ExpressionKind::named_argument) {
      name = as<NamedArgument>(*argument).name.text;
      value = as<NamedArgument>(*argument).value;
    } else if (argument != call.arguments[0]) {
      return errors::unsupported("TO_QUERY with an argument without a name");
    }
    if (name != "SQL" && is_null(*value)) {
      texts.values.emplace(name, "NULL");
      continue;
    }
    const auto text = TRY(constant_text(r, *value));
    if (!text) return errors::needs_constant("TO_QUERY", name, value->span);
    if (name == "SQL") texts.query = *text, given = true;
    else texts.values.emplace(name, quoted(*text));
  }
  if (!given) return errors::not_enough_arguments(r.text_of(call.span), 1, 0, call.span);
  return texts;
}

// Whether the colon at `at` takes a part of the value before it: src:name.
bool is_path(const std::vector<Token>& tokens, size_t at) {
  if (at == 0 || tokens[at - 1].end != tokens[at].begin) return false;
  const TokenKind before = tokens[at - 1].kind;
  return before == TokenKind::word || before == TokenKind::quoted_name ||
         before == TokenKind::right_bracket || before == TokenKind::right_paren;
}

std::string with_values(const Texts& texts) {
  const std::string_view query = texts.query;
  const std::vector<Token> tokens = lex(query);
  std::string out;
  size_t copied = 0;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token& word = tokens[i + 1];
    if (tokens[i].kind != TokenKind::colon || word.kind != TokenKind::word || is_path(tokens, i)) {
      continue;
    }
    std::string buffer;
    const auto name = fold_word(query.substr(word.begin, word.end - word.begin), buffer);
    const auto found = texts.values.find(name);
    if (found == texts.values.end()) continue;
    out += query.substr(copied, tokens[i].begin - copied);
    out += found->second;
    copied = word.end;
  }
  return out.append(query.substr(copied));
}

}  // namespace

bool is_to_query(const FunctionCall& call) {
  return call.name.parts.size() == 1 && call.name.parts[0].text == "TO_QUERY";
}

Result<const BoundRelation*> resolve_to_query(Resolver& r, Scope& scope, const FunctionCall& call,
                                              const TableFunction& table) {
  const Texts texts = TRY(read_arguments(r, call));
  const std::string_view text = r.arena.text(with_values(texts));
  const InsideText inside(r, text);
  const Query* query = TRY(parse_query_text(text, r.arena));
  BoundDerived* derived = make_derived(r, nullptr);
  derived->query = TRY(resolve_query(r, *query, nullptr));
  add_query_columns(r, scope, derived->id, derived->query->outputs,
                    table.has_alias ? table.alias.text : std::string_view());
  return derived;
}

}  // namespace mockhaus::sql
