// Texts that nest deeply: an error or a tree, never a crash, on the stack that statements get.
#include <pthread.h>

#include "sql/ast/walk.h"
#include "sql/emit/snowflake.h"
#include "sql/parse/parse.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus;

namespace {

struct Shape {
  const char* name;
  const char *before, *open, *middle, *close, *after;
};

constexpr Shape shapes[] = {
    {"parentheses", "select ", "(", "1", ")", ""},
    {"not", "select ", "not ", "true", "", ""},
    {"minus", "select ", "- ", "1", "", ""},
    {"case", "select ", "case when true then ", "1", " end", ""},
    {"calls", "select ", "f(", "1", ")", ""},
    {"arrays", "select ", "[", "1", "]", ""},
    {"objects", "select ", "{'a': ", "1", "}", ""},
    {"subqueries", "select ", "(select ", "1", ")", ""},
    {"from", "select * from ", "(select * from ", "t", ")", ""},
    {"joins in from", "select * from ", "(", "t", " join u)", ""},
    {"exists", "select ", "exists (select ", "1", ")", ""},
    {"casts", "select a", "", "", "::int", ""},
    {"path", "select a", "", ":b", ".c", ""},
    {"index", "select a", "", "", "[0]", ""},
    {"dots", "select a", "", "", ".b", ""},
    {"union", "select 1", "", "", " union all select 1", ""},
    {"and", "select 1", "", "", " and 1", ""},
    {"or", "select 1", "", "", " or 1", ""},
    {"plus", "select 1", "", "", " + 1", ""},
    {"concatenation", "select 'a'", "", "", " || 'a'", ""},
    {"join chain", "select * from t", "", "", " join u", ""},
    {"blocks", "", "begin ", "null;", " end;", ""},
    {"types", "select a::", "array(", "int", ")", ""},
    {"open only", "select ", "(", "", "", ""},
};

std::string text_of(const Shape& shape, int levels) {
  std::string text = shape.before;
  for (int i = 0; i < levels; ++i) text += shape.open;
  text += shape.middle;
  for (int i = 0; i < levels; ++i) text += shape.close;
  return text + shape.after;
}

void try_shape(const Shape& shape, int levels) {
  const auto parsed = sql::parse_statements(text_of(shape, levels));
  if (!parsed.ok()) return;
  const sql::Statement& statement = *parsed->front().statement;
  const auto again = sql::parse_statements(sql::print_statement(statement));
  REQUIRE_MESSAGE(again.ok(), shape.name);
  CHECK_MESSAGE(sql::equal(statement, *again->front().statement), shape.name);
  sql::walk(statement, [](const sql::Expression&) { return true; });
}

void* try_all(void*) {
  for (const Shape& shape : shapes) {
    for (int levels : {1, 30, 399, 401, 3500, 40000}) try_shape(shape, levels);
  }
  return nullptr;
}

}  // namespace

TEST_CASE("deep nesting is an error or a tree") {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, size_t{16} << 20);
  pthread_t thread;
  REQUIRE(pthread_create(&thread, &attributes, try_all, nullptr) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST_CASE("a million open parentheses, and a text that is too long") {
  CHECK(sql::parse_statements(std::string(1 << 20, '(')).error().code == "000002");
  CHECK(sql::parse_statements(std::string((1 << 20) + 1, ' ')).error().code == "000002");
}
