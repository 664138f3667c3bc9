#include <cctype>

#include "sql/errors.h"
#include "sql/functions/datetime_forms.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/interval.h"
#include "sql/resolve/operators.h"
#include "values/decimal.h"
#include "values/temporal_part.h"

namespace mockhaus::sql {

namespace {

struct IntervalPart {
  std::string amount;  // digits with sign
  std::string unit;    // upper case; empty means SECOND
};

// '1 year, 3 months', '2 hours', '5': parts by commas, each a number and a unit. A number without
// unit counts seconds.
std::optional<std::vector<IntervalPart>> parts_of(std::string_view text) {
  std::vector<IntervalPart> parts;
  size_t i = 0;
  const auto skip = [&](auto wanted) {
    const size_t start = i;
    while (i < text.size() && wanted(static_cast<unsigned char>(text[i]))) ++i;
    return text.substr(start, i - start);
  };
  const auto is_blank = [](unsigned char c) { return std::isspace(c) != 0; };
  while (true) {
    skip(is_blank);
    if (i >= text.size()) break;
    IntervalPart part;
    part.amount = skip([](unsigned char c) { return std::isdigit(c) || c == '-' || c == '+'; });
    if (part.amount.empty()) return std::nullopt;
    skip(is_blank);
    for (char c : skip([](unsigned char c) { return std::isalpha(c) || c == '_'; })) {
      part.unit += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    parts.push_back(std::move(part));
    skip(is_blank);
    if (i < text.size() && text[i] == ',') ++i;
    else if (i < text.size()) return std::nullopt;
  }
  if (parts.empty()) return std::nullopt;
  return parts;
}

// How many nanoseconds a part has; 0 for months and what is made of them.
int64_t nanoseconds_of(values::DatePart part) {
  using enum values::DatePart;
  switch (part) {
    case week: return 7 * values::nanoseconds_per_day;
    case day: return values::nanoseconds_per_day;
    case hour: return 3600 * values::nanoseconds_per_second;
    case minute: return 60 * values::nanoseconds_per_second;
    case second: return values::nanoseconds_per_second;
    case millisecond: return 1'000'000;
    case microsecond: return 1'000;
    case nanosecond: return 1;
    default: return 0;
  }
}

// An interval as the engine writes it for a DATE: 'year' and 'month' keep their meaning.
std::string date_interval(const std::string& amount, values::DatePart part) {
  const bool quarter = part == values::DatePart::quarter;
  const std::string unit(quarter ? "month" : values::part_name(part));
  return "INTERVAL (" + amount + (quarter ? " * 3" : "") + ") " + unit;
}

}  // namespace

Result<std::string> interval_distance(const IntervalLiteral& interval, const Type& type) {
  const auto parts = parts_of(interval.text);
  const std::string text(interval.text);
  if (!parts || !type.is_temporal()) {
    return errors::unsupported("RANGE with INTERVAL '" + text + "' over " + describe(type));
  }
  values::int128 nanoseconds = 0;
  std::string date;
  for (const IntervalPart& each : *parts) {
    std::string unit = each.unit.empty() ? std::string(interval.unit) : each.unit;
    if (unit.empty()) unit = "SECOND";
    const auto part = values::find_part(unit, values::PartUse::span);
    const bool counts = each.amount.find_first_not_of("0123456789") == std::string::npos &&
                        each.amount.size() <= 15;
    if (!part || !counts) return errors::unsupported("RANGE with INTERVAL '" + text + "'");
    const int64_t length = nanoseconds_of(*part);
    if (length == 0 && type.kind != TypeKind::date) {
      return errors::unsupported("RANGE with months over " + describe(type));
    }
    nanoseconds += static_cast<values::int128>(std::stoll(each.amount)) * length;
    date += (date.empty() ? "" : " + ") + date_interval(each.amount, *part);
  }
  if (type.kind == TypeKind::date) return "(" + date + ")";
  char digits[values::decimal_text_max];
  const std::string number(digits, values::write_decimal(nanoseconds, 0, digits));
  return "CAST(" + number + (type.kind == TypeKind::time ? " AS BIGINT)" : " AS HUGEINT)");
}

Result<const Bound*> resolve_interval_sum(Resolver& r, const Bound& value,
                                          const IntervalLiteral& interval, int sign, Span span) {
  const auto parts = parts_of(interval.text);
  if (!parts) return errors::unsupported("INTERVAL literal '" + std::string(interval.text) + "'");
  const Bound* sum = &value;
  for (const IntervalPart& part : *parts) {
    std::string unit = part.unit.empty() ? std::string(interval.unit) : part.unit;
    if (unit.empty()) unit = "SECOND";
    const std::string amount = part.amount[0] == '+' ? part.amount.substr(1) : part.amount;
    const bool negative = (amount[0] == '-') != (sign < 0);
    const std::string digits = (negative ? "-" : "") + amount.substr(amount[0] == '-');
    const Type number = types::number(static_cast<int>(std::min<size_t>(digits.size(), 38)), 0);
    const Bound* count = make_constant(r, number, r.arena.text(digits), span);
    sum = TRY(add_parts(r, unit, *count, *sum, "DATEADD", span));
  }
  return sum;
}

}  // namespace mockhaus::sql
