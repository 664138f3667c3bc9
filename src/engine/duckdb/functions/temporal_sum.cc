// DATEADD, DATEDIFF, ADD_MONTHS and MONTHS_BETWEEN.
#include "engine/duckdb/functions/temporal_arguments.h"
#include "values/temporal_arithmetic.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::DatePart;
using values::PartUse;
using values::WallClock;

constexpr auto ntz = TimestampKind::ntz;
constexpr auto ltz = TimestampKind::ltz;
constexpr auto tz = TimestampKind::tz;

// The part and the amount of DATEADD: columns 0 and 1.
class Addend {
 public:
  Addend(duckdb_function_info info, duckdb_data_chunk input)
      : info_(info), parts_(info, input, 0, PartUse::span), amounts_(input, 1) {}

  // False after it has failed the kernel.
  bool read(idx_t row) {
    std::optional<DatePart> found = parts_.at(row);
    if (!found) return false;
    part = *found;
    const int128 number = amounts_.at(row);
    if (!values::amount_fits(part, number)) {
      fail_out_of_range(info_, number);
      return false;
    }
    amount = static_cast<int64_t>(number);
    return true;
  }

  DatePart part = DatePart::day;
  int64_t amount = 0;

 private:
  duckdb_function_info info_;
  PartArgument parts_;
  WholeNumber amounts_;
};

// part, amount, date
void run_add_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Addend addend(info, input);
  Column<int32_t> dates(input, 2);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    return addend.read(row) &&
           set_date(info, results, row,
                    values::add_date_span(addend.part, addend.amount, dates[row]));
  });
}

// part, amount, time
void run_add_time(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Addend addend(info, input);
  Column<int64_t> times(input, 2);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    if (!addend.read(row)) return false;
    results.set(row, values::add_to_time(addend.part, addend.amount, times[row]));
    return true;
  });
}

int128 add_duration(TimestampKind kind, DatePart part, int64_t amount, int128 value) {
  if (kind != tz) return values::add_duration(part, amount, value);
  const values::ZonedTimestamp zoned = values::unpack(value);
  return values::pack(
      {values::add_duration(part, amount, zoned.instant), zoned.offset_minutes});
}

// part, amount, timestamp [, zone]: days and longer on the wall clock, hours and shorter on the
// instant.
template <TimestampKind kind>
void run_add_timestamp(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Addend addend(info, input);
  Column<int128> timestamps(input, 2);
  SessionZone<kind> zones(info, input, 3);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* zone = zones.at(row);
    if (!zone || !addend.read(row)) return false;
    const int128 value = timestamps[row];
    if (!values::is_date_span(addend.part)) {
      results.set(row, add_duration(kind, addend.part, addend.amount, value));
      return true;
    }
    WallClock wall = values::wall_of(kind, value, *zone);
    wall.day = values::add_date_span(addend.part, addend.amount, wall.day);
    results.set(row, values::timestamp_like(kind, value, wall, false, *zone));
    return true;
  });
}

// Rows of DATEDIFF: `walls(row)` gives both wall clocks, or nothing after it has failed.
struct Ends {
  WallClock begin, end;
};
template <class Walls>
void run_difference(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                    std::optional<WeekArgument> weeks, Walls&& walls) {
  PartArgument parts(info, input, 0, PartUse::span);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    if (!part) return false;
    std::optional<Ends> ends = walls(row, *part);
    if (!ends) return false;
    const int128 count = values::difference(*part, ends->begin, ends->end,
                                            weeks ? weeks->at(row) : values::WeekRules{});
    results.set(row, static_cast<int64_t>(count));
    if (count == static_cast<int64_t>(count)) return true;
    fail_out_of_range(info, count);
    return false;
  });
}

// part, begin, end, week_start
void run_diff_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int32_t> begins(input, 1), ends(input, 2);
  run_difference(info, input, output, WeekArgument(input, 3),
                 [&](idx_t row, DatePart) -> std::optional<Ends> {
                   return Ends{{begins[row], 0}, {ends[row], 0}};
                 });
}

// part, begin, end
void run_diff_time(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int64_t> begins(input, 1), ends(input, 2);
  run_difference(info, input, output, std::nullopt,
                 [&](idx_t row, DatePart) -> std::optional<Ends> {
                   return Ends{{0, begins[row]}, {0, ends[row]}};
                 });
}

// part, begin, end, week_start
void run_diff_ntz(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int128> begins(input, 1), ends(input, 2);
  run_difference(info, input, output, WeekArgument(input, 3),
                 [&](idx_t row, DatePart) -> std::optional<Ends> {
                   return Ends{values::wall_clock(begins[row]), values::wall_clock(ends[row])};
                 });
}

