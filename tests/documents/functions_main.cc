// Prints docs/functions.md: every function that Mockhaus has, out of the function table itself.
//
// usage: functions_document                  prints the document
//        functions_document --check FILE     exits with 1 if FILE is not current
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "sql/functions/function.h"

namespace {

using namespace mockhaus;

constexpr std::string_view head =
    "# Functions\n\n"
    "Made by `functions_document` (tests/documents/) from the function table. One with the\n"
    "arguments `...` has forms of its own, which Snowflake documents. Names of Snowflake's that\n"
    "are not here are refused with error 000002.\n\n"
    "| function | arguments | result |\n|---|---|---|\n";

std::string_view word_of(char letter) {
  switch (letter) {
    case 't': return "text";
    case 'n':
    case 'N': return "number";
    case 'i': return "integer";
    case 'f': return "float";
    case 'b': return "boolean";
    case 'x': return "binary";
    case 'y': return "text or binary";
    case 'd': return "date";
    case 'm': return "time";
    case 'z': return "timestamp";
    case 'p': return "timestamp_ntz";
    case 'P': return "timestamp_ltz";
    case 'q': return "timestamp_tz";
    case 'D': return "date or time";
    case 'E': return "date or timestamp";
    case 'v':
    case 'V': return "variant";
    case 'a': return "array";
    case 'o': return "object";
    case 's': return "semi-structured";
    case 'c': return "constant";
    default: return "any";
  }
}

// "tti?" is: text, text [, integer].
std::string arguments_of(const sql::Function& row) {
  if (row.resolve != nullptr) return "...";
  std::string text;
  int open = 0;
  for (size_t i = 0; i < row.parameters.size(); ++i) {
    const char letter = row.parameters[i];
    if (letter == '!') continue;
    if (letter == '?') continue;
    if (letter == '+') {
      text += ", ...";
      continue;
    }
    size_t next = i + 1;
    if (next < row.parameters.size() && row.parameters[next] == '!') ++next;
    const bool optional = next < row.parameters.size() && row.parameters[next] == '?';
    if (optional || open > 0) {
      text += text.empty() ? "[" : " [";
      ++open;
    }
    if (i > 0) text += ", ";
    text += word_of(letter);
  }
  return text.append(static_cast<size_t>(open), ']');
}

std::string result_of(const sql::Function& row) {
  if (row.resolve != nullptr) return "";
  switch (row.result.rule) {
    case sql::ResultRule::fixed: return describe(row.result.type);
    case sql::ResultRule::same_as_first: return "as the first argument";
    case sql::ResultRule::same_as_second: return "as the second argument";
    case sql::ResultRule::common: return "the common type";
    case sql::ResultRule::text_of_first: return "VARCHAR";
    case sql::ResultRule::computed: return "NUMBER or FLOAT";
  }
  return "";
}

std::string document() {
  std::multimap<std::string, std::string> lines;
  for (const auto& family : sql::all_function_families()) {
    for (const sql::Function& row : family) {
      const std::string name(row.name);
      lines.emplace(name, "| `" + name + "` | " + arguments_of(row) + " | " + result_of(row) +
                              " |\n");
    }
  }
  std::string text(head);
  for (const auto& [name, line] : lines) text += line;
  return text;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string text = document();
  if (count < 3 || std::string_view(arguments[1]) != "--check") {
    std::fputs(text.c_str(), stdout);
    return 0;
  }
  std::ifstream file(arguments[2]);
  std::stringstream current;
  current << file.rdbuf();
  if (current.str() == text) return 0;
  std::fprintf(stderr, "%s is not current: write it with functions_document\n", arguments[2]);
  return 1;
}
