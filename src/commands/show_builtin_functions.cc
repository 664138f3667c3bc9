// SHOW BUILTIN FUNCTIONS: the rows of the function table as Snowflake lists its own functions.
#include <algorithm>

#include "commands/show.h"
#include "sql/functions/function.h"
#include "sql/types/type.h"

namespace mockhaus::commands {
namespace {

// The word that a parameter's letter (functions/function.h) stands for.
constexpr std::string_view word_of(char letter) {
  switch (letter) {
    case 't': return "VARCHAR";
    case 'n':
    case 'N':
    case 'i': return "NUMBER";
    case 'f': return "FLOAT";
    case 'b': return "BOOLEAN";
    case 'x':
    case 'y': return "BINARY";
    case 'd': return "DATE";
    case 'm': return "TIME";
    case 'z':
    case 'p':
    case 'E': return "TIMESTAMP_NTZ";
    case 'P': return "TIMESTAMP_LTZ";
    case 'q': return "TIMESTAMP_TZ";
    case 'D': return "DATE";
    case 'v':
    case 's': return "VARIANT";
    case 'a': return "ARRAY";
    case 'o': return "OBJECT";
    default: return "ANY";
  }
}

struct Signature {
  std::string text;  // ABS(NUMBER)
  int least = 0;
  int most = 0;
};

Signature signature_of(const sql::Function& function) {
  Signature signature;
  bool optional = false;
  std::string words;
  for (const char c : function.parameters) {
    if (c == '!' || c == '+') continue;
    if (c == '?') {
      if (!optional) --signature.least;
      optional = true;
      continue;
    }
    ++signature.most;
    if (!optional) ++signature.least;
    words += (words.empty() ? "" : ", ") + std::string(word_of(c));
  }
  signature.text = std::string(function.name) + "(" + words + ")";
  return signature;
}

std::string result_of(const sql::Function& function) {
  const bool fixed = function.result.rule == sql::ResultRule::fixed;
  const sql::Type& type = function.result.type;
  if (!fixed || type.kind == sql::TypeKind::null) return "ANY";
  const std::string text = sql::describe(type);
  return text.substr(0, text.find('('));
}

}  // namespace

Result<Done> show_builtin_functions(const ShowInput&, std::vector<ShowRow>& into) {
  for (const auto& family : sql::all_function_families()) {
    for (const sql::Function& function : family) {
      const Signature signature = signature_of(function);
      const bool aggregate = function.kind == sql::FunctionKind::aggregate;
      const std::string arguments = signature.text + " RETURN " + result_of(function);
      const std::string name(function.name);
      into.push_back({"", "", name, "FUNCTION", 0,
                      {time_text(0), name, "", "Y", aggregate ? "Y" : "N", "N",
                       std::to_string(signature.least), std::to_string(signature.most), arguments,
                       "", "", "N", "N", "N", {}, {}, "N", "SQL", "N", "N"}});
    }
  }
  std::ranges::stable_sort(into, {}, [](const ShowRow& row) { return row.name; });
  return Done{};
}

}  // namespace mockhaus::commands
