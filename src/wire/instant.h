// Times of a kept column, back in the engine's physical form (values/physical.h).
#pragma once

#include "values/decimal.h"
#include "values/physical.h"
#include "wire/batch.h"

namespace mockhaus::wire {

// TIME: nanoseconds since midnight.
inline int64_t time_at(const ColumnView& column, int64_t row) {
  return column.at<int64_t>(1, row) *
         static_cast<int64_t>(values::power_of_ten(9 - column.type.scale));
}

// A timestamp of any of the three kinds.
inline values::int128 timestamp_at(const ColumnView& column, int64_t row) {
  const values::int128 first = column.at<int64_t>(1, row);
  const bool whole = column.form == ColumnForm::epoch_fraction ||
                     column.form == ColumnForm::epoch_fraction_zone;
  values::int128 instant = whole ? first * values::nanoseconds_per_second +
                                       column.at<int32_t>(2, row)
                                 : first * values::power_of_ten(9 - column.type.scale);
  if (column.type.kind != sql::TypeKind::timestamp_tz) return instant;
  return instant * 4096 + column.at<int32_t>(whole ? 3 : 2, row);
}

}  // namespace mockhaus::wire
