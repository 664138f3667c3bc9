// The calendar dates of the days that data is about, by table: many times faster than computing.
#pragma once

#include <array>

#include "values/civil.h"

namespace mockhaus::values {

struct ShortCivil {
  int16_t year;
  uint8_t month;
  uint8_t day;
};
constexpr int64_t civil_table_begin = days_from_civil(1940, 1, 1);
constexpr int64_t civil_table_end = days_from_civil(2060, 1, 1);
extern const std::array<ShortCivil, civil_table_end - civil_table_begin> civil_table;

// civil_from_days(), for any day.
inline Civil civil_of(int64_t days) {
  if (days < civil_table_begin || days >= civil_table_end) return civil_from_days(days);
  const ShortCivil& found = civil_table[static_cast<size_t>(days - civil_table_begin)];
  return {found.year, found.month, found.day};
}

}  // namespace mockhaus::values
