// One temporal type from another, from numbers and from parts.
#include <cmath>

#include "engine/duckdb/functions/temporal_arguments.h"
#include "values/temporal_arithmetic.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::WallClock;

constexpr auto ntz = TimestampKind::ntz;
constexpr auto ltz = TimestampKind::ltz;
constexpr auto tz = TimestampKind::tz;

// Where a conversion needs the session's zone: whenever exactly one side is an instant without
// its own offset, or an offset must be found.
constexpr bool needs_zone(TimestampKind from, TimestampKind to) {
  return from != tz && from != to;
}

template <TimestampKind from, TimestampKind to>
void run_timestamp_to_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                                duckdb_vector output) {
  Column<int128> timestamps(input, 0);
  SessionZone<needs_zone(from, to) ? ltz : ntz> zones(info, input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* zone = zones.at(row);
    if (!zone) return false;
    results.set(row, values::convert_timestamp(from, to, timestamps[row], *zone));
    return true;
  });
}

template <TimestampKind to>
void run_date_to_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                           duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  SessionZone<to == ntz ? ntz : ltz> zones(info, input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* zone = zones.at(row);
    if (!zone) return false;
    results.set(row, values::convert_timestamp(
                         ntz, to, values::to_nanoseconds({dates[row], 0}), *zone));
    return true;
  });
}

template <TimestampKind kind>
void run_timestamp_to_date(duckdb_function_info info, duckdb_data_chunk input,
                           duckdb_vector output) {
  Column<int128> timestamps(input, 0);
  SessionZone<kind> zones(info, input, 1);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* zone = zones.at(row);
    return zone && set_date(info, results, row,
                            values::wall_of(kind, timestamps[row], *zone).day);
  });
}

template <TimestampKind kind>
void run_timestamp_to_time(duckdb_function_info info, duckdb_data_chunk input,
                           duckdb_vector output) {
  Column<int128> timestamps(input, 0);
  SessionZone<kind> zones(info, input, 1);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* zone = zones.at(row);
    if (!zone) return false;
    results.set(row, values::wall_of(kind, timestamps[row], *zone).nanosecond);
    return true;
  });
}

// A number at a scale (0: seconds, 3: milliseconds) is an instant; NTZ shows it in UTC.
template <TimestampKind to>
void run_number_to_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                             duckdb_vector output) {
  DecimalColumn numbers(input, 0);
  Column<int32_t> scales(input, 1);
  SessionZone<to == tz ? ltz : ntz> zones(info, input, 2);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* zone = zones.at(row);
    if (!zone) return false;
    int128 instant = 0;
    constexpr double most = 1e30;  // far beyond the last year, far below an overflow
    if (numbers.is_double()) {
      const double value = numbers.as_double(row) * std::pow(10.0, 9 - scales[row]);
      if (!(std::fabs(value) < most)) {
        fail(info, values::errors::timestamp_out_of_range(std::to_string(numbers.as_double(row))));
        return false;
      }
      instant = static_cast<int128>(std::round(value));
    } else {
      const int scale = numbers.scale() + scales[row];
      if (std::fabs(static_cast<double>(numbers[row])) * std::pow(10.0, 9 - scale) > most) {
        fail_out_of_range(info, numbers[row]);
        return false;
      }
      instant = values::instant_from_number(numbers[row], scale);
    }
    results.set(row, to == tz ? values::tz_from_instant(instant, *zone) : instant);
    return true;
  });
}

void run_truncate_time(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int64_t> times(input, 0);
  Column<int32_t> scales(input, 1);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, static_cast<int64_t>(values::truncate_to_scale(times[row], scales[row])));
  });
}

template <TimestampKind kind>
void run_truncate_timestamp(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int128> timestamps(input, 0);
  Column<int32_t> scales(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::truncate_timestamp(kind, timestamps[row], scales[row]));
  });
}

void run_date_from_parts(duckdb_function_info info, duckdb_data_chunk input,
                         duckdb_vector output) {
  Column<int64_t> years(input, 0), months(input, 1), days(input, 2);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<int64_t> day = values::date_from_parts(years[row], months[row], days[row]);
    if (!day) fail_out_of_range(info, years[row]);
    return day && set_date(info, results, row, *day);
  });
}

void run_time_from_parts(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int64_t> hours(input, 0), minutes(input, 1), seconds(input, 2), nanoseconds(input, 3);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::time_from_parts(hours[row], minutes[row], seconds[row],
                                             nanoseconds[row]));
  });
}

void run_ntz_from_parts(duckdb_function_info info, duckdb_data_chunk input,
                        duckdb_vector output) {
  Column<int64_t> parts[7];
  for (idx_t index = 0; index < 7; ++index) parts[index] = Column<int64_t>(input, index);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<int64_t> day =
        values::date_from_parts(parts[0][row], parts[1][row], parts[2][row]);
    if (!day) {
      fail_out_of_range(info, parts[0][row]);
      return false;
    }
    results.set(row, values::to_nanoseconds({*day, 0}) +
                         values::clock_from_parts(parts[3][row], parts[4][row], parts[5][row],
                                                  parts[6][row]));
    return true;
  });
}

