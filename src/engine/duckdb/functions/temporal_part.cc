// DATE_PART, EXTRACT, DATE_TRUNC and TIME_SLICE.
#include "engine/duckdb/functions/temporal_arguments.h"
#include "values/civil_table.h"
#include "values/temporal_arithmetic.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::DatePart;
using values::PartUse;
using values::WallClock;

constexpr auto ntz = TimestampKind::ntz;
constexpr auto ltz = TimestampKind::ltz;
constexpr auto tz = TimestampKind::tz;

template <class Get>
void fill_from_dates(duckdb_data_chunk input, duckdb_vector output, Get&& get) {
  Column<int32_t> dates(input, 1);
  Output<int64_t> results(output);
  each_row(input, output,
           [&](idx_t row) { results.set(row, get(values::civil_of(dates[row]))); });
}

// Years, months and days: the part is looked at once. False where it is another.
bool run_civil_part(DatePart part, duckdb_data_chunk input, duckdb_vector output) {
  switch (part) {
    case DatePart::year:
      fill_from_dates(input, output, [](values::Civil date) { return date.year; });
      return true;
    case DatePart::month:
      fill_from_dates(input, output, [](values::Civil date) { return date.month; });
      return true;
    case DatePart::day:
      fill_from_dates(input, output, [](values::Civil date) { return date.day; });
      return true;
    default: return false;
  }
}

// part, date, week_start, week_policy
void run_part_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  PartArgument parts(info, input, 0, PartUse::component);
  const idx_t rows = duckdb_data_chunk_get_size(input);
  if (rows > 0 && parts.is_constant(rows)) {
    const std::optional<DatePart> part = parts.at(0);
    if (!part || run_civil_part(*part, input, output)) return;
  }
  Column<int32_t> dates(input, 1);
  WeekArgument weeks(input, 2);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    if (!part) return false;
    results.set(row, values::extract(*part, {dates[row], 0}, weeks.at(row)));
    return true;
  });
}

// part, time
void run_part_time(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  PartArgument parts(info, input, 0, PartUse::component);
  Column<int64_t> times(input, 1);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    if (!part) return false;
    results.set(row, values::extract(*part, {0, times[row]}, {}));
    return true;
  });
}

// part, timestamp [, zone], week_start, week_policy
template <TimestampKind kind>
void run_part_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                        duckdb_vector output) {
  PartArgument parts(info, input, 0, PartUse::component);
  Column<int128> timestamps(input, 1);
  SessionZone<kind> zones(info, input, 2);
  WeekArgument weeks(input, 2 + zone_count<kind>);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    values::Zone* zone = part ? zones.at(row) : nullptr;
    if (!zone) return false;
    const int128 value = timestamps[row];
    if (*part == DatePart::timezone_hour || *part == DatePart::timezone_minute) {
      const int offset = values::display_timestamp(kind, value, 9, *zone).offset_minutes;
      results.set(row, values::extract_offset(*part, offset));
    } else {
      results.set(row, values::extract(*part, values::wall_of(kind, value, *zone), weeks.at(row)));
    }
    return true;
  });
}

// part, value; `instant` gives nanoseconds since 1970
template <class Physical, class Instant>
void run_epoch(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
               Instant&& instant) {
  PartArgument parts(info, input, 0, PartUse::component);
  Column<Physical> column(input, 1);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    if (!part) return false;
    results.set(row, values::extract_epoch(*part, instant(column[row])));
    return true;
  });
}
void run_epoch_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_epoch<int32_t>(info, input, output,
                     [](int32_t day) { return values::to_nanoseconds({day, 0}); });
}
void run_epoch_time(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_epoch<int64_t>(info, input, output, [](int64_t time) { return int128{time}; });
}
void run_epoch_ntz(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_epoch<int128>(info, input, output, [](int128 value) { return value; });
}
void run_epoch_tz(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_epoch<int128>(info, input, output, [](int128 value) { return values::ltz_from_tz(value); });
}

// part, date, week_start
void run_trunc_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  PartArgument parts(info, input, 0, PartUse::span);
  Column<int32_t> dates(input, 1);
  WeekArgument weeks(input, 2);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    return part && set_date(info, results, row,
                            values::truncate(*part, {dates[row], 0}, weeks.at(row)).day);
  });
}

// part, time
void run_trunc_time(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  PartArgument parts(info, input, 0, PartUse::span);
  Column<int64_t> times(input, 1);
  Output<int64_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    if (!part) return false;
    results.set(row, values::truncate(*part, {0, times[row]}, {}).nanosecond);
    return true;
  });
}

