#include "values/number_format.h"

#include <charconv>

#include "base/ascii.h"
#include "values/number_text.h"

namespace mockhaus::values {
namespace {

using Kind = FormatElement::Kind;

using ascii::upper;

bool starts_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (upper(text[i]) != word[i]) return false;
  }
  return true;
}

struct Word {
  std::string_view text;
  Kind kind;
};
// Longer words first: TM9 is not TM followed by a digit.
constexpr Word words[] = {
    {"TM9", Kind::text_positional}, {"TME", Kind::text_scientific}, {"TM", Kind::text_minimal},
    {"FM", Kind::fill_mode},        {"FX", Kind::exact_mode},       {"MI", Kind::minus},
    {"S", Kind::sign},              {"B", Kind::blank_zero},        {"D", Kind::point},
    {"G", Kind::group},             {"X", Kind::hex_digit},         {"0", Kind::zero_digit},
    {"9", Kind::nine_digit},        {"$", Kind::dollar},            {"%", Kind::percent},
    {"_", Kind::optional_blank},
};

bool is_place(Kind kind) {
  return kind == Kind::zero_digit || kind == Kind::nine_digit || kind == Kind::hex_digit;
}
bool is_text_minimal(Kind kind) {
  return kind == Kind::text_minimal || kind == Kind::text_positional ||
         kind == Kind::text_scientific;
}

void add_literal(FormatModel& model, std::string_view text) {
  if (!model.elements.empty() && model.elements.back().kind == Kind::literal) {
    model.elements.back().literal += text;
    return;
  }
  FormatElement element{Kind::literal};
  element.literal = text;
  model.elements.push_back(std::move(element));
}

