// Printing: a number is first brought to significant digits and the place of its point, then
// the places of the model are filled from them.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "values/number_format.h"

namespace mockhaus::values {
namespace {

using Kind = FormatElement::Kind;

// 0.d1d2d3... * 10^point; zero has no digits. Finite.
struct Digits {
  char text[48];
  int count = 0;
  int point = 0;
  int scale = 0;  // digits behind the point that TM9 prints
  bool negative = false;
  bool overflow = false;  // infinity and NaN
};

void drop_trailing_zeros(Digits& digits) {
  while (digits.count > 0 && digits.text[digits.count - 1] == '0') --digits.count;
}

Digits digits_of(int128 units, int scale) {
  Digits digits;
  digits.negative = units < 0;
  digits.scale = scale;
  if (units == 0) return digits;
  char text[decimal_text_max];
  const size_t length = write_decimal(units, 0, text);
  const int skip = digits.negative ? 1 : 0;
  digits.count = static_cast<int>(length) - skip;
  std::memcpy(digits.text, text + skip, static_cast<size_t>(digits.count));
  digits.point = digits.count - scale;
  drop_trailing_zeros(digits);
  return digits;
}

Digits digits_of(double value) {
  Digits digits;
  digits.negative = std::signbit(value) && value != 0;
  digits.overflow = !std::isfinite(value);
  if (value == 0 || digits.overflow) return digits;
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, std::fabs(value),
                                 std::chars_format::scientific);
  const char* next = text;
  for (; *next != 'e'; ++next) {
    if (*next != '.') digits.text[digits.count++] = *next;
  }
  int exponent = 0;
  next += next[1] == '+' ? 2 : 1;
  std::from_chars(next, end.ptr, exponent);
  digits.point = exponent + 1;
  drop_trailing_zeros(digits);
  digits.scale = std::max(0, digits.count - digits.point);
  return digits;
}

// Keeps `places` digits behind the point, rounding half away from zero.
void round_to(Digits& digits, int places) {
  const int keep = digits.point + places;
  if (keep >= digits.count) return;
  const bool up = keep >= 0 && digits.text[keep] >= '5';
  digits.count = std::max(keep, 0);
  if (up) {
    int i = digits.count - 1;
    while (i >= 0 && digits.text[i] == '9') --i;
    if (i >= 0) {
      ++digits.text[i];
      digits.count = i + 1;
    } else {
      digits.text[0] = '1';
      digits.count = 1;
      ++digits.point;
    }
  }
  drop_trailing_zeros(digits);
  if (digits.count == 0) {
    digits.point = 0;
    digits.negative = false;
  }
}

// The digit at a place: 0 is the units place, 1 the tens, -1 the tenths.
char digit_at(const Digits& digits, int place) {
  const int index = digits.point - 1 - place;
  return index >= 0 && index < digits.count ? digits.text[index] : '0';
}

void append_exponent(std::string& out, int exponent, const FormatElement& element) {
  out += element.lower ? 'e' : 'E';
  char text[16];
  const auto end = std::to_chars(text, text + sizeof text, std::abs(exponent));
  const int length = static_cast<int>(end.ptr - text);
  if (element.width == 2) {
    if (exponent < 0) out += '-';
    out.append(text, end.ptr);
    return;
  }
  const int places = element.width - 2;
  out += exponent < 0 ? '-' : '+';
  if (length > places) {
    out.append(static_cast<size_t>(places), '#');
  } else {
    out.append(static_cast<size_t>(places - length), '0');
    out.append(text, end.ptr);
  }
}

void append_positional(std::string& out, const Digits& digits, int scale, int group_size) {
  const int top = std::max(digits.point, 1);
  for (int place = top - 1; place >= 0; --place) {
    out += digit_at(digits, place);
    if (group_size > 0 && place > 0 && place % group_size == 0) out += ',';
  }
  if (scale <= 0) return;
  out += '.';
  for (int place = -1; place >= -scale; --place) out += digit_at(digits, place);
}

void append_scientific(std::string& out, const Digits& digits, bool lower) {
  out += digits.count > 0 ? digits.text[0] : '0';
  if (digits.count > 1) {
    out += '.';
    out.append(digits.text + 1, static_cast<size_t>(digits.count - 1));
  }
  FormatElement exponent{Kind::exponent};
  exponent.lower = lower;
  exponent.width = 2;
  append_exponent(out, digits.count > 0 ? digits.point - 1 : 0, exponent);
}

void append_minimal(std::string& out, Digits digits, const FormatElement& element, bool compact) {
  if (digits.overflow) {
    out += "inf";
    return;
  }
  if (element.kind == Kind::text_scientific || digits.point > decimal_digits_max + 1) {
    return append_scientific(out, digits, element.lower);
  }
  int scale = std::min(digits.scale, decimal_digits_max);
  if (element.width >= 0) scale = std::min(scale, element.width);
  round_to(digits, scale);
  if (compact) scale = std::max(0, digits.count - digits.point);
  std::string positional;
  append_positional(positional, digits, scale, element.group_size);
  if (element.kind == Kind::text_minimal) {
    std::string scientific;
    append_scientific(scientific, digits, element.lower);
    if (scientific.size() < positional.size()) positional.swap(scientific);
  }
  out += positional;
}

// Fills the digit places of a fixed-position model.
class FixedPrinter {
 public:
  FixedPrinter(const FormatModel& model, Digits digits, uint128 hex_value, std::string& out)
      : model_(model), digits_(digits), hex_value_(hex_value), out_(out),
        place_(model.integer_places) {
    if (model.exponent_width > 0 && digits_.count > 0) {
      round_to(digits_, model.integer_places + model.fraction_places - digits_.point);
      exponent_ = digits_.point - model.integer_places;
      digits_.point = model.integer_places;
    } else if (!model.hex) {
      round_to(digits_, model.fraction_places);
    }
    overflow_ = digits_.overflow || (!model.hex && digits_.point > model.integer_places);
  }