// part, begin, end, zone, week_start: as the session's clock shows both. Hours and shorter count
// real time: the end is read with the offset of the begin.
template <TimestampKind kind>
void run_diff_instants(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int128> begins(input, 1), ends(input, 2);
  ZoneArgument zones(info, input, 3);
  const auto instant = [](int128 value) { return kind == tz ? values::ltz_from_tz(value) : value; };
  run_difference(
      info, input, output, WeekArgument(input, 4),
      [&](idx_t row, DatePart part) -> std::optional<Ends> {
        values::Zone* zone = zones.at(row);
        if (!zone) return std::nullopt;
        const int128 begin = instant(begins[row]);
        const int128 end = instant(ends[row]);
        const int128 begin_wall = zone->to_wall(begin);
        const int128 end_wall =
            values::is_date_span(part) ? zone->to_wall(end) : end + (begin_wall - begin);
        return Ends{values::wall_clock(begin_wall), values::wall_clock(end_wall)};
      });
}

bool read_months(duckdb_function_info info, int128 number, int32_t* months) {
  if (!values::amount_fits(DatePart::month, number)) {
    fail_out_of_range(info, number);
    return false;
  }
  *months = static_cast<int32_t>(number);
  return true;
}

// date, months
void run_add_months_date(duckdb_function_info info, duckdb_data_chunk input,
                         duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  WholeNumber numbers(input, 1);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    int32_t months = 0;
    return read_months(info, numbers.at(row), &months) &&
           set_date(info, results, row, values::add_months(dates[row], months));
  });
}

// timestamp, months [, zone]
template <TimestampKind kind>
void run_add_months_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                              duckdb_vector output) {
  Column<int128> timestamps(input, 0);
  WholeNumber numbers(input, 1);
  SessionZone<kind> zones(info, input, 2);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    int32_t months = 0;
    values::Zone* zone = zones.at(row);
    if (!zone || !read_months(info, numbers.at(row), &months)) return false;
    const int128 value = timestamps[row];
    WallClock wall = values::wall_of(kind, value, *zone);
    wall.day = values::add_months(wall.day, months);
    results.set(row, values::timestamp_like(kind, value, wall, false, *zone));
    return true;
  });
}

void run_months_between_date(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int32_t> firsts(input, 0), seconds(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::months_between({firsts[row], 0}, {seconds[row], 0}));
  });
}

void run_months_between_ntz(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int128> firsts(input, 0), seconds(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    results.set(row, values::months_between(values::wall_clock(firsts[row]),
                                            values::wall_clock(seconds[row])));
  });
}

using namespace type;

constexpr NativeFunction functions[] = {
    {"mh_add_date", {varchar, any, date}, date, run_add_date},
    {"mh_add_time", {varchar, any, bigint}, bigint, run_add_time},
    {"mh_add_ntz", {varchar, any, hugeint}, hugeint, run_add_timestamp<ntz>},
    {"mh_add_ltz", {varchar, any, hugeint, varchar}, hugeint, run_add_timestamp<ltz>},
    {"mh_add_tz", {varchar, any, hugeint}, hugeint, run_add_timestamp<tz>},
    {"mh_diff_date", {varchar, date, date, integer}, bigint, run_diff_date},
    {"mh_diff_time", {varchar, bigint, bigint}, bigint, run_diff_time},
    {"mh_diff_ntz", {varchar, hugeint, hugeint, integer}, bigint, run_diff_ntz},
    {"mh_diff_ltz", {varchar, hugeint, hugeint, varchar, integer}, bigint, run_diff_instants<ltz>},
    {"mh_diff_tz", {varchar, hugeint, hugeint, varchar, integer}, bigint, run_diff_instants<tz>},
    {"mh_add_months_date", {date, any}, date, run_add_months_date},
    {"mh_add_months_ntz", {hugeint, any}, hugeint, run_add_months_timestamp<ntz>},
    {"mh_add_months_ltz", {hugeint, any, varchar}, hugeint, run_add_months_timestamp<ltz>},
    {"mh_add_months_tz", {hugeint, any}, hugeint, run_add_months_timestamp<tz>},
    {"mh_months_between_date", {date, date}, decimal(27, 6), run_months_between_date},
    {"mh_months_between_ntz", {hugeint, hugeint}, decimal(27, 6), run_months_between_ntz},
};

}  // namespace

std::span<const NativeFunction> temporal_sum_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
