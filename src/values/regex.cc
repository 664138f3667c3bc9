#include "values/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "values/characters.h"
#include "values/errors.h"

namespace mockhaus::values {
namespace {

constexpr int groups_max = 10;  // \0 to \9
using Groups = std::array<re2::StringPiece, groups_max>;

std::string_view view(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }
re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// What stands from `start` on; nothing when the text ends before.
std::optional<std::string_view> visible_part(std::string_view text, int64_t start) {
  const size_t skip = static_cast<size_t>(std::max<int64_t>(start - 1, 0));
  if (skip > text.size()) return std::nullopt;
  const size_t offset = offset_of(text, skip);
  return text.substr(offset);
}

// Goes through all matches. The groups of a match live until the next call of next().
class Matches {
 public:
  Matches(const RE2& regex, std::string_view text, int groups)
      : regex_(regex), text_(text), groups_(std::min(groups, groups_max - 1) + 1) {}

  bool next() {
    if (from_ > text_.size()) return false;
    if (!regex_.Match(piece(text_), from_, text_.size(), RE2::UNANCHORED, found_.data(),
                      groups_)) {
      return false;
    }
    const size_t begin = static_cast<size_t>(found_[0].data() - text_.data());
    from_ = begin + found_[0].size();
    // Behind an empty match the search goes on one character later.
    if (found_[0].empty()) from_ += from_ < text_.size() ? character_size(text_[from_]) : 1;
    return true;
  }
  bool next(int64_t occurrence) {
    while (next()) {
      if (--occurrence <= 0) return true;
    }
    return false;
  }

  const Groups& groups() const { return found_; }
  std::string_view whole() const { return view(found_[0]); }

 private:
  const RE2& regex_;
  std::string_view text_;
  int groups_;
  size_t from_ = 0;
  Groups found_;
};

// Highest group that a replacement names.
int groups_of(std::string_view replacement) {
  int highest = 0;
  for (size_t i = 0; i + 1 < replacement.size(); ++i) {
    if (replacement[i] != '\\') continue;
    ++i;
    if (replacement[i] >= '1' && replacement[i] <= '9') {
      highest = std::max(highest, replacement[i] - '0');
    }
  }
  return highest;
}

void append_replacement(std::string_view replacement, const Groups& groups, std::string& out) {
  for (size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    if (c != '\\' || i + 1 == replacement.size()) {
      out += c;
      continue;
    }
    const char next = replacement[++i];
    if (next >= '0' && next <= '9') {
      const re2::StringPiece& group = groups[static_cast<size_t>(next - '0')];
      if (group.data()) out.append(group.data(), group.size());
    } else {
      out += next;
    }
  }
}

RE2::Options options_of(std::string_view parameters, bool& extracts, bool& wrong) {
  RE2::Options options;
  options.set_posix_syntax(true);
  options.set_perl_classes(true);
  options.set_word_boundary(true);
  options.set_one_line(true);
  options.set_log_errors(false);
  for (const char c : parameters) {
    switch (c) {
      case 'c': options.set_case_sensitive(true); break;
      case 'i': options.set_case_sensitive(false); break;
      case 'm': options.set_one_line(false); break;
      case 's': options.set_dot_nl(true); break;
      case 'e': extracts = true; break;
      default: wrong = true; break;
    }
  }
  return options;
}

}  // namespace

struct Regex::Compiled {
  RE2 regex;
};

Regex::Regex(std::string_view pattern, std::string_view parameters)
    : pattern_(pattern), parameters_(parameters) {
  const RE2::Options options = options_of(parameters, extracts_, parameters_wrong_);
  compiled_.reset(new Compiled{RE2(piece(pattern), options)});
}

Regex::~Regex() = default;

std::optional<Error> Regex::error() const {
  if (parameters_wrong_) return errors::invalid_regular_expression_parameters(parameters_);
  if (compiled_->regex.ok()) return std::nullopt;
  return errors::invalid_regular_expression(pattern_, compiled_->regex.error());
}

bool Regex::matches(std::string_view text) const {
  return compiled_->regex.Match(piece(text), 0, text.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

std::optional<int> Regex::effective_group(std::optional<int64_t> named) const {
  const int available = compiled_->regex.NumberOfCapturingGroups();
  if (!named) return extracts_ && available > 0 ? 1 : 0;
  if (*named < 0 || *named > available) return std::nullopt;
  return static_cast<int>(*named);
}

std::optional<std::string_view> Regex::extract(std::string_view text, int64_t start,
                                               int64_t occurrence, int group) const {
  const auto visible = visible_part(text, start);
  if (!visible) return std::nullopt;
  Matches matches(compiled_->regex, *visible, group);
  if (!matches.next(occurrence)) return std::nullopt;
  const re2::StringPiece& found = matches.groups()[static_cast<size_t>(group)];
  if (!found.data()) return std::nullopt;
  return view(found);
}

void Regex::extract_all(std::string_view text, int64_t start, int64_t occurrence, int group,
                        const std::function<void(std::string_view)>& visit) const {
  const auto visible = visible_part(text, start);
  if (!visible) return;
  Matches matches(compiled_->regex, *visible, group);
  if (!matches.next(occurrence)) return;
  do {
    visit(view(matches.groups()[static_cast<size_t>(group)]));
  } while (matches.next());
}

int64_t Regex::position(std::string_view text, int64_t start, int64_t occurrence, Side side,
                        int group) const {
  const auto visible = visible_part(text, start);
  if (!visible) return 0;
  Matches matches(compiled_->regex, *visible, group);
  if (!matches.next(occurrence)) return 0;
  const re2::StringPiece& found = matches.groups()[static_cast<size_t>(group)];
  if (!found.data()) return 0;
  const char* place = side == Side::behind ? found.data() + found.size() : found.data();
  const size_t bytes = static_cast<size_t>(place - text.data());
  return static_cast<int64_t>(count_characters(text.substr(0, bytes))) + 1;
}

int64_t Regex::count(std::string_view text, int64_t start) const {
  const auto visible = visible_part(text, start);
  if (!visible) return 0;
  int64_t count = 0;
  Matches matches(compiled_->regex, *visible, 0);
  while (matches.next()) count += !matches.whole().empty();
  return count;
}

void Regex::replace(std::string_view text, std::string_view replacement, int64_t start,
                    int64_t occurrence, std::string& out) const {
  const auto visible = visible_part(text, start);
  if (!visible) {
    out += text;
    return;
  }
  const char* done = text.data();
  const char* end = text.data() + text.size();
  const int groups = std::min(groups_of(replacement), compiled_->regex.NumberOfCapturingGroups());
  Matches matches(compiled_->regex, *visible, groups);
  bool more = matches.next(std::max<int64_t>(occurrence, 1));
  while (more) {
    const std::string_view whole = matches.whole();
    out.append(done, whole.data());
    append_replacement(replacement, matches.groups(), out);
    done = whole.data() + whole.size();
    more = occurrence == 0 && matches.next();
  }
  out.append(done, end);
}

const Regex& find_regex(std::string_view pattern, std::string_view parameters) {
  // Most statements use a few patterns; a column of patterns replaces the oldest each time.
  thread_local std::array<std::unique_ptr<Regex>, 8> cache;
  thread_local size_t oldest = 0;
  for (const auto& entry : cache) {
    if (entry && entry->is(pattern, parameters)) return *entry;
  }
  auto& entry = cache[oldest];
  oldest = (oldest + 1) % cache.size();
  entry = std::make_unique<Regex>(pattern, parameters);
  return *entry;
}

}  // namespace mockhaus::values
