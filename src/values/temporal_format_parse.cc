// Reading text by a format: a search, because Snowflake takes digits back where the rest needs
// them ('1152020' by MMDDYYYY is November 5).
#include "values/temporal_format.h"

namespace mockhaus::values {
namespace {

// Formats that the search would try for too long match nothing; real ones need some dozen steps.
constexpr int steps_max = 20'000;

// Zones that TZD reads, all of them standard time.
struct ZoneWord {
  std::string_view word;
  int offset_minutes;
};
constexpr ZoneWord zone_words[] = {
    {"Z", 0}, {"UTC", 0}, {"GMT", 0}, {"EST", -300}, {"CST", -360}, {"MST", -420}, {"PST", -480},
};

bool same_word(std::string_view text, std::string_view upper) {
  if (text.size() != upper.size()) return false;
  for (size_t at = 0; at < text.size(); ++at) {
    if ((text[at] & ~32) != upper[at]) return false;
  }
  return true;
}

size_t letters_ahead(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && (text[at] | 32) >= 'a' && (text[at] | 32) <= 'z') ++at;
  return at;
}

}  // namespace

class TemporalFormat::Matcher {
 public:
  Matcher(const TemporalFormat& format, int two_digit_century_start, ParsedText* out)
      : format_(format), century_start_(two_digit_century_start), out_(out) {
    for (const Element& element : format.elements_) {
      has_hour_24_ = has_hour_24_ || element.kind == Kind::hour_24;
    }
  }

  bool match(std::string_view text) {
    fields_ = {};
    *out_ = {};
    return match(0, TextScanner(text));
  }

 private:
  bool match(size_t index, TextScanner in) {
    if (++steps_ > steps_max) return false;
    if (index == format_.elements_.size()) return in.done() && fields_.finish(&out_->wall);
    const Element& element = format_.elements_[index];
    switch (element.kind) {
      case Kind::literal: return match_literal(element, index, in);
      case Kind::year_full: return match_year(element, index, in, false);
      case Kind::year_signed: {
        const bool negative = in.take('-');
        if (!negative) in.take('+');
        return match_year(element, index, in, negative);
      }
      case Kind::year_two: return match_two_digit_year(index, in);
      case Kind::month: return match_number(&fields_.month, 1, 12, index, in);
      case Kind::day: return match_number(&fields_.day, 1, 31, index, in);
      case Kind::hour_24: return match_number(&fields_.hour, 0, 23, index, in);
      case Kind::hour_12: {
        if (has_hour_24_) return match_number(&ignored_, 0, 12, index, in);
        fields_.twelve_hours = true;
        return match_number(&fields_.hour, 0, 12, index, in);
      }
      case Kind::minute: return match_number(&fields_.minute, 0, 59, index, in);
      case Kind::second: return match_number(&fields_.second, 0, 59, index, in);
      case Kind::month_short:
      case Kind::month_long: return in.month_name(&fields_.month) && match(index + 1, in);
      case Kind::weekday: return in.day_name() && match(index + 1, in);
      case Kind::meridiem: return in.meridiem(&fields_.meridiem, false) && match(index + 1, in);
      case Kind::meridiem_letter:
        return in.meridiem(&fields_.meridiem, true) && match(index + 1, in);
      case Kind::fraction: return match_fraction(index, in);
      case Kind::offset_colon:
      case Kind::offset_plain:
      case Kind::offset_hours:
        out_->has_offset = in.offset(&out_->offset_minutes);
        return out_->has_offset && match(index + 1, in);
      case Kind::zone_name: return match_zone(index, in);
    }
    return false;
  }

  bool match_literal(const Element& element, size_t index, TextScanner in) {
    const bool is_last = index + 1 == format_.elements_.size();
    for (uint32_t at = element.begin; at < element.end; ++at) {
      const char c = format_.literals_[at];
      if (!in.take(c) && (c != ' ' || (is_last && at + 1 == element.end))) return false;
    }
    return match(index + 1, in);
  }

  // Reads `width` digits; the field is restored where the rest does not match.
  bool match_digits(int64_t* field, size_t width, int64_t low, int64_t high, size_t index,
                    TextScanner in) {
    const int64_t before = *field;
    if (in.number(static_cast<int>(width), field) && *field >= low && *field <= high &&
        match(index + 1, in)) {
      return true;
    }
    *field = before;
    return false;
  }

  bool match_number(int64_t* field, int64_t low, int64_t high, size_t index, TextScanner in) {
    const size_t digits = in.digits_ahead();
    return (digits >= 2 && match_digits(field, 2, low, high, index, in)) ||
           (digits >= 1 && match_digits(field, 1, low, high, index, in));
  }

  bool match_year(const Element& element, size_t index, TextScanner in, bool negative) {
    constexpr size_t widths[] = {4, 3, 2, 1, 5, 6, 7};
    const size_t digits = in.digits_ahead();
    const int64_t before = fields_.year;
    for (const size_t width : widths) {
      if (width > digits || (element.element_follows && width != 4)) continue;
      TextScanner rest = in;
      rest.number(static_cast<int>(width), &fields_.year);
      if (negative) fields_.year = -fields_.year;
      if (match(index + 1, rest)) return true;
    }
    fields_.year = before;
    return false;
  }

  bool match_two_digit_year(size_t index, TextScanner in) {
    const size_t digits = in.digits_ahead();
    const int64_t before = fields_.year;
    for (size_t width = 2; width >= 1; --width) {
      if (width > digits) continue;
      TextScanner rest = in;
      int64_t year = 0;
      rest.number(static_cast<int>(width), &year);
      year += century_start_ - century_start_ % 100;
      fields_.year = year < century_start_ ? year + 100 : year;
      if (match(index + 1, rest)) return true;
    }
    fields_.year = before;
    return false;
  }

  bool match_fraction(size_t index, TextScanner in) {
    const size_t digits = in.digits_ahead();
    fields_.nanosecond = 0;
    if (digits > 0) in.fraction(&fields_.nanosecond);
    if (digits > 9) in.skip(digits - 9);
    return match(index + 1, in);
  }

  bool match_zone(size_t index, TextScanner in) {
    const size_t letters = letters_ahead(in.rest());
    for (const ZoneWord& zone : zone_words) {
      if (!same_word(in.rest().substr(0, letters), zone.word)) continue;
      in.skip(letters);
      out_->has_offset = true;
      out_->offset_minutes = zone.offset_minutes;
      return match(index + 1, in);
    }
    return false;
  }

  const TemporalFormat& format_;
  int century_start_;
  ParsedText* out_;
  Fields fields_;
  int64_t ignored_ = 0;
  int steps_ = 0;
  bool has_hour_24_ = false;
};

bool TemporalFormat::parse(std::string_view text, int two_digit_century_start,
                           ParsedText* out) const {
  Matcher matcher(*this, two_digit_century_start, out);
  if (matcher.match(text)) return true;
  const std::string_view trimmed = trim_blanks(text);
  return trimmed.size() != text.size() && matcher.match(trimmed);
}

}  // namespace mockhaus::values
