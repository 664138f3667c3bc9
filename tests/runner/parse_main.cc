// Prints what the parser makes of a text on stdin, for cases with the command `parse`: the tree of
// each statement, then the statement as the printer writes it. An error is one line and status 1.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "sql/ast/walk.h"
#include "sql/emit/snowflake.h"
#include "sql/parse/parse.h"

int main() {
  using namespace mockhaus;
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const Result<std::vector<sql::ParsedStatement>> parsed = sql::parse_statements(text);
  if (!parsed) {
    const Error& error = parsed.error();
    std::printf("error %s (%s)\n%s\n", error.code.c_str(), error.sql_state.c_str(),
                error.message.c_str());
    return 1;
  }
  for (const sql::ParsedStatement& one : *parsed) {
    std::printf("%s\n= %s\n", sql::print_tree(*one.statement).c_str(),
                sql::print_statement(*one.statement).c_str());
  }
  return 0;
}
