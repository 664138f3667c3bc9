#include "values/xml_parse.h"

#include <charconv>

#include "values/json_number.h"

namespace mockhaus::values {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
constexpr bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':' || static_cast<uint8_t>(c) >= 0x80;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

void append_utf8(uint32_t code, std::string& out) {
  const auto add = [&out](uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) return add(0xc0 | (code >> 6)), add(0x80 | (code & 63));
  if (code < 0x10000) {
    return add(0xe0 | (code >> 12)), add(0x80 | ((code >> 6) & 63)), add(0x80 | (code & 63));
  }
  add(0xf0 | (code >> 18));
  add(0x80 | ((code >> 12) & 63));
  add(0x80 | ((code >> 6) & 63));
  add(0x80 | (code & 63));
}

struct Attribute {
  std::string_view name;
  std::string value;
};

class XmlParser {
 public:
  XmlParser(std::string_view text, XmlConversion conversion, VariantBuilder& out)
      : text_(text), conversion_(conversion), out_(out) {}

  XmlOutcome parse() {
    if (!skip_between_elements()) return {false, problem_};
    if (at_ == text_.size()) return {true, std::nullopt};
    if (!parse_element(1) || !skip_between_elements()) return {false, problem_};
    if (at_ != text_.size()) fail("more than one root element");
    return {false, problem_};
  }

 private:
  bool fail(std::string_view what) {
    problem_ = XmlProblem{what, at_};
    return false;
  }
  bool looking_at(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool take(std::string_view what) {
    if (!looking_at(what)) return false;
    at_ += what.size();
    return true;
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool skip_past(std::string_view end, std::string_view problem) {
    const size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) return fail(problem);
    at_ = found + end.size();
    return true;
  }

  // Blanks, comments, declarations before and after the root.
  bool skip_between_elements() {
    for (;;) {
      skip_blanks();
      if (take("<!--")) {
        if (!skip_past("-->", "unterminated comment")) return false;
      } else if (take("<?")) {
        if (!skip_past("?>", "unterminated processing instruction")) return false;
      } else if (take("<!")) {
        if (!skip_document_type()) return false;
      } else {
        return true;
      }
    }
  }

  bool skip_document_type() {
    int open = 1;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '<') ++open;
      if (text_[at_] == '>' && --open == 0) return ++at_, true;
    }
    return fail("unterminated declaration");
  }

