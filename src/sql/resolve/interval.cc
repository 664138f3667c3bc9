#include <cctype>

#include "sql/errors.h"
#include "sql/functions/datetime_forms.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/operators.h"

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

}  // namespace

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