void run_ntz_from_date_and_time(duckdb_function_info, duckdb_data_chunk input,
                                duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  Column<int64_t> times(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::to_nanoseconds({dates[row], times[row]}));
  });
}

// CONVERT_TIMEZONE(source, target, ntz): the wall clock of the target.
void run_convert_timezone_ntz(duckdb_function_info info, duckdb_data_chunk input,
                              duckdb_vector output) {
  ZoneArgument sources(info, input, 0);
  ZoneArgument targets(info, input, 1);
  Column<int128> timestamps(input, 2);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* source = sources.at(row);
    values::Zone* target = source ? targets.at(row) : nullptr;
    if (!target) return false;
    results.set(row, target->to_wall(source->to_instant(timestamps[row])));
    return true;
  });
}

// CONVERT_TIMEZONE(target, timestamp): the same instant with the target's offset.
template <TimestampKind from>
void run_convert_timezone(duckdb_function_info info, duckdb_data_chunk input,
                          duckdb_vector output) {
  ZoneArgument targets(info, input, 0);
  Column<int128> timestamps(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* target = targets.at(row);
    if (!target) return false;
    const int128 value = timestamps[row];
    results.set(row, values::tz_from_instant(from == tz ? values::ltz_from_tz(value) : value,
                                             *target));
    return true;
  });
}

using namespace type;

constexpr NativeFunction functions[] = {
    {"mh_date_to_ntz", {date}, hugeint, run_date_to_timestamp<ntz>},
    {"mh_date_to_ltz", {date, varchar}, hugeint, run_date_to_timestamp<ltz>},
    {"mh_date_to_tz", {date, varchar}, hugeint, run_date_to_timestamp<tz>},
    {"mh_ntz_to_ltz", {hugeint, varchar}, hugeint, run_timestamp_to_timestamp<ntz, ltz>},
    {"mh_ntz_to_tz", {hugeint, varchar}, hugeint, run_timestamp_to_timestamp<ntz, tz>},
    {"mh_ltz_to_ntz", {hugeint, varchar}, hugeint, run_timestamp_to_timestamp<ltz, ntz>},
    {"mh_ltz_to_tz", {hugeint, varchar}, hugeint, run_timestamp_to_timestamp<ltz, tz>},
    {"mh_tz_to_ntz", {hugeint}, hugeint, run_timestamp_to_timestamp<tz, ntz>},
    {"mh_tz_to_ltz", {hugeint}, hugeint, run_timestamp_to_timestamp<tz, ltz>},
    {"mh_ntz_to_date", {hugeint}, date, run_timestamp_to_date<ntz>},
    {"mh_ltz_to_date", {hugeint, varchar}, date, run_timestamp_to_date<ltz>},
    {"mh_tz_to_date", {hugeint}, date, run_timestamp_to_date<tz>},
    {"mh_ntz_to_time", {hugeint}, bigint, run_timestamp_to_time<ntz>},
    {"mh_ltz_to_time", {hugeint, varchar}, bigint, run_timestamp_to_time<ltz>},
    {"mh_tz_to_time", {hugeint}, bigint, run_timestamp_to_time<tz>},
    // number, scale [, zone]
    {"mh_number_to_ntz", {any, integer}, hugeint, run_number_to_timestamp<ntz>},
    {"mh_number_to_ltz", {any, integer}, hugeint, run_number_to_timestamp<ltz>},
    {"mh_number_to_tz", {any, integer, varchar}, hugeint, run_number_to_timestamp<tz>},
    // value, scale
    {"mh_truncate_time", {bigint, integer}, bigint, run_truncate_time},
    {"mh_truncate_ntz", {hugeint, integer}, hugeint, run_truncate_timestamp<ntz>},
    {"mh_truncate_ltz", {hugeint, integer}, hugeint, run_truncate_timestamp<ltz>},
    {"mh_truncate_tz", {hugeint, integer}, hugeint, run_truncate_timestamp<tz>},
    {"mh_date_from_parts", {bigint, bigint, bigint}, date, run_date_from_parts},
    {"mh_time_from_parts", {bigint, bigint, bigint, bigint}, bigint, run_time_from_parts},
    {"mh_ntz_from_parts", {bigint, bigint, bigint, bigint, bigint, bigint, bigint}, hugeint,
     run_ntz_from_parts},
    {"mh_ntz_from_date_and_time", {date, bigint}, hugeint, run_ntz_from_date_and_time},
    {"mh_convert_timezone_ntz", {varchar, varchar, hugeint}, hugeint, run_convert_timezone_ntz},
    {"mh_convert_timezone_ltz", {varchar, hugeint}, hugeint, run_convert_timezone<ltz>},
    {"mh_convert_timezone_tz", {varchar, hugeint}, hugeint, run_convert_timezone<tz>},
};

}  // namespace

std::span<const NativeFunction> temporal_conversion_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