  void set_hex_overflow(bool overflow) { overflow_ = overflow_ || overflow; }

  void print() {
    find_printed();
    for (size_t i = 0; i < model_.elements.size(); ++i) {
      if (i == model_.first_digit) open_field();
      print_element(model_.elements[i], i);
    }
  }

 private:
  // The highest integer place that prints a digit, and the lowest fraction place.
  void find_printed() {
    int place = model_.integer_places;
    int highest = overflow_ ? place - 1 : -1;
    int lowest = overflow_ ? -model_.fraction_places : 0;
    for (const FormatElement& element : model_.elements) {
      if (element.kind != Kind::zero_digit && element.kind != Kind::nine_digit &&
          element.kind != Kind::hex_digit) {
        continue;
      }
      --place;
      const bool forced = element.kind == Kind::zero_digit || digit(place) != '0' ||
                          (place == 0 && !model_.blank_zero);
      if (place >= 0 && forced) highest = std::max(highest, place);
      if (place < 0 && forced) lowest = std::min(lowest, place);
    }
    highest_ = highest;
    lowest_ = lowest;
  }

  char digit(int place) const {
    if (!model_.hex) return digit_at(digits_, place);
    const int value = place < 32 ? static_cast<int>((hex_value_ >> (place * 4)) & 15) : 0;
    return (model_.lower_hex ? "0123456789abcdef" : "0123456789ABCDEF")[value];
  }

  // Blanks for places that print nothing, then the floating sign and dollar.
  void open_field() {
    std::string prefix;
    bool floating_sign = !model_.explicit_sign && !model_.hex;
    for (size_t i = 0; i < model_.first_digit; ++i) {
      if (model_.elements[i].kind == Kind::sign) prefix += digits_.negative ? '-' : '+';
      if (model_.elements[i].kind == Kind::dollar) prefix += '$';
    }
    size_t blanks = 0;
    if (floating_sign) {
      if (digits_.negative) prefix.insert(0, 1, '-');
      else ++blanks;
    }
    int place = model_.integer_places;
    for (size_t i = model_.first_digit; i < model_.elements.size(); ++i) {
      const Kind kind = model_.elements[i].kind;
      if (kind == Kind::point) break;
      if (kind == Kind::group) blanks += place > highest_;
      if (kind == Kind::zero_digit || kind == Kind::nine_digit || kind == Kind::hex_digit) {
        blanks += --place > highest_;
      }
    }
    if (!compact_) out_.append(blanks, ' ');
    out_ += prefix;
  }

