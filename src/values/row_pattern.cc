#include "values/row_pattern.h"

#include <charconv>

namespace mockhaus::values {

namespace {

using Action = RowPattern::Action;
using Step = RowPattern::Step;

constexpr size_t steps_max = 10'000;  // {1000} of ten symbols; more would only be a mistake
constexpr int depth_max = 500;

// Words in, steps of a backtracking machine out.
class PatternCompiler {
 public:
  explicit PatternCompiler(std::string_view text) : rest_(text) {}

  std::optional<std::vector<Step>> compile() {
    if (!node(false, 0) || !rest_.empty()) return std::nullopt;
    steps_.push_back({Action::accept});
    return std::move(steps_);
  }

 private:
  std::string_view word() {
    const size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return found;
  }
  static std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return value;
  }
  int here() const { return static_cast<int>(steps_.size()); }

  bool node(bool excluded, int depth) {
    if (depth > depth_max || steps_.size() > steps_max || rest_.empty()) return false;
    const std::string_view text = word();
    switch (text[0]) {
      case '^': return add({Action::first_row});
      case '$': return add({Action::end_of_rows});
      case 'X': return node(true, depth + 1);
      case 'Q': return repeated(text.substr(1), excluded, depth);
      default: break;
    }
    const auto count = number(text.substr(1));
    if (!count) return false;
    if (text[0] == 'S') return add({Action::take, excluded, *count, 0});
    if (text[0] == 'A') return alternatives(*count, excluded, depth);
    if (text[0] != 'C') return false;
    for (int i = 0; i < *count; ++i) {
      if (!node(excluded, depth + 1)) return false;
    }
    return true;
  }

  bool add(Step step) {
    steps_.push_back(step);
    return true;
  }

  // split(first, next alternative) first jump(end) ...
  bool alternatives(int count, bool excluded, int depth) {
    std::vector<size_t> jumps;
    for (int i = 0; i < count; ++i) {
      const size_t split = steps_.size();
      if (i + 1 < count) steps_.push_back({Action::split, false, here() + 1, 0});
      if (!node(excluded, depth + 1)) return false;
      if (i + 1 == count) break;
      jumps.push_back(steps_.size());
      steps_.push_back({Action::jump});
      steps_[split].other = here();
    }
    for (const size_t jump : jumps) steps_[jump].next = here();
    return true;
  }

  // The child's words are read once for each copy.
  bool repeated(std::string_view bounds, bool excluded, int depth) {
    const bool reluctant = bounds.starts_with('?');
    if (reluctant) bounds.remove_prefix(1);
    const size_t comma = bounds.find(',');
    if (comma == std::string_view::npos) return false;
    const auto least = number(bounds.substr(0, comma));
    const auto most = number(bounds.substr(comma + 1));
    if (!least || !most || *least < 0) return false;
    const std::string_view child = rest_;
    for (int i = 0; i < *least; ++i) {
      rest_ = child;
      if (!node(excluded, depth + 1)) return false;
    }
    std::vector<size_t> splits;
    const int optional = *most < 0 ? 1 : *most - *least;
    for (int i = 0; i < optional; ++i) {
      rest_ = child;
      splits.push_back(steps_.size());
      steps_.push_back({Action::split});
      if (!node(excluded, depth + 1)) return false;
      if (*most < 0) steps_.push_back({Action::jump, false, static_cast<int>(splits[0]), 0});
    }
    if (*least == 0 && optional <= 0 && !skip_child(child, excluded, depth)) return false;
    for (const size_t split : splits) {
      const int body = static_cast<int>(split) + 1;
      steps_[split].next = reluctant ? here() : body;
      steps_[split].other = reluctant ? body : here();
    }
    return true;
  }

  // {0}: the words go by, the steps do not stay.
  bool skip_child(std::string_view child, bool excluded, int depth) {
    const size_t before = steps_.size();
    rest_ = child;
    const bool good = node(excluded, depth + 1);
    steps_.resize(before);
    return good;
  }