  std::string_view take_name() {
    const size_t start = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

  // Writes the element at '<' into the builder.
  bool parse_element(int depth) {
    if (depth > variant_depth_max / 2) return fail("elements are nested too deeply");
    if (!take("<")) return fail("text outside of an element");
    const std::string_view name = take_name();
    if (name.empty()) return fail("invalid element name");
    out_.begin_object();
    out_.add_key("@");
    out_.add_text(name);
    bool closed = false;
    if (!parse_attributes(closed)) return false;
    if (!closed && !parse_content(name, depth)) return false;
    if (closed) {
      out_.add_key("$");
      out_.add_text("");
    }
    out_.end_xml_element();
    return true;
  }

  bool parse_attributes(bool& closed) {
    std::vector<std::string_view> names;
    for (;;) {
      skip_blanks();
      if (take("/>")) return closed = true;
      if (take(">")) return true;
      const std::string_view name = take_name();
      if (name.empty()) return fail(at_ < text_.size() ? "invalid attribute" : "unterminated tag");
      for (const std::string_view other : names) {
        if (other == name) return fail("duplicate attribute");
      }
      names.push_back(name);
      skip_blanks();
      if (!take("=")) return fail("attribute without a value");
      skip_blanks();
      if (!looking_at("\"") && !looking_at("'")) return fail("attribute value without quotes");
      const char quote = text_[at_++];
      const size_t end = text_.find(quote, at_);
      if (end == std::string_view::npos) return fail("unterminated attribute value");
      std::string value;
      if (!unescape(text_.substr(at_, end - at_), value)) return false;
      at_ = end + 1;
      out_.add_key("@" + std::string(name));
      add_scalar(value);
    }
  }

  // Content until the end tag. One part stands for itself, several become an array.
  bool parse_content(std::string_view name, int depth) {
    VariantBuilder parts;
    std::swap(parts, out_);
    const bool good = parse_parts(name, depth);
    std::swap(parts, out_);
    if (!good) return false;
    out_.add_key("$");
    const VariantView content = parts.view();
    if (content.size() == 0) out_.add_text("");
    else out_.add(content.size() == 1 ? content.at(0) : content);
    return true;
  }

  bool parse_parts(std::string_view name, int depth) {
    std::string text;
    out_.begin_array();
    for (;;) {
      if (at_ == text_.size()) return fail("unterminated element");
      if (take("<!--")) {
        if (!skip_past("-->", "unterminated comment")) return false;
      } else if (take("<![CDATA[")) {
        const size_t start = at_;
        if (!skip_past("]]>", "unterminated CDATA section")) return false;
        text += text_.substr(start, at_ - 3 - start);
      } else if (take("<?")) {
        if (!skip_past("?>", "unterminated processing instruction")) return false;
      } else if (take("</")) {
        add_text_part(text);
        out_.end_array();
        return parse_end_tag(name);
      } else if (looking_at("<")) {
        add_text_part(text);
        if (!parse_element(depth + 1)) return false;
      } else {
        const size_t end = std::min(text_.find('<', at_), text_.size());
        if (!unescape(text_.substr(at_, end - at_), text)) return false;
        at_ = end;
      }
    }
  }

  bool parse_end_tag(std::string_view name) {
    if (take_name() != name) return fail("end tag does not match its start tag");
    skip_blanks();
    return take(">") || fail("invalid end tag");
  }

  void add_text_part(std::string& text) {
    const std::string_view trimmed = trim(text);
    if (!trimmed.empty()) add_scalar(trimmed);
    text.clear();
  }

  void add_scalar(std::string_view text) {
    if (conversion_ == XmlConversion::numbers_and_booleans) {
      if (text == "true" || text == "false") return out_.add_boolean(text == "true");
      if (is_number(text)) return void(add_json_number(text, out_));
    }
    out_.add_text(text);
  }

  static bool is_number(std::string_view text) {
    const bool starts = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
    VariantBuilder unused;
    return starts && add_json_number(text, unused) == text.size();
  }

  bool unescape(std::string_view raw, std::string& out) {
    constexpr std::pair<std::string_view, char> entities[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    while (!raw.empty()) {
      const size_t start = raw.find('&');
      out += raw.substr(0, start);
      if (start == std::string_view::npos) return true;
      const size_t end = raw.find(';', start);
      if (end == std::string_view::npos) return fail("unterminated entity");
      const std::string_view name = raw.substr(start + 1, end - start - 1);
      raw.remove_prefix(end + 1);
      bool known = !name.empty() && name[0] == '#' && append_character(name.substr(1), out);
      for (const auto& [entity, character] : entities) {
        if (name != entity) continue;
        out += character;
        known = true;
      }
      if (!known) return fail("unknown entity");
    }
    return true;
  }

  static bool append_character(std::string_view number, std::string& out) {
    const bool hexadecimal = !number.empty() && (number[0] == 'x' || number[0] == 'X');
    if (hexadecimal) number.remove_prefix(1);
    uint32_t code = 0;
    const auto [end, status] = std::from_chars(number.data(), number.data() + number.size(), code,
                                               hexadecimal ? 16 : 10);
    const bool whole = status == std::errc() && end == number.data() + number.size();
    if (!whole || number.empty() || code == 0 || code > 0x10ffff) return false;
    if (code >= 0xd800 && code < 0xe000) return false;
    append_utf8(code, out);
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
  XmlConversion conversion_;
  VariantBuilder& out_;
  std::optional<XmlProblem> problem_;
};

bool is_element_named(VariantView value, std::string_view name) {
  if (!value.is_xml()) return false;
  const auto own = value.find("@");
  return own && own->text() == name;
}

}  // namespace

XmlOutcome parse_xml(std::string_view text, XmlConversion conversion, VariantBuilder& builder) {
  builder.clear();
  return XmlParser(text, conversion, builder).parse();
}

std::string describe(const XmlProblem& problem) {
  return std::string(problem.what) + ", pos " + std::to_string(problem.position);
}

Error xml_error(const XmlProblem& problem) {
  return {"100100", "22P02", "Error parsing XML: " + describe(problem), std::nullopt};
}

std::optional<VariantView> xml_child(VariantView element, std::string_view name,
                                     int64_t instance) {
  const auto content = element.is_xml() ? element.find("$") : std::nullopt;
  if (!content || instance < 0) return std::nullopt;
  if (is_element_named(*content, name)) {
    return instance == 0 ? content : std::nullopt;
  }
  if (!content->is_array()) return std::nullopt;
  const VariantParts parts(*content);
  for (size_t i = 0; i < parts.size(); ++i) {
    if (is_element_named(parts.value(i), name) && instance-- == 0) return parts.value(i);
  }
  return std::nullopt;
}

}  // namespace mockhaus::values