  void print_element(const FormatElement& element, size_t index) {
    const bool behind = index > model_.first_digit;
    switch (element.kind) {
      case Kind::literal: out_ += element.literal; break;
      case Kind::fill_mode: compact_ = !compact_; break;
      case Kind::zero_digit:
      case Kind::nine_digit:
      case Kind::hex_digit: print_place(--place_); break;
      case Kind::group:
        if (place_ <= highest_) out_ += ',';
        break;
      case Kind::point: out_ += '.'; break;
      case Kind::exponent: append_exponent(out_, exponent_, element); break;
      case Kind::dollar:
        if (behind) out_ += '$';
        break;
      case Kind::percent: out_ += '%'; break;
      case Kind::sign:
        if (behind) out_ += digits_.negative ? '-' : '+';
        break;
      case Kind::minus:
        if (digits_.negative) out_ += '-';
        else if (!compact_) out_ += ' ';
        break;
      default: break;
    }
  }

  void print_place(int place) {
    if (place > highest_) return;  // its blank stands before the sign
    if (place < lowest_) {
      if (!compact_) out_ += ' ';
      return;
    }
    out_ += overflow_ ? '#' : digit(place);
  }

  const FormatModel& model_;
  Digits digits_;
  uint128 hex_value_;
  std::string& out_;
  int place_;
  int highest_ = 0, lowest_ = 0;
  int exponent_ = 0;
  bool compact_ = false;
  bool overflow_ = false;
};

void print_hex(const FormatModel& model, Digits digits, std::string& out) {
  round_to(digits, 0);
  uint128 value = 0;
  bool overflow = digits.overflow || digits.point > decimal_digits_max;
  for (int place = digits.point - 1; place >= 0 && !overflow; --place) {
    value = value * 10 + static_cast<unsigned>(digit_at(digits, place) - '0');
  }
  const int bits = model.integer_places * 4;
  const uint128 limit = bits < 128 ? uint128{1} << bits : 0;  // 0: everything fits
  if (digits.negative && !model.explicit_sign) {
    overflow = overflow || (limit != 0 && value > limit / 2);
    value = limit != 0 ? limit - value : -value;
  } else {
    overflow = overflow || (limit != 0 && value >= limit);
  }
  FixedPrinter printer(model, digits, value, out);
  printer.set_hex_overflow(overflow);
  printer.print();
}

void print_minimal(const FormatModel& model, const Digits& digits, std::string& out) {
  bool compact = false, dollar = false;
  for (const FormatElement& element : model.elements) {
    switch (element.kind) {
      case Kind::literal: out += element.literal; break;
      case Kind::fill_mode: compact = !compact; break;
      case Kind::sign: out += digits.negative ? '-' : '+'; break;
      case Kind::minus:
        if (digits.negative) out += '-';
        else if (!compact) out += ' ';
        break;
      case Kind::percent: out += '%'; break;
      case Kind::dollar: dollar = true; break;
      case Kind::text_minimal:
      case Kind::text_positional:
      case Kind::text_scientific:
        if (!model.explicit_sign && digits.negative) out += '-';
        if (dollar) out += '$';
        if (!(model.blank_zero && digits.count == 0)) {
          append_minimal(out, digits, element, compact);
        } else {
          out += ' ';
        }
        break;
      default: break;
    }
  }
}

void print_digits(const FormatModel& model, Digits digits, std::string& out) {
  if (model.percent) {
    digits.point += digits.count > 0 ? 2 : 0;
    digits.scale = std::max(0, digits.scale - 2);
  }
  if (model.text_minimal) return print_minimal(model, digits, out);
  if (model.hex) return print_hex(model, digits, out);
  FixedPrinter(model, digits, 0, out).print();
}

}  // namespace

void print_number(const FormatModel& model, int128 units, int scale, std::string& out) {
  if (!model.automatic) return print_digits(model, digits_of(units, scale), out);
  if (units < 0) out += '-';
  append_minimal(out, digits_of(units, scale), {Kind::text_positional, false, -1}, false);
}

void print_number(const FormatModel& model, double value, std::string& out) {
  if (!model.automatic) return print_digits(model, digits_of(value), out);
  if (value < 0) out += '-';
  append_minimal(out, digits_of(value), {Kind::text_scientific}, false);
}

}  // namespace mockhaus::values
