#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/match_recognize.h"

namespace mockhaus::sql {

namespace {

constexpr size_t symbols_max = 60;  // bits of a BIGINT
constexpr size_t permute_max = 6;   // 720 orders

void add_symbol(PatternSymbols& symbols, std::string_view name) {
  if (std::ranges::find(symbols.names, name) == symbols.names.end()) symbols.names.push_back(name);
}

void add_symbols(PatternSymbols& symbols, const PatternNode& node) {
  if (node.kind == PatternKind::symbol) add_symbol(symbols, node.symbol.text);
  for (const PatternNode* child : node.children) add_symbols(symbols, *child);
}

Result<std::string> node_text(const PatternNode& node, const PatternSymbols& symbols);

Result<std::string> children_text(const char* word, const PatternNode& node,
                                  const PatternSymbols& symbols) {
  std::string text = word + std::to_string(node.children.size());
  for (const PatternNode* child : node.children) {
    const std::string inner = TRY(node_text(*child, symbols));
    text += " " + inner;
  }
  return text;
}

// PERMUTE(a, b): a b | b a; orders of earlier items are preferred.
Result<std::string> permute_text(const PatternNode& node, const PatternSymbols& symbols) {
  if (node.children.size() > permute_max) {
    return errors::unsupported("PERMUTE of more than 6 patterns");
  }
  std::vector<std::string> parts;
  std::vector<size_t> order;
  for (const PatternNode* child : node.children) {
    order.push_back(parts.size());
    parts.push_back(TRY(node_text(*child, symbols)));
  }
  std::string text;
  size_t count = 0;
  do {
    text += " C" + std::to_string(order.size());
    for (const size_t part : order) text += " " + parts[part];
    ++count;
  } while (std::ranges::next_permutation(order).found);
  return "A" + std::to_string(count) + text;
}

Result<std::string> plain_text(const PatternNode& node, const PatternSymbols& symbols) {
  switch (node.kind) {
    case PatternKind::symbol: {
      const auto found = std::ranges::find(symbols.names, node.symbol.text);
      return "S" + std::to_string(found - symbols.names.begin());
    }
    case PatternKind::sequence: return children_text("C", node, symbols);
    case PatternKind::alternation: return children_text("A", node, symbols);
    case PatternKind::group: return node_text(*node.children[0], symbols);
    case PatternKind::permute: return permute_text(node, symbols);
    case PatternKind::exclusion: {
      const std::string inner = TRY(node_text(*node.children[0], symbols));
      return "X " + inner;
    }
    case PatternKind::start_anchor: return std::string("^");
    case PatternKind::end_anchor: return std::string("$");
  }
  return std::string();
}

Result<std::string> node_text(const PatternNode& node, const PatternSymbols& symbols) {
  std::string text = TRY(plain_text(node, symbols));
  if (node.minimum == 1 && node.maximum == 1) return text;
  return std::string(node.reluctant ? "Q?" : "Q") + std::to_string(node.minimum) + "," +
         std::to_string(node.maximum) + " " + text;
}

}  // namespace

int64_t PatternSymbols::find(std::string_view name) const {
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return int64_t{1} << i;
  }
  for (const Subset& subset : subsets) {
    if (subset.name == name) return subset.bits;
  }
  return 0;
}

Result<PatternSymbols> collect_symbols(const MatchRecognize& match) {
  PatternSymbols symbols;
  add_symbols(symbols, *match.pattern);
  if (symbols.names.size() > symbols_max) {
    return errors::unsupported("MATCH_RECOGNIZE with more than 60 symbols");
  }
  for (const PatternSubset& subset : match.subsets) {
    int64_t bits = 0;
    for (const Identifier& name : subset.symbols) {
      const int64_t found = symbols.find(name.text);
      if (found == 0) return errors::invalid_identifier(name.text, name.span);
      bits |= found;
    }
    symbols.subsets.push_back({subset.name.text, bits});
  }
  return symbols;
}

Result<std::string> pattern_text(const MatchRecognize& match, const PatternSymbols& symbols) {
  return node_text(*match.pattern, symbols);
}

Result<std::string> skip_text(const MatchRecognize& match, const PatternSymbols& symbols) {
  switch (match.after) {
    case AfterMatch::past_last_row: return std::string("L");
    case AfterMatch::to_next_row: return std::string("N");
    case AfterMatch::to_first:
    case AfterMatch::to_last: {
      const int64_t bits = symbols.find(match.after_symbol.text);
      if (bits == 0) {
        return errors::invalid_identifier(match.after_symbol.text, match.after_symbol.span);
      }
      return std::string(match.after == AfterMatch::to_first ? "F" : "T") + std::to_string(bits);
    }
  }
  return std::string("L");
}

}  // namespace mockhaus::sql