// "text" with "" for a quote; false when it is not closed.
bool take_quoted(std::string_view& rest, FormatModel& model) {
  std::string literal;
  for (size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] != '"') {
      literal += rest[i];
    } else if (i + 1 < rest.size() && rest[i + 1] == '"') {
      literal += '"';
      ++i;
    } else {
      add_literal(model, literal);
      rest.remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

// (digits,group) behind TM9, where digits may be ALL.
bool take_parameters(std::string_view& rest, FormatElement& element) {
  const size_t close = rest.find(')');
  if (close == std::string_view::npos) return false;
  std::string_view inside = rest.substr(1, close - 1);
  const size_t comma = inside.find(',');
  const std::string_view digits = inside.substr(0, comma);
  const auto number = [](std::string_view text, int& value) {
    const char* end = text.data() + text.size();
    return std::from_chars(text.data(), end, value).ptr == end && !text.empty() && value >= 0;
  };
  if (!(starts_with(digits, "ALL") && digits.size() == 3) && !number(digits, element.width)) {
    return false;
  }
  if (comma != std::string_view::npos && !number(inside.substr(comma + 1), element.group_size)) {
    return false;
  }
  rest.remove_prefix(close + 1);
  return true;
}

// EE to EEEEEEE; a single E is no element.
bool take_exponent(std::string_view& rest, FormatModel& model) {
  size_t count = 0;
  while (count < rest.size() && upper(rest[count]) == 'E') ++count;
  if (count < 2 || count > 7) return false;
  FormatElement element{Kind::exponent};
  element.lower = rest[0] == 'e';
  element.width = static_cast<int>(count);
  model.elements.push_back(std::move(element));
  rest.remove_prefix(count);
  return true;
}

bool take_word(std::string_view& rest, FormatModel& model) {
  for (const Word& word : words) {
    if (!starts_with(rest, word.text)) continue;
    FormatElement element{word.kind};
    element.lower = rest[0] >= 'a';
    if (word.kind == Kind::text_positional) element.width = -1;
    rest.remove_prefix(word.text.size());
    if (word.kind == Kind::text_positional && rest.starts_with('(') &&
        !take_parameters(rest, element)) {
      return false;
    }
    model.elements.push_back(std::move(element));
    return true;
  }
  return false;
}

bool take_element(std::string_view& rest, FormatModel& model) {
  const char c = rest[0];
  if (c == '"') return take_quoted(rest, model);
  if (c == '.' || c == ',') {
    // Separators count as such only behind a digit place; a leading '.' begins a fraction.
    const bool behind = !model.elements.empty() && is_place(model.elements.back().kind);
    const bool before = rest.size() > 1 && (rest[1] == '9' || rest[1] == '0');
    if (behind || (c == '.' && before)) {
      model.elements.push_back({c == '.' ? Kind::point : Kind::group});
    } else {
      add_literal(model, rest.substr(0, 1));
    }
    rest.remove_prefix(1);
    return true;
  }
  if (std::string_view(";:-=/() <>").find(c) != std::string_view::npos) {
    add_literal(model, rest.substr(0, 1));
    rest.remove_prefix(1);
    return true;
  }
  if (upper(c) == 'E') return take_exponent(rest, model);
  return take_word(rest, model);
}

// Counts what the elements ask for; false when they contradict each other.
bool summarize(FormatModel& model) {
  model.first_digit = model.elements.size();
  bool point = false;
  int signs = 0, minimal = 0;
  for (size_t i = 0; i < model.elements.size(); ++i) {
    const FormatElement& element = model.elements[i];
    if (is_place(element.kind)) ++(point ? model.fraction_places : model.integer_places);
    if (is_place(element.kind) || element.kind == Kind::point) {
      if (model.first_digit == model.elements.size()) model.first_digit = i;
    }
    switch (element.kind) {
      case Kind::point:
        if (point) return false;
        point = true;
        break;
      case Kind::hex_digit:
        model.hex = true;
        model.lower_hex = element.lower;
        break;
      case Kind::exponent: model.exponent_width = element.width; break;
      case Kind::percent: model.percent = true; break;
      case Kind::blank_zero: model.blank_zero = true; break;
      case Kind::exact_mode: model.exact = true; break;
      case Kind::sign:
      case Kind::minus: ++signs; break;
      default: minimal += is_text_minimal(element.kind); break;
    }
  }
  model.explicit_sign = signs > 0;
  model.text_minimal = minimal > 0;
  const int places = model.integer_places + model.fraction_places;
  if (signs > 1 || minimal > 1 || places > 76) return false;
  if ((minimal == 0) == (places == 0)) return false;  // one kind of number, and exactly one
  return !model.hex || (!point && model.exponent_width == 0);
}

// One alternative: everything up to a '|' outside of quotes.
bool take_model(std::string_view& rest, FormatModel& model) {
  if (starts_with(rest, "AUTO") && (rest.size() == 4 || rest[4] == '|')) {
    rest.remove_prefix(4);
    model.automatic = true;
    return true;
  }
  while (!rest.empty() && rest[0] != '|') {
    if (!take_element(rest, model)) return false;
  }
  return summarize(model);
}

}  // namespace

std::optional<NumberFormat> NumberFormat::compile(std::string_view text) {
  std::vector<FormatModel> models;
  for (std::string_view rest = text;;) {
    if (!take_model(rest, models.emplace_back())) return std::nullopt;
    if (rest.empty()) return NumberFormat(std::move(models));
    rest.remove_prefix(1);
  }
}

void NumberFormat::print(int128 units, int scale, std::string& out) const {
  print_number(models_.front(), units, scale, out);
}

void NumberFormat::print(double value, std::string& out) const {
  print_number(models_.front(), value, out);
}

NumberFault NumberFormat::parse(std::string_view text, int precision, int scale,
                                int128& result) const {
  std::string plain;
  for (const FormatModel& model : models_) {
    plain.clear();
    if (!match_number(model, text, plain)) continue;
    return parse_decimal(plain, precision, scale, result);
  }
  return NumberFault::not_recognized;
}

NumberFault NumberFormat::parse(std::string_view text, double& result) const {
  std::string plain;
  for (const FormatModel& model : models_) {
    plain.clear();
    if (!match_number(model, text, plain)) continue;
    return parse_float(plain, result) ? NumberFault::none : NumberFault::not_recognized;
  }
  return NumberFault::not_recognized;
}

}  // namespace mockhaus::values
