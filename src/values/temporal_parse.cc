#include "values/temporal_parse.h"

#include "base/ascii.h"
#include "values/errors.h"

namespace mockhaus::values {
namespace {

using ascii::is_digit;
using ascii::is_letter;

// An integer, whose magnitude says its unit: below a year of milliseconds it counts seconds.
bool read_epoch(std::string_view text, ParsedText* out) {
  const bool negative = text.front() == '-';
  std::string_view digits = text.substr(negative || text.front() == '+' ? 1 : 0);
  if (digits.empty() || digits.size() > 30) return false;
  int128 value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return false;
    value = value * 10 + (c - '0');
  }
  constexpr int64_t year_of_milliseconds = 31'536'000'000;
  int64_t unit = 1'000'000'000;
  for (int128 limit = year_of_milliseconds; value >= limit && unit > 1; limit *= 1000) unit /= 1000;
  out->wall = wall_clock((negative ? -value : value) * unit);
  out->is_epoch = true;
  return true;
}

// HH24:MI[:SS[.FF]]; `hour_alone`: also HH24 without minutes.
bool read_clock(TextScanner& in, Fields& fields, bool hour_alone) {
  if (!in.number(any_digits, &fields.hour)) return false;
  if (in.peek() != ':') return hour_alone;
  in.take(':');
  if (!in.number(any_digits, &fields.minute)) return false;
  if (!in.take(':')) return true;
  if (!in.number(any_digits, &fields.second)) return false;
  return !in.take('.') || in.fraction(&fields.nanosecond);
}

bool read_offset(TextScanner& in, ParsedText* out) {
  in.take_blanks();
  if (in.done()) return true;
  return out->has_offset = in.offset(&out->offset_minutes);
}

// [T| ]HH24[:MI[:SS[.FF]]] [offset], or nothing.
bool read_rest_of_iso(TextScanner& in, Fields& fields, ParsedText* out) {
  if (in.done()) return true;
  const bool blanks = in.take_blanks();
  if (in.take('T')) {
    in.take_blanks();
  } else if (!blanks) {
    return false;
  }
  if (!read_clock(in, fields, true)) return false;
  return read_offset(in, out);
}

// MM/DD/YYYY [HH24:MI:SS]
bool read_slashes(TextScanner& in, Fields& fields, int64_t month) {
  fields.month = month;
  if (!in.number(any_digits, &fields.day) || !in.take('/') || !in.number(7, &fields.year)) {
    return false;
  }
  if (in.done()) return true;
  if (!in.take_blanks()) return false;
  const std::string_view clock = in.rest();
  return read_clock(in, fields, false) && clock.find(':') != clock.rfind(':');
}

// HH24:MI:SS[.FF] or HH12:MI:SS[.FF] AM
bool read_clock_with_meridiem(TextScanner& in, Fields& fields) {
  if (!read_clock(in, fields, false)) return false;
  const std::string_view rest = in.rest();
  TextScanner ahead(rest);
  ahead.take_blanks();
  if (!ahead.meridiem(&fields.meridiem, false)) return true;
  in.skip(rest.size() - ahead.rest().size());
  fields.twelve_hours = true;
  return true;
}

// DY, DD MON YYYY clock [offset]  or  DY MON DD clock offset YYYY
bool read_rfc(TextScanner& in, Fields& fields, ParsedText* out) {
  if (!in.day_name()) return false;
  if (in.take(',')) {
    in.take_blanks();
    return in.number(2, &fields.day) && in.take_blanks() && in.month_name(&fields.month) &&
           in.take_blanks() && in.number(7, &fields.year) && in.take_blanks() &&
           read_clock_with_meridiem(in, fields) && read_offset(in, out);
  }
  return in.take_blanks() && in.month_name(&fields.month) && in.take_blanks() &&
         in.number(2, &fields.day) && in.take_blanks() && read_clock(in, fields, false) &&
         in.take_blanks() && (out->has_offset = in.offset(&out->offset_minutes)) &&
         in.take_blanks() && in.number(7, &fields.year);
}

bool read_numeric_date(TextScanner& in, Fields& fields, ParsedText* out) {
  const size_t digits = in.digits_ahead();
  int64_t first = 0;
  if (!in.number(any_digits, &first)) return false;
  if (in.take('/')) return read_slashes(in, fields, first);
  if (!in.take('-')) return false;
  if (is_letter(in.peek())) {  // DD-MON-YYYY
    fields.day = first;
    return in.month_name(&fields.month) && in.take('-') && in.number(7, &fields.year);
  }
  if (digits < 3 || digits > 7) return false;  // two digits would not say which century
  fields.year = first;
  return in.number(any_digits, &fields.month) && in.take('-') &&
         in.number(any_digits, &fields.day) && read_rest_of_iso(in, fields, out);
}

}  // namespace

bool detect_timestamp(std::string_view text, ParsedText* out) {
  *out = {};
  text = trim_blanks(text);
  if (text.empty()) return false;
  if (read_epoch(text, out)) return true;
  TextScanner in(text);
  Fields fields;
  const bool read =
      is_digit(in.peek()) ? read_numeric_date(in, fields, out) : read_rfc(in, fields, out);
  return read && in.done() && fields.finish(&out->wall);
}

bool detect_date(std::string_view text, ParsedText* out) { return detect_timestamp(text, out); }

bool detect_time(std::string_view text, ParsedText* out) {
  *out = {};
  text = trim_blanks(text);
  if (text.empty()) return false;
  if (read_epoch(text, out)) return true;
  TextScanner in(text);
  Fields fields;
  return read_clock_with_meridiem(in, fields) && read_offset(in, out) && in.done() &&
         fields.finish(&out->wall);
}

TemporalReader::TemporalReader(std::string_view format, TemporalTarget target,
                               int two_digit_century_start)
    : target_(target), two_digit_century_start_(two_digit_century_start) {
  const bool automatic = format.size() == 4 && (format[0] | 32) == 'a' && (format[1] | 32) == 'u' &&
                         (format[2] | 32) == 't' && (format[3] | 32) == 'o';
  if (!automatic) format_.emplace(format);
}

bool TemporalReader::read(std::string_view text, ParsedText* out) const {
  if (format_) return format_->parse(text, two_digit_century_start_, out);
  return target_ == TemporalTarget::time ? detect_time(text, out) : detect_timestamp(text, out);
}

Error TemporalReader::error(std::string_view text) const {
  if (format_) {
    const char* kind = target_ == TemporalTarget::date   ? "date"
                       : target_ == TemporalTarget::time ? "time"
                                                         : "timestamp";
    return errors::temporal_format_mismatch(text, kind, format_->text());
  }
  switch (target_) {
    case TemporalTarget::date: return errors::date_not_recognized(text);
    case TemporalTarget::time: return errors::time_not_recognized(text);
    case TemporalTarget::timestamp: break;
  }
  return errors::timestamp_not_recognized(text);
}

}  // namespace mockhaus::values
