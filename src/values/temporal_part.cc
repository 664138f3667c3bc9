#include "values/temporal_part.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"

namespace mockhaus::values {
namespace {

struct Name {
  std::string_view word;
  DatePart part;
  uint8_t uses;
};

constexpr uint8_t span = 1;
constexpr uint8_t component = 2;
constexpr uint8_t both = 3;

constexpr Name names[] = {
    {"d", DatePart::day, both},
    {"day", DatePart::day, both},
    {"dayofmonth", DatePart::day, both},
    {"dayofweek", DatePart::day_of_week, component},
    {"dayofweek_iso", DatePart::day_of_week_iso, component},
    {"dayofweekiso", DatePart::day_of_week_iso, component},
    {"dayofyear", DatePart::day_of_year, component},
    {"days", DatePart::day, both},
    {"dd", DatePart::day, both},
    {"dow", DatePart::day_of_week, component},
    {"dow_iso", DatePart::day_of_week_iso, component},
    {"doy", DatePart::day_of_year, component},
    {"dw", DatePart::day_of_week, component},
    {"dw_iso", DatePart::day_of_week_iso, component},
    {"dy", DatePart::day_of_year, component},
    {"epoch", DatePart::epoch_second, component},
    {"epoch_microsecond", DatePart::epoch_microsecond, component},
    {"epoch_microseconds", DatePart::epoch_microsecond, component},
    {"epoch_millisecond", DatePart::epoch_millisecond, component},
    {"epoch_milliseconds", DatePart::epoch_millisecond, component},
    {"epoch_nanosecond", DatePart::epoch_nanosecond, component},
    {"epoch_nanoseconds", DatePart::epoch_nanosecond, component},
    {"epoch_second", DatePart::epoch_second, component},
    {"epoch_seconds", DatePart::epoch_second, component},
    {"h", DatePart::hour, both},
    {"hh", DatePart::hour, both},
    {"hour", DatePart::hour, both},
    {"hours", DatePart::hour, both},
    {"hr", DatePart::hour, both},
    {"hrs", DatePart::hour, both},
    {"m", DatePart::minute, both},
    {"mi", DatePart::minute, both},
    {"microsecond", DatePart::microsecond, span},
    {"microseconds", DatePart::microsecond, span},
    {"millisecond", DatePart::millisecond, span},
    {"milliseconds", DatePart::millisecond, span},
    {"min", DatePart::minute, both},
    {"mins", DatePart::minute, both},
    {"minute", DatePart::minute, both},
    {"minutes", DatePart::minute, both},
    {"mm", DatePart::month, both},
    {"mon", DatePart::month, both},
    {"mons", DatePart::month, both},
    {"month", DatePart::month, both},
    {"months", DatePart::month, both},
    {"ms", DatePart::millisecond, span},
    {"msec", DatePart::millisecond, span},
    {"msecs", DatePart::millisecond, span},
    {"nanosec", DatePart::nanosecond, both},
    {"nanosecond", DatePart::nanosecond, both},
    {"nanoseconds", DatePart::nanosecond, both},
    {"nanosecs", DatePart::nanosecond, both},
    {"ns", DatePart::nanosecond, both},
    {"nsec", DatePart::nanosecond, both},
    {"nsecond", DatePart::nanosecond, both},
    {"nseconds", DatePart::nanosecond, both},
    {"nsecs", DatePart::nanosecond, both},
    {"q", DatePart::quarter, both},
    {"qtr", DatePart::quarter, both},
    {"qtrs", DatePart::quarter, both},
    {"quarter", DatePart::quarter, both},
    {"quarters", DatePart::quarter, both},
    {"s", DatePart::second, both},
    {"sec", DatePart::second, both},
    {"second", DatePart::second, both},
    {"seconds", DatePart::second, both},
    {"secs", DatePart::second, both},
    {"timezone_hour", DatePart::timezone_hour, component},
    {"timezone_minute", DatePart::timezone_minute, component},
    {"tzh", DatePart::timezone_hour, component},
    {"tzm", DatePart::timezone_minute, component},
    {"us", DatePart::microsecond, span},
    {"usec", DatePart::microsecond, span},
    {"usecs", DatePart::microsecond, span},
    {"w", DatePart::week, both},
    {"week", DatePart::week, both},
    {"week_iso", DatePart::week_iso, component},
    {"weekday", DatePart::day_of_week, component},
    {"weekday_iso", DatePart::day_of_week_iso, component},
    {"weekiso", DatePart::week_iso, component},
    {"weekofyear", DatePart::week, component},
    {"weekofyear_iso", DatePart::week_iso, component},
    {"weekofyeariso", DatePart::week_iso, component},
    {"weeks", DatePart::week, both},
    {"wk", DatePart::week, both},
    {"woy", DatePart::week, component},
    {"wy", DatePart::week, component},
    {"y", DatePart::year, both},
    {"year", DatePart::year, both},
    {"yearday", DatePart::day_of_year, component},
    {"yearofweek", DatePart::year_of_week, component},
    {"yearofweekiso", DatePart::year_of_week_iso, component},
    {"years", DatePart::year, both},
    {"yr", DatePart::year, both},
    {"yrs", DatePart::year, both},
    {"yy", DatePart::year, both},
    {"yyy", DatePart::year, both},
    {"yyyy", DatePart::year, both},
};
static_assert(std::is_sorted(std::begin(names), std::end(names),
                             [](const Name& a, const Name& b) { return a.word < b.word; }));

constexpr std::string_view canonical[] = {
    "year",          "quarter",           "month",
    "week",          "day",               "hour",
    "minute",        "second",            "millisecond",
    "microsecond",   "nanosecond",        "week_iso",
    "dayofweek",     "dayofweek_iso",     "dayofyear",
    "yearofweek",    "yearofweekiso",     "epoch_second",
    "epoch_millisecond", "epoch_microsecond", "epoch_nanosecond",
    "timezone_hour", "timezone_minute",
};

}  // namespace

std::optional<DatePart> find_part(std::string_view name, PartUse use) {
  char lower[24];
  if (name.size() > sizeof lower) return std::nullopt;
  for (size_t at = 0; at < name.size(); ++at) {
    lower[at] = ascii::lower(name[at]);
  }
  const std::string_view word(lower, name.size());
  const auto before = [](const Name& a, std::string_view b) { return a.word < b; };
  const Name* found = std::lower_bound(std::begin(names), std::end(names), word, before);
  if (found == std::end(names) || found->word != word) return std::nullopt;
  if (!(found->uses & static_cast<uint8_t>(use))) return std::nullopt;
  return found->part;
}

std::string_view part_name(DatePart part) { return canonical[static_cast<size_t>(part)]; }

}  // namespace mockhaus::values
