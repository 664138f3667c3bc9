// The pattern of MATCH_RECOGNIZE, run over the rows of one partition.
//
// A row is a set of bits: bit n says that the row satisfies symbol n. The pattern comes as words in
// prefix order, each node before its children:
//   S3         symbol 3                      C2 a b    a, then b
//   A2 a b     a, else b                     Q0,-1 a   a as often as possible, Q?0,-1 as rarely
//   X a        rows of a are left out of ALL ROWS PER MATCH
//   ^ $        first and last row of the partition
// As in SQL, of all matches that start at a row the preferred one counts: alternatives from the
// left, greedy quantifiers long, reluctant ones short.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mockhaus::values {

struct PatternRow {
  int symbol = 0;
  bool excluded = false;
};

class RowPattern {
 public:
  // Nothing where the text is no pattern, or one that unfolds to too many steps.
  static std::optional<RowPattern> parse(std::string_view text);

  // The preferred match that starts at `start`: one entry for each row it takes. An empty match
  // is a match too; nothing where there is none.
  std::optional<std::vector<PatternRow>> match(std::span<const int64_t> rows, size_t start) const;

  enum class Action : uint8_t { take, split, jump, first_row, end_of_rows, accept };
  struct Step {
    Action action;
    bool excluded = false;
    int next = 0;   // symbol of take; preferred target of split; target of jump
    int other = 0;  // the other target of split
  };

 private:
  std::vector<Step> steps_;
};

// Where the search goes on after a match.
struct PatternSkip {
  enum class Kind : uint8_t { past_last_row, to_next_row, to_first, to_last };
  Kind kind = Kind::past_last_row;
  int64_t symbols = 0;  // bits of the symbols that to_first and to_last look for
};

struct PatternMatchRow {
  size_t row = 0;       // from 0
  int64_t match = 0;    // from 1
  int64_t sequence = 0; // from 1 in its match; 0 for the row of an empty match
  int symbol = -1;      // -1 for an empty match
  bool excluded = false;
  bool last = false;    // of its match
};

enum class PatternFault : uint8_t { none, no_such_row, no_progress };

// All matches of a partition, in order. A skip to a symbol fails where the match has no such row,
// or where that row is the one the match started at.
PatternFault find_matches(const RowPattern& pattern, PatternSkip skip,
                          std::span<const int64_t> rows, std::vector<PatternMatchRow>& found);

}  // namespace mockhaus::values
