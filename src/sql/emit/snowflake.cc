#include "sql/emit/snowflake.h"

#include <algorithm>
#include <array>

#include "sql/emit/snowflake_printer.h"

namespace mockhaus::sql {

namespace {

// A name that reads back as itself without quotes.
bool is_plain(std::string_view name) {
  const auto is_part = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  if (name.empty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '$') return false;
  return std::all_of(name.begin(), name.end(), is_part);
}

// Words that give a secret away inside a longer text, such as a statement in a string.
constexpr std::string_view telling_words[] = {"PASSWORD", "SECRET", "CREDENTIALS", "TOKEN",
                                              "MASTER_KEY", "PRIVATE KEY", "SIG=", "RSA_PUBLIC"};

bool same_letter(char written, char upper_case) {
  return (written >= 'a' && written <= 'z' ? written - 32 : written) == upper_case;
}

bool tells_secret(std::string_view text) {
  for (std::string_view word : telling_words) {
    const auto found = std::search(text.begin(), text.end(), word.begin(), word.end(), same_letter);
    if (found != text.end()) return true;
  }
  return false;
}

template <class T>
std::string printed(const T& node, bool redacts) {
  Printer printer(redacts);
  printer.put(node);
  return printer.take();
}

}  // namespace

void Printer::put(const Identifier& name) {
  if (!name.quoted && (is_plain(name.text) || name.text.empty())) {
    out_ += name.text;
    return;
  }
  out_ += '"';
  for (char c : name.text) {
    out_ += c;
    if (c == '"') out_ += c;
  }
  out_ += '"';
}

void Printer::put(List<const Identifier> names) { put_list<Identifier>(names); }

void Printer::put_dotted(List<const Identifier> parts) {
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out_ += '.';
    put(parts[i]);
  }
}

void Printer::put(const ObjectName& name) {
  if (name.dynamic == nullptr) {
    // A plain name before a list of columns would read as the function.
    const bool is_word = name.parts.size() == 1 && !name.parts[0].quoted;
    if (is_word && name.parts[0].text == "IDENTIFIER") return put("\"IDENTIFIER\"");
    return put_dotted(name.parts);
  }
  put("IDENTIFIER(");
  put(*name.dynamic);
  put(")");
}

void Printer::put_text(std::string_view text) {
  if (redacts_ && (hides_texts_ || tells_secret(text))) {
    put("'***'");
    return;
  }
  out_ += '\'';
  for (char c : text) {
    if (c == '\'' || c == '\\') out_ += c == '\'' ? '\'' : '\\';
    out_ += c;
  }
  out_ += '\'';
}

namespace {

// INTERVAL DAY TO SECOND with precisions: INTERVAL DAY(9) TO SECOND(3); -1 stands for none.
std::string interval_name(const TypeName& type) {
  std::string text;
  size_t next = 0;
  std::string_view rest = type.name;
  for (bool first = true; !rest.empty(); first = false) {
    const size_t blank = rest.find(' ');
    const std::string_view word = rest.substr(0, blank);
    rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
    text.append(first ? "" : " ").append(word);
    if (first || word == "TO" || next >= type.arguments.size()) continue;
    const int64_t precision = type.arguments[next++];
    if (precision >= 0) text.append("(").append(std::to_string(precision)).append(")");
  }
  return text;
}

}  // namespace

void Printer::put(const TypeName& type) {
  if (type.name.starts_with("INTERVAL")) return put(interval_name(type));
  // The precision of TIME and TIMESTAMP stands before WITH TIME ZONE.
  const size_t zone = type.name.find(" WITH");
  put(type.name.substr(0, zone));
  if (!type.arguments.empty() || !type.fields.empty()) {
    put("(");
    put_list<TypeName::Field>(type.fields, [&](const TypeName::Field& field) {
      if (!field.name.text.empty() || field.name.quoted) {
        put(field.name);
        put(" ");
      }
      put(*field.type);
      put_if(field.not_null, " NOT NULL");
    });
    put_if(!type.fields.empty() && !type.arguments.empty(), ", ");
    put_list<int64_t>(type.arguments, [&](int64_t number) { put(std::to_string(number)); });
    put(")");
  }
  if (zone != std::string_view::npos) put(type.name.substr(zone));
}

void Printer::put_types(List<const TypeName* const> types) {
  put("(");
  put_list<const TypeName*>(types, [&](const TypeName* type) { put(*type); });
  put(")");
}

std::string print_statement(const Statement& statement) { return printed(statement, false); }
std::string print_query(const Query& query) { return printed(query, false); }
std::string print_expression(const Expression& expression) { return printed(expression, false); }
std::string print_type(const TypeName& type) { return printed(type, false); }
std::string print_object_name(const ObjectName& name) { return printed(name, false); }
std::string print_identifier(const Identifier& name) { return printed(name, false); }
std::string print_redacted(const Statement& statement) { return printed(statement, true); }

}  // namespace mockhaus::sql