// part, timestamp [, zone], week_start
template <TimestampKind kind>
void run_trunc_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                         duckdb_vector output) {
  PartArgument parts(info, input, 0, PartUse::span);
  Column<int128> timestamps(input, 1);
  SessionZone<kind> zones(info, input, 2);
  WeekArgument weeks(input, 2 + zone_count<kind>);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<DatePart> part = parts.at(row);
    values::Zone* zone = part ? zones.at(row) : nullptr;
    if (!zone) return false;
    const int128 value = timestamps[row];
    const WallClock wall =
        values::truncate(*part, values::wall_of(kind, value, *zone), weeks.at(row));
    // Inside an hour the offset stays, so a repeated hour does not become its first occurrence.
    results.set(row, values::timestamp_like(kind, value, wall, is_time_span(*part), *zone));
    return true;
  });
}

// What TIME_SLICE(value, length, part, edge) has besides the value.
class SliceArguments {
 public:
  SliceArguments(duckdb_function_info info, duckdb_data_chunk input)
      : info_(info), lengths_(input, 1), parts_(info, input, 2, PartUse::span), edges_(input, 3) {}

  std::optional<WallClock> slice(idx_t row, WallClock wall, values::WeekRules rules) {
    std::optional<DatePart> part = parts_.at(row);
    if (!part) return std::nullopt;
    const int128 length = lengths_.at(row);
    if (length < 1 || length > 2'147'483'647) {
      fail_out_of_range(info_, length);
      return std::nullopt;
    }
    const std::string_view edge = edges_[row];
    const bool at_end = !edge.empty() && (edge[0] | 32) == 'e';
    return values::time_slice(*part, static_cast<int64_t>(length), wall,
                              at_end ? values::SliceEdge::end : values::SliceEdge::start, rules);
  }

 private:
  duckdb_function_info info_;
  WholeNumber lengths_;
  PartArgument parts_;
  Column<std::string_view> edges_;
};

// date, length, part, edge, week_start
void run_slice_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  SliceArguments arguments(info, input);
  WeekArgument weeks(input, 4);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<WallClock> slice = arguments.slice(row, {dates[row], 0}, weeks.at(row));
    return slice && set_date(info, results, row, slice->day);
  });
}

// timestamp, length, part, edge [, zone], week_start
template <TimestampKind kind>
void run_slice_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                         duckdb_vector output) {
  Column<int128> timestamps(input, 0);
  SliceArguments arguments(info, input);
  SessionZone<kind> zones(info, input, 4);
  WeekArgument weeks(input, 4 + zone_count<kind>);
  Output<int128> results(output);
  each_row(input, output, [&](idx_t row) {
    values::Zone* zone = zones.at(row);
    if (!zone) return false;
    const int128 value = timestamps[row];
    std::optional<WallClock> slice =
        arguments.slice(row, values::wall_of(kind, value, *zone), weeks.at(row));
    if (!slice) return false;
    results.set(row, values::timestamp_like(kind, value, *slice, false, *zone));
    return true;
  });
}

using namespace type;

constexpr NativeFunction functions[] = {
    // Every component but the epoch ones; nanoseconds fit as well.
    {"mh_part_date", {varchar, date, integer, integer}, bigint, run_part_date},
    {"mh_part_time", {varchar, bigint}, bigint, run_part_time},
    {"mh_part_ntz", {varchar, hugeint, integer, integer}, bigint, run_part_timestamp<ntz>},
    {"mh_part_ltz", {varchar, hugeint, varchar, integer, integer}, bigint,
     run_part_timestamp<ltz>},
    {"mh_part_tz", {varchar, hugeint, integer, integer}, bigint, run_part_timestamp<tz>},
    // epoch_second .. epoch_nanosecond
    {"mh_epoch_date", {varchar, date}, hugeint, run_epoch_date},
    {"mh_epoch_time", {varchar, bigint}, hugeint, run_epoch_time},
    {"mh_epoch_ntz", {varchar, hugeint}, hugeint, run_epoch_ntz},
    {"mh_epoch_ltz", {varchar, hugeint}, hugeint, run_epoch_ntz},
    {"mh_epoch_tz", {varchar, hugeint}, hugeint, run_epoch_tz},
    {"mh_trunc_date", {varchar, date, integer}, date, run_trunc_date},
    {"mh_trunc_time", {varchar, bigint}, bigint, run_trunc_time},
    {"mh_trunc_ntz", {varchar, hugeint, integer}, hugeint, run_trunc_timestamp<ntz>},
    {"mh_trunc_ltz", {varchar, hugeint, varchar, integer}, hugeint, run_trunc_timestamp<ltz>},
    {"mh_trunc_tz", {varchar, hugeint, integer}, hugeint, run_trunc_timestamp<tz>},
    {"mh_slice_date", {date, any, varchar, varchar, integer}, date, run_slice_date},
    {"mh_slice_ntz", {hugeint, any, varchar, varchar, integer}, hugeint,
     run_slice_timestamp<ntz>},
    {"mh_slice_ltz", {hugeint, any, varchar, varchar, varchar, integer}, hugeint,
     run_slice_timestamp<ltz>},
    {"mh_slice_tz", {hugeint, any, varchar, varchar, integer}, hugeint, run_slice_timestamp<tz>},
};

}  // namespace

std::span<const NativeFunction> temporal_part_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
