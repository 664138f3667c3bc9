#include "values/civil_table.h"

namespace mockhaus::values {

constexpr std::array<ShortCivil, civil_table_end - civil_table_begin> civil_table = [] {
  std::array<ShortCivil, civil_table_end - civil_table_begin> table{};
  Civil date{1940, 1, 1};
  for (ShortCivil& entry : table) {
    entry = {static_cast<int16_t>(date.year), static_cast<uint8_t>(date.month),
             static_cast<uint8_t>(date.day)};
    if (++date.day <= days_in_month(date.year, date.month)) continue;
    date.day = 1;
    if (++date.month <= 12) continue;
    date.month = 1;
    ++date.year;
  }
  return table;
}();

}  // namespace mockhaus::values
