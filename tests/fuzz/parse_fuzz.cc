// Feeds the parser texts that are nearly SQL: it must answer a tree or an error, never crash, and
// what a tree prints must parse back and print the same.
//
// usage: parse_fuzz [--seconds N] [--seed N] FILE... (.sql and .case files to start from)
//
// Texts are made by cutting and joining pieces of the files at tokens, so that many get past the
// first keyword; in some of them single bytes change as well. Prints the seed and the text before
// it dies: the text becomes a case.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "sql/emit/snowflake.h"
#include "sql/parse/parse.h"

namespace mockhaus::sql {
namespace {

using Tokens = std::vector<std::string>;

// Words, numbers, quoted texts and single characters; good enough to cut at.
Tokens split(const std::string& text) {
  Tokens tokens;
  size_t at = 0;
  while (at < text.size()) {
    size_t end = at + 1;
    const auto is_word = [](unsigned char c) { return std::isalnum(c) || c == '_' || c >= 128; };
    if (is_word(text[at])) {
      while (end < text.size() && is_word(text[end])) ++end;
    } else if (text[at] == '\'' || text[at] == '"') {
      while (end < text.size() && text[end] != text[at]) ++end;
      end = std::min(end + 1, text.size());
    }
    if (!std::isspace(static_cast<unsigned char>(text[at]))) {
      tokens.push_back(text.substr(at, end - at));
    }
    at = end;
  }
  return tokens;
}

class Mixer {
 public:
  Mixer(std::vector<Tokens> sources, uint64_t seed) : sources_(std::move(sources)), random_(seed) {}

  std::string next() {
    Tokens text = piece(400);
    for (size_t changes = below(6); changes > 0 && !text.empty(); --changes) change(text);
    std::string joined;
    for (const std::string& token : text) joined += token + (below(20) == 0 ? "" : " ");
    if (below(8) == 0) change_bytes(joined);
    return joined;
  }

 private:
  size_t below(size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  // Characters that no token was cut at: half a literal, a stray byte, an odd word.
  void change_bytes(std::string& text) {
    for (size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
      const size_t at = below(text.size());
      switch (below(3)) {
        case 0: text.erase(at, 1 + below(3)); break;
        case 1: text.insert(at, 1, static_cast<char>(below(256))); break;
        default: text[at] = static_cast<char>(below(256));
      }
    }
  }

  Tokens piece(size_t length) {
    const Tokens& source = sources_[below(sources_.size())];
    const size_t from = below(4) == 0 ? below(source.size()) : 0;
    const size_t until = std::min(source.size(), from + 1 + below(length));
    return {source.begin() + from, source.begin() + until};
  }

  void change(Tokens& text) {
    const size_t at = below(text.size());
    switch (below(5)) {
      case 0:
        text.erase(text.begin() + at);
        break;
      case 1:
        text.insert(text.begin() + at, text[below(text.size())]);
        break;
      case 2:
        text[at] = piece(1).front();
        break;
      case 3: {
        const Tokens inserted = piece(12);
        text.insert(text.begin() + at, inserted.begin(), inserted.end());
        break;
      }
      default:
        std::swap(text[at], text[below(text.size())]);
    }
  }

  std::vector<Tokens> sources_;
  std::mt19937_64 random_;
};

void fail(const char* what, const std::string& text, const std::string& printed) {
  std::fprintf(stderr, "%s\n--- text\n%s\n--- printed\n%s\n", what, text.c_str(), printed.c_str());
  std::abort();
}

void check_text(const std::string& text) {
  const auto statements = parse_statements(text);
  if (!statements.ok()) return;
  for (const ParsedStatement& parsed : *statements) {
    const std::string printed = print_statement(*parsed.statement);
    const auto again = parse_statements(printed);
    if (!again.ok()) fail(again.error().message.c_str(), text, printed);
    if (print_statement(*again->front().statement) != printed) fail("prints otherwise", text,
                                                                    printed);
  }
}

// Statements of a file apart from each other: at empty lines and at semicolons that end a line.
void add_sources(const char* path, std::vector<Tokens>& sources) {
  std::ifstream file(path);
  std::string line, text;
  const auto take = [&] {
    if (Tokens tokens = split(text); !tokens.empty()) sources.push_back(std::move(tokens));
    text.clear();
  };
  while (std::getline(file, line)) {
    if (line.empty() || line == "----") take();
    text += line + "\n";
    if (!line.empty() && line.back() == ';') take();
  }
  take();
}

int fuzz(int count, char** arguments) {
  int seconds = 60;
  uint64_t seed = std::random_device{}();
  std::vector<Tokens> sources;
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(arguments[i], "--seconds") == 0 && i + 1 < count) {
      seconds = std::atoi(arguments[++i]);
    } else if (std::strcmp(arguments[i], "--seed") == 0 && i + 1 < count) {
      seed = std::strtoull(arguments[++i], nullptr, 10);
    } else {
      add_sources(arguments[i], sources);
    }
  }
  if (sources.empty()) {
    std::fputs("usage: parse_fuzz [--seconds N] [--seed N] FILE...\n", stderr);
    return 2;
  }
  std::printf("parse_fuzz: seed %llu, %zu pieces\n", static_cast<unsigned long long>(seed),
              sources.size());
  std::fflush(stdout);
  Mixer mixer(std::move(sources), seed);
  size_t texts = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  for (; std::chrono::steady_clock::now() < end; ++texts) check_text(mixer.next());
  std::printf("parse_fuzz: %zu texts\n", texts);
  return 0;
}

}  // namespace
}  // namespace mockhaus::sql

int main(int count, char** arguments) { return mockhaus::sql::fuzz(count, arguments); }