  std::string_view rest_;
  std::vector<Step> steps_;
};

// Which (step, row) were tried: whether one leads to a match does not depend on the way to it.
class Visited {
 public:
  explicit Visited(size_t steps) : steps_(steps) {}
  bool enter(size_t step, size_t row) {
    const size_t index = row * steps_ + step;
    if (index >= seen_.size()) seen_.resize((row + 1) * steps_ * 2, false);
    if (seen_[index]) return false;
    seen_[index] = true;
    return true;
  }

 private:
  size_t steps_;
  std::vector<bool> seen_;
};

struct Branch {
  int step;
  size_t taken;
};

}  // namespace

std::optional<RowPattern> RowPattern::parse(std::string_view text) {
  auto steps = PatternCompiler(text).compile();
  if (!steps) return std::nullopt;
  RowPattern pattern;
  pattern.steps_ = std::move(*steps);
  return pattern;
}

std::optional<std::vector<PatternRow>> RowPattern::match(std::span<const int64_t> rows,
                                                         size_t start) const {
  std::vector<PatternRow> path;
  std::vector<Branch> open{{0, 0}};
  Visited visited(steps_.size());
  while (!open.empty()) {
    const Branch branch = open.back();
    open.pop_back();
    path.resize(branch.taken);
    int at = branch.step;
    while (visited.enter(static_cast<size_t>(at), path.size())) {
      const Step& step = steps_[static_cast<size_t>(at)];
      const size_t row = start + path.size();
      if (step.action == Action::accept) return path;
      if (step.action == Action::split) {
        open.push_back({step.other, path.size()});
        at = step.next;
      } else if (step.action == Action::jump) {
        at = step.next;
      } else if (step.action == Action::take) {
        if (row >= rows.size() || !(rows[row] >> step.next & 1)) break;
        path.push_back({step.next, step.excluded});
        ++at;
      } else {
        if (row != (step.action == Action::first_row ? 0 : rows.size())) break;
        ++at;
      }
    }
  }
  return std::nullopt;
}

namespace {

// The row of the match that the search goes on at, or a fault.
PatternFault next_start(const PatternSkip& skip, const std::vector<PatternRow>& path,
                        size_t start, size_t& next) {
  next = start + std::max<size_t>(path.size(), 1);
  if (skip.kind == PatternSkip::Kind::past_last_row || path.empty()) return PatternFault::none;
  next = start + 1;
  if (skip.kind == PatternSkip::Kind::to_next_row) return PatternFault::none;
  std::optional<size_t> found;
  for (size_t i = 0; i < path.size(); ++i) {
    if (!(skip.symbols >> path[i].symbol & 1)) continue;
    if (!found || skip.kind == PatternSkip::Kind::to_last) found = i;
  }
  if (!found) return PatternFault::no_such_row;
  if (*found == 0) return PatternFault::no_progress;
  next = start + *found;
  return PatternFault::none;
}

}  // namespace

PatternFault find_matches(const RowPattern& pattern, PatternSkip skip,
                          std::span<const int64_t> rows, std::vector<PatternMatchRow>& found) {
  int64_t number = 0;
  for (size_t start = 0; start < rows.size();) {
    const auto path = pattern.match(rows, start);
    if (!path) {
      ++start;
      continue;
    }
    ++number;
    if (path->empty()) found.push_back({start, number, 0, -1, false, true});
    for (size_t i = 0; i < path->size(); ++i) {
      const PatternRow& row = (*path)[i];
      found.push_back({start + i, number, static_cast<int64_t>(i) + 1, row.symbol, row.excluded,
                       i + 1 == path->size()});
    }
    size_t next = 0;
    const PatternFault fault = next_start(skip, *path, start, next);
    if (fault != PatternFault::none) return fault;
    start = next;
  }
  return PatternFault::none;
}

}  // namespace mockhaus::values
