// Reading: the text is matched against the elements and rewritten as a plain number, which
// parse_decimal() or parse_float() then reads.
#include <algorithm>

#include "values/number_format.h"
#include "base/ascii.h"
#include "values/number_text.h"

namespace mockhaus::values {
namespace {

using Kind = FormatElement::Kind;

using ascii::is_digit;
using ascii::lower;

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

class Matcher {
 public:
  Matcher(const FormatModel& model, std::string_view text, std::string& plain)
      : model_(model), rest_(trim_blanks(text)), plain_(plain) {}

  bool match() {
    size_t i = 0;
    for (; i < model_.first_digit; ++i) {
      if (!match_element(model_.elements[i])) return false;
    }
    if (i < model_.elements.size() && !match_fixed(i)) return false;
    for (; i < model_.elements.size(); ++i) {
      if (!match_element(model_.elements[i])) return false;
    }
    if (!rest_.empty()) return false;
    finish();
    return true;
  }

 private:
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_blanks() {
    while (take(' ')) {
    }
  }

  bool match_sign(bool required) {
    if (take('-')) {
      negative_ = true;
    } else if (!take('+') && required) {
      return false;
    }
    skip_blanks();
    return true;
  }

  bool match_element(const FormatElement& element) {
    switch (element.kind) {
      case Kind::literal: return match_literal(element.literal);
      case Kind::optional_blank: skip_blanks(); return true;
      case Kind::dollar:
        match_implied_sign();
        return take('$');
      case Kind::percent: return take('%');
      case Kind::sign:
        skip_blanks();
        return match_sign(true);
      case Kind::minus:
        skip_blanks();
        return match_sign(false);
      case Kind::exponent: return match_exponent(true);
      case Kind::text_minimal: return match_minimal(true, false);
      case Kind::text_positional: return match_minimal(false, false);
      case Kind::text_scientific: return match_minimal(true, true);
      default: return true;
    }
  }

  // Without S and MI a sign stands before the first digit or the dollar.
  void match_implied_sign() {
    if (model_.explicit_sign || sign_taken_ || model_.hex) return;
    sign_taken_ = true;
    skip_blanks();
    match_sign(false);
  }

  bool match_literal(std::string_view literal) {
    for (const char c : literal) {
      if (c == ' ') {
        if (!take(' ')) return false;
        skip_blanks();
      } else {
        if (rest_.empty() || lower(rest_.front()) != lower(c)) return false;
        rest_.remove_prefix(1);
      }
    }
    return true;
  }

  // Digits, point and exponent of TM, TM9 and TME.
  bool match_minimal(bool exponent_allowed, bool exponent_required) {
    match_implied_sign();
    bool any = false, point = false;
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '.' && !point) point = true;
      else if (is_digit(c)) any = true;
      else break;
      number_ += c;
      rest_.remove_prefix(1);
    }
    return any && (!exponent_allowed || match_exponent(exponent_required));
  }

  bool match_exponent(bool required) {
    if (rest_.empty() || lower(rest_.front()) != 'e') return !required;
    rest_.remove_prefix(1);
    number_ += 'e';
    if (!rest_.empty() && (rest_.front() == '-' || rest_.front() == '+')) {
      number_ += rest_.front();
      rest_.remove_prefix(1);
    }
    size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    if (count < 1 || count > 5) return false;
    number_.append(rest_.substr(0, count));
    rest_.remove_prefix(count);
    return true;
  }

  // Digits and group separators are aligned at the point, so the text is read up to there first.
  bool match_fixed(size_t& index) {
    match_implied_sign();
    skip_blanks();
    size_t end = index;
    while (end < model_.elements.size() && belongs_to_integer(model_.elements[end].kind)) ++end;
    size_t length = 0;
    while (length < rest_.size() && (is_place_text(rest_[length]) || rest_[length] == ',')) {
      ++length;
    }
    std::string_view integer = rest_.substr(0, length);
    rest_.remove_prefix(length);
    if (!match_integer(index, end, integer)) return false;
    index = end;
    if (index < model_.elements.size() && model_.elements[index].kind == Kind::point) {
      ++index;
      return match_fraction(index);
    }
    return true;
  }

  bool belongs_to_integer(Kind kind) const {
    return kind == Kind::zero_digit || kind == Kind::nine_digit || kind == Kind::hex_digit ||
           kind == Kind::group;
  }
  bool is_place_text(char c) const { return model_.hex ? hex_value(c) >= 0 : is_digit(c); }

  bool match_integer(size_t begin, size_t end, std::string_view integer) {
    std::string digits;
    for (size_t i = end; i > begin; --i) {
      const Kind kind = model_.elements[i - 1].kind;
      if (kind == Kind::group) {
        if (!integer.empty() && integer.back() == ',') integer.remove_suffix(1);
        continue;
      }
      if (integer.empty()) {
        if (kind == Kind::zero_digit) return false;
        continue;
      }
      if (!is_place_text(integer.back())) return false;
      digits += integer.back();
      integer.remove_suffix(1);
    }
    if (!integer.empty()) return false;
    if (digits.empty() && model_.integer_places > 0 && !model_.blank_zero) return false;
    std::reverse(digits.begin(), digits.end());
    number_ += digits;
    return true;
  }

  bool match_fraction(size_t& index) {
    const bool point = take('.');
    if (point) number_ += '.';
    for (; index < model_.elements.size(); ++index) {
      const Kind kind = model_.elements[index].kind;
      if (kind != Kind::zero_digit && kind != Kind::nine_digit) break;
      if (point && !rest_.empty() && is_digit(rest_.front())) {
        number_ += rest_.front();
        rest_.remove_prefix(1);
      } else if (kind == Kind::zero_digit) {
        return false;
      }
    }
    return true;
  }

  void finish() {
    if (negative_) plain_ += '-';
    if (!model_.hex) {
      if (number_.find_first_of("0123456789") == std::string::npos) number_ = "0";
      plain_ += number_;
      if (model_.percent) scale_percent();
      return;
    }
    uint128 value = 0;
    for (const char c : number_) value = value * 16 + static_cast<unsigned>(hex_value(c));
    char text[decimal_text_max];
    plain_.append(text, write_decimal(static_cast<int128>(value), 0, text));
  }

  void scale_percent() {
    const size_t e = plain_.find('e');
    if (e == std::string::npos) {
      plain_ += "e-2";
      return;
    }
    const int exponent = std::stoi(plain_.substr(e + 1)) - 2;
    plain_.replace(e + 1, std::string::npos, std::to_string(exponent));
  }

  const FormatModel& model_;
  std::string_view rest_;
  std::string& plain_;
  std::string number_;
  bool negative_ = false;
  bool sign_taken_ = false;
};

}  // namespace

bool match_number(const FormatModel& model, std::string_view text, std::string& plain) {
  if (model.automatic) {
    plain = text;
    double unused;
    return parse_float(text, unused);
  }
  if (!Matcher(model, text, plain).match()) return false;
  if (!model.exact || model.hex) return true;
  // FX: only what the model itself prints.
  int128 value;
  const int scale = model.text_minimal ? 0 : std::min(model.fraction_places, 37);
  if (parse_decimal(plain, decimal_digits_max, scale, value) != NumberFault::none) return false;
  std::string printed;
  print_number(model, value, scale, printed);
  return model.text_minimal || printed == text;
}

}  // namespace mockhaus::values
