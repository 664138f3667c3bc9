#include "base/json.h"

#include <charconv>

#include "base/utf8.h"

namespace mockhaus {

namespace {

// One parse. Every function leaves `at_` after what it read, or returns false.
class Reader {
 public:
  Reader(std::string_view text, Arena& arena) : at_(text.data()), end_(at_ + text.size()),
                                                arena_(arena) {}

  bool read_document(Json& out) {
    if (!read_value(out, 0)) return false;
    skip_blanks();
    return at_ == end_;
  }

 private:
  void skip_blanks() {
    while (at_ < end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (!std::string_view(at_, static_cast<size_t>(end_ - at_)).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool read_value(Json& out, int depth) {
    skip_blanks();
    if (at_ == end_) return false;
    switch (*at_) {
      case '{': return read_object(out, depth + 1);
      case '[': return read_array(out, depth + 1);
      case '"': out.kind = JsonKind::string; return read_string(out.text);
      case 't': out.kind = JsonKind::boolean; out.truth = true; return take_word("true");
      case 'f': out.kind = JsonKind::boolean; return take_word("false");
      case 'n': return take_word("null");
      default: out.kind = JsonKind::number; return read_number(out.text);
    }
  }

  bool read_array(Json& out, int depth) {
    if (depth > json_depth_max) return false;
    ++at_;
    out.kind = JsonKind::array;
    if (take(']')) return true;
    std::vector<Json> items;
    do {
      if (!read_value(items.emplace_back(), depth)) return false;
    } while (take(','));
    if (!take(']')) return false;
    out.count = static_cast<uint32_t>(items.size());
    out.first_item = arena_.list(items).data();
    return true;
  }

  bool read_object(Json& out, int depth) {
    if (depth > json_depth_max) return false;
    ++at_;
    out.kind = JsonKind::object;
    if (take('}')) return true;
    std::vector<JsonMember> members;
    do {
      JsonMember& member = members.emplace_back();
      skip_blanks();
      if (at_ == end_ || *at_ != '"' || !read_string(member.name)) return false;
      if (!take(':') || !read_value(member.value, depth)) return false;
    } while (take(','));
    if (!take('}')) return false;
    out.count = static_cast<uint32_t>(members.size());
    out.first_member = arena_.list(members).data();
    return true;
  }

  bool digits() {
    const char* start = at_;
    while (at_ < end_ && *at_ >= '0' && *at_ <= '9') ++at_;
    return at_ > start;
  }

  bool read_number(std::string_view& out) {
    const char* start = at_;
    if (at_ < end_ && *at_ == '-') ++at_;
    const char* first = at_;
    if (!digits()) return false;
    if (*first == '0' && at_ - first > 1) return false;
    if (at_ < end_ && *at_ == '.') {
      ++at_;
      if (!digits()) return false;
    }
    if (at_ < end_ && (*at_ == 'e' || *at_ == 'E')) {
      ++at_;
      if (at_ < end_ && (*at_ == '+' || *at_ == '-')) ++at_;
      if (!digits()) return false;
    }
    out = {start, static_cast<size_t>(at_ - start)};
    return true;
  }

  bool read_string(std::string_view& out) {
    const char* start = ++at_;
    while (at_ < end_ && *at_ != '"' && *at_ != '\\') {
      if (static_cast<unsigned char>(*at_) < 0x20) return false;
      ++at_;
    }
    if (at_ == end_) return false;
    if (*at_ == '"') {  // no escapes: the source itself is the value
      out = {start, static_cast<size_t>(at_ - start)};
      ++at_;
      return is_utf8(out);
    }
    std::string decoded(start, at_);
    while (at_ < end_ && *at_ != '"') {
      if (static_cast<unsigned char>(*at_) < 0x20) return false;
      if (*at_ == '\\') {
        if (!read_escape(decoded)) return false;
      } else {
        decoded += *at_++;
      }
    }
    if (at_ == end_) return false;
    ++at_;
    const auto kept = arena_.list(std::span<const char>(decoded));
    out = {kept.data(), kept.size()};
    return is_utf8(out);
  }

  bool read_escape(std::string& out) {
    if (++at_ == end_) return false;
    const char c = *at_++;
    switch (c) {
      case '"': case '\\': case '/': out += c; return true;
      case 'b': out += '\b'; return true;
      case 'f': out += '\f'; return true;
      case 'n': out += '\n'; return true;
      case 'r': out += '\r'; return true;
      case 't': out += '\t'; return true;
      case 'u': break;
      default: return false;
    }
    uint32_t code = 0;
    if (!read_hex4(code)) return false;
    const bool high = code >= 0xD800 && code < 0xDC00;
    if (high && end_ - at_ >= 6 && at_[0] == '\\' && at_[1] == 'u') {
      const char* before = at_;
      at_ += 2;
      uint32_t low = 0;
      if (!read_hex4(low)) return false;
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      } else {
        at_ = before;
      }
    }
    if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;  // half of a pair is no character
    append_utf8(out, code);
    return true;
  }

  bool read_hex4(uint32_t& out) {
    if (end_ - at_ < 4) return false;
    const auto [stop, error] = std::from_chars(at_, at_ + 4, out, 16);
    if (error != std::errc() || stop != at_ + 4) return false;
    at_ += 4;
    return true;
  }

  const char* at_;
  const char* end_;
  Arena& arena_;
};

}  // namespace

const Json* parse_json(std::string_view text, Arena& arena) {
  Json* root = arena.make<Json>();
  return Reader(text, arena).read_document(*root) ? root : nullptr;
}

std::span<const JsonMember> Json::members() const {
  return {first_member, is_object() ? count : 0};
}

const Json* Json::find(std::string_view name) const {
  const auto all = members();
  for (size_t i = all.size(); i > 0; --i) {
    if (all[i - 1].name == name) return &all[i - 1].value;
  }
  return nullptr;
}

const Json* Json::find_value(std::string_view name) const {
  const Json* value = find(name);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

std::string_view Json::text_of(std::string_view name) const {
  const Json* value = find(name);
  return value != nullptr && value->is_string() ? value->text : std::string_view();
}

bool Json::truth_of(std::string_view name) const {
  const Json* value = find(name);
  return value != nullptr && value->is_boolean() && value->truth;
}

std::optional<int64_t> Json::integer() const {
  if (!is_number() && !is_string()) return std::nullopt;
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::optional<std::string> Json::scalar_text() const {
  if (is_string() || is_number()) return std::string(text);
  if (is_boolean()) return std::string(truth ? "true" : "false");
  return std::nullopt;
}

}  // namespace mockhaus
