// Parses every statement of the corpora, prints it, parses it back and compares the trees.
//
// usage: corpus_test FOLDER      (the folder that holds exceptions.tsv, sqlfluff/, sqlglot/, ..)
//
// exceptions.tsv lists what must not parse, each with its reason: either Snowflake refuses it too, or
// it is a gap of ours. A listed statement that does parse is reported as well, so the list stays
// true. Statements of embucket/ that expect a syntax error must give exactly that error.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sql/ast/walk.h"
#include "sql/emit/snowflake.h"
#include "sql/parse/parse.h"

namespace {

using namespace mockhaus;
namespace fs = std::filesystem;

struct Item {
  std::string key;  // names it in exceptions.tsv
  std::string sql;
  std::string expected_error;  // a syntax error, or empty
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Snowflake's first words of a statement, on one line, for keys and messages.
std::string summary(const std::string& sql) {
  std::string line;
  for (char c : sql) {
    const bool blank = c == '\n' || c == '\t' || c == ' ' || c == '\r';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
    if (line.size() >= 140) break;
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// The same for a text that is one expression; some corpora hold those too.
std::string problem_of_expression(const std::string& text) {
  Arena arena;
  auto first = sql::parse_expression_text(text, arena);
  if (!first.ok()) return first.error().code + " " + first.error().message;
  const std::string printed = sql::print_expression(**first);
  auto second = sql::parse_expression_text(printed, arena);
  if (!second.ok()) return "printed text does not parse: " + printed;
  return sql::equal(**first, **second) ? "" : "comes back as another tree: " + printed;
}

// Why the text does not parse or does not come back as the same tree; empty if all is well.
std::string problem_of(const std::string& sql) {
  auto first = sql::parse_statements(sql);
  if (!first.ok()) return first.error().code + " " + first.error().message;
  for (const sql::ParsedStatement& parsed : *first) {
    const std::string printed = sql::print_statement(*parsed.statement);
    auto second = sql::parse_statements(printed);
    if (!second.ok()) return "printed text does not parse: " + printed;
    if (second->size() != 1 || !sql::equal(*parsed.statement, *second->front().statement)) {
      return "comes back as another tree: " + printed;
    }
    if (sql::print_statement(*second->front().statement) != printed) {
      return "prints differently the second time: " + printed;
    }
  }
  return "";
}

// A file of statements: pieces end at a ';' that ends a line, and grow until they parse (blocks).
void add_file(const fs::path& path, std::vector<Item>& items) {
  std::vector<std::string> pieces(1);
  for (const std::string& line : split(read(path), '\n')) {
    pieces.back() += line + "\n";
    const size_t last = line.find_last_not_of(" \t\r");
    if (last != std::string::npos && line[last] == ';') pieces.emplace_back();
  }
  for (size_t start = 0; start < pieces.size();) {
    std::string text;
    size_t end = start;
    bool parsed = false;
    while (end < pieces.size() && !parsed) {
      text += pieces[end++];
      const auto result = sql::parse_statements(text);
      parsed = result.ok() || result.error().code == "000900";
    }
    if (!parsed) {
      text = pieces[start];
      end = start + 1;
    }
    items.push_back({path.stem().string() + ": " + summary(text), text, ""});
    start = end;
  }
}

std::string unescape(const std::string& text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    const char c = text[++i];
    result += c == 'n' ? '\n' : c == 't' ? '\t' : c;
  }
  return result;
}

void add_sqlglot(const fs::path& path, std::vector<Item>& items) {
  for (const std::string& line : split(read(path), '\n')) {
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() < 4 || (cells[2] != "identity" && cells[2] != "all")) continue;
    items.push_back({cells[0], unescape(cells[3]), ""});
  }
}

void add_slt(const fs::path& path, std::vector<Item>& items) {
  const std::vector<std::string> lines = split(read(path), '\n');
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool error = lines[i].rfind("statement error", 0) == 0;
    if (!error && lines[i].rfind("statement ok", 0) != 0 && lines[i].rfind("query ", 0) != 0) {
      continue;
    }
    Item item;
    item.key = path.stem().string() + ":" + std::to_string(i + 1);
    for (++i; i < lines.size() && !lines[i].empty() && lines[i] != "----"; ++i) {
      item.sql += lines[i] + "\n";
    }
    if (error && i + 1 < lines.size() && lines[i] == "----" && lines[i + 1].starts_with("001003")) {
      item.expected_error = lines[i + 1].substr(lines[i + 1].find(": ") + 2);
      for (i += 2; i < lines.size() && !lines[i].empty(); ++i) {
        item.expected_error += "\n" + lines[i];
      }
    }
    items.push_back(item);
  }
}

int check(const std::string& corpus, const std::vector<Item>& items,
          const std::map<std::string, std::string>& exceptions, std::set<std::string>& used) {
  int good = 0, refused = 0, bad = 0;
  for (const Item& item : items) {
    const auto found = sql::parse_statements(item.sql);
    if (!item.expected_error.empty()) {
      if (!found.ok() && found.error().message == item.expected_error) {
        ++good;
      } else {
        ++bad;
        std::printf("%s\t%s: expected %s\n", corpus.c_str(), item.key.c_str(),
                    item.expected_error.c_str());
      }
      continue;
    }
    std::string problem = problem_of(item.sql);
    if (!found.ok() && found.error().code == "000900") problem.clear();
    if (!problem.empty() && problem_of_expression(item.sql).empty()) problem.clear();
    const std::string key = corpus + "\t" + item.key;
    const bool excepted = exceptions.contains(key);
    if (excepted) used.insert(key);
    if (problem.empty() != excepted) {
      problem.empty() ? ++good : ++refused;
      continue;
    }
    ++bad;
    std::printf("%s\n    %s\n", key.c_str(),
                problem.empty() ? "is listed as an exception but parses" : problem.c_str());
  }
  std::printf("%s: %d good, %d refused as listed, %d bad\n", corpus.c_str(), good, refused, bad);
  return bad;
}

}  // namespace

int main(int, char** arguments) {
  const fs::path folder = arguments[1];
  std::map<std::string, std::string> exceptions;
  for (const std::string& line : split(read(folder / "exceptions.tsv"), '\n')) {
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() == 3) exceptions[cells[0] + "\t" + cells[1]] = cells[2];
  }
  std::set<std::string> used;
  std::vector<Item> sqlfluff, sqlglot, embucket;
  for (const fs::path& path : files_below(folder / "sqlfluff", ".sql")) add_file(path, sqlfluff);
  add_sqlglot(folder / "sqlglot" / "snowflake.tsv", sqlglot);
  for (const fs::path& path : files_below(folder / "embucket", ".slt")) add_slt(path, embucket);
  int bad = check("sqlfluff", sqlfluff, exceptions, used);
  bad += check("sqlglot", sqlglot, exceptions, used);
  bad += check("embucket", embucket, exceptions, used);
  for (const auto& [key, reason] : exceptions) {
    if (used.contains(key)) continue;
    ++bad;
    std::printf("%s: no such statement\n", key.c_str());
  }
  return bad == 0 ? 0 : 1;
}
