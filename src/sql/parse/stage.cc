// PUT, GET, LIST, REMOVE, COPY INTO.
#include "sql/parse/statements.h"

namespace mockhaus::sql {

namespace {

bool at_location(const Cursor& in) {
  return in.at(TokenKind::stage) || in.at_string() || in.at(TokenKind::file_uri);
}

// @stage/path | 'text' | file:///path | :bind | $variable | ?
Result<Location> parse_location(Cursor& in) {
  Location location;
  location.span = in.span_of(in.peek());
  if (at_location(in)) {
    location.quoted = in.at_string();
    location.text = location.quoted ? in.string_text(in.peek()) : in.source(in.peek());
    in.skip();
    return location;
  }
  const bool variable = in.at(TokenKind::variable) || in.at(TokenKind::question) ||
                        in.at(TokenKind::colon) ||
                        (in.at(Keyword::identifier) && in.at(TokenKind::left_paren, 1));
  if (!variable) return in.unexpected();
  location.variable = TRY(parse_primary(in));
  return location;
}

// COPY INTO table [( columns )] [FROM {location | ( query )}] { option }; COPY INTO is taken.
StatementResult parse_copy_into_table(Cursor& in, uint32_t start) {
  CopyIntoTable* copy = in.make<CopyIntoTable>();
  copy->table = TRY(parse_object_name(in));
  if (in.at(TokenKind::left_paren)) copy->columns = TRY(parse_column_names(in));
  if (in.take(Keyword::from)) {
    if (in.at(TokenKind::left_paren)) {
      copy->query = TRY(parse_parenthesized_query(in));
    } else {
      copy->has_source = true;
      copy->source = TRY(parse_location(in));
    }
  }
  copy->options = TRY(parse_properties(in));
  return finish_statement(in, copy, start);
}

// COPY INTO location FROM {table | ( query )} [PARTITION BY ( e )] { option }; COPY INTO is taken.
StatementResult parse_copy_into_location(Cursor& in, uint32_t start) {
  CopyIntoLocation* copy = in.make<CopyIntoLocation>();
  copy->target = TRY(parse_location(in));
  TRY(in.expect(Keyword::from));
  if (in.at(TokenKind::left_paren)) {
    copy->query = TRY(parse_parenthesized_query(in));
  } else {
    copy->table = TRY(parse_object_name(in));
  }
  std::vector<Property> options;
  while (!at_statement_end(in)) {
    if (in.take("PARTITION", "BY")) {
      copy->partition_by = TRY(parse_expression(in));
    } else {
      const Property option = TRY(parse_property(in));
      options.push_back(option);
    }
  }
  copy->options = in.list(options);
  return finish_statement(in, copy, start);
}

}  // namespace

// COPY INTO .. | COPY FILES ..
StatementResult parse_copy(Cursor& in) {
  const uint32_t start = in.start();
  if (in.at("FILES", 1)) return parse_generic(in);
  in.skip();
  TRY(in.expect(Keyword::into));
  const bool location = at_location(in) || in.at(TokenKind::variable);
  return location ? parse_copy_into_location(in, start) : parse_copy_into_table(in, start);
}

// PUT file location { option }
StatementResult parse_put(Cursor& in) {
  Put* put = in.make<Put>();
  const uint32_t start = in.start();
  in.skip();
  put->file = TRY(parse_location(in));
  put->stage = TRY(parse_location(in));
  put->options = TRY(parse_properties(in));
  return finish_statement(in, put, start);
}

// GET location file { option }
StatementResult parse_get(Cursor& in) {
  Get* get = in.make<Get>();
  const uint32_t start = in.start();
  in.skip();
  get->stage = TRY(parse_location(in));
  get->file = TRY(parse_location(in));
  get->options = TRY(parse_properties(in));
  return finish_statement(in, get, start);
}

// {LIST | LS} location { option }
StatementResult parse_list(Cursor& in) {
  ListFiles* node = in.make<ListFiles>();
  const uint32_t start = in.start();
  in.skip();
  node->stage = TRY(parse_location(in));
  node->options = TRY(parse_properties(in));
  return finish_statement(in, node, start);
}

// {REMOVE | RM} location { option }
StatementResult parse_remove(Cursor& in) {
  RemoveFiles* node = in.make<RemoveFiles>();
  const uint32_t start = in.start();
  in.skip();
  node->stage = TRY(parse_location(in));
  node->options = TRY(parse_properties(in));
  return finish_statement(in, node, start);
}

}  // namespace mockhaus::sql
