// MATCH_RECOGNIZE: what its files share.
//
// Three stages, each a WITH table or a derived one:
//
//   rows     every input row, its place in its partition, and as bits which symbols' DEFINE it
//            satisfies; besides, what PREV and NEXT of the measures ask for
//   matches  one row for each row of a match, by mh_match_rows over the bits of a partition
//   matched  both joined; the measures are windows over the rows of a match
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// Pattern symbols by number, and the sets of them that names mean.
struct PatternSymbols {
  std::vector<std::string_view> names;
  struct Subset {
    std::string_view name;
    int64_t bits;
  };
  std::vector<Subset> subsets;

  // The bits of a symbol or subset; 0: no such name.
  int64_t find(std::string_view name) const;
};

// match_pattern.cc: the names of PATTERN, DEFINE and SUBSET, and PATTERN in the words of
// values/row_pattern.h.
Result<PatternSymbols> collect_symbols(const MatchRecognize& match);
Result<std::string> pattern_text(const MatchRecognize& match, const PatternSymbols& symbols);
Result<std::string> skip_text(const MatchRecognize& match, const PatternSymbols& symbols);

// What the stages are built from.
struct MatchStages {
  explicit MatchStages(Scope* outer) : input(outer), matched(outer) {}

  Scope input;    // names of the input
  Scope matched;  // the same columns over the rows of matches
  std::vector<BoundOutput> outputs;  // of stage `rows`
  BoundList partition;
  std::span<const BoundOrder> order;
  uint32_t matched_relation = 0;
  // Columns of stage `matched`.
  const Bound* partition_id = nullptr;
  const Bound* match = nullptr;
  const Bound* sequence = nullptr;
  const Bound* symbol = nullptr;
  const Bound* excluded = nullptr;
  const Bound* last = nullptr;
};

// Adds a column to stage `rows`; the value of it in stage `matched`.
const Bound* add_match_column(Resolver& r, MatchStages& rows, const Bound& value,
                              std::string_view name);
// The place of a column of stage `rows` among those of `matched`.
constexpr size_t matched_first = 5;  // match, sequence, symbol, excluded, last come before

// Names of the service columns in the scope `matched`; a name of SQL cannot be one of them.
constexpr const char* hidden_partition = "\1partition";
constexpr const char* hidden_match = "\1match";
constexpr const char* hidden_sequence = "\1sequence";

// match_define.cc
// PREV(x, 2), LEAD(x) of a row, in the input's order.
bool is_row_navigation(const FunctionCall& call);
Result<const Bound*> resolve_row_navigation(Resolver& r, MatchStages& rows,
                                            const FunctionCall& call, const Bound& value);
// The condition of one symbol, over the input.
Result<const Bound*> resolve_definition(Resolver& r, MatchStages& rows,
                                        const PatternSymbols& symbols,
                                        const NamedExpression& definition);

// match_measure.cc: one measure, over the rows of matches.
Result<const Bound*> resolve_measure(Resolver& r, MatchStages& rows, const PatternSymbols& symbols,
                                     const MatchRecognize& match, const NamedExpression& measure);

}  // namespace mockhaus::sql
