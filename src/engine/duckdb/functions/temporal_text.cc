// Text to dates, times and timestamps and back.
#include "engine/duckdb/functions/temporal_arguments.h"
#include "values/temporal_arithmetic.h"
#include "values/temporal_parse.h"

namespace mockhaus::engine::duckdb {
namespace {

using values::ParsedText;
using values::TemporalFormat;
using values::TemporalReader;
using values::TemporalTarget;

enum class OnFailure : uint8_t { error, give_null };

// mh_[try_]text_to_x(text, format, century [, zone])
template <TemporalTarget target, OnFailure on_failure, class Physical, class Store>
void run_reader(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                Store&& store) {
  Column<std::string_view> texts(input, 0);
  Prepared<TemporalReader> readers(input, 1);
  Column<int32_t> centuries(input, 2);
  Output<Physical> results(output);
  each_row(input, output, [&](idx_t row) {
    const TemporalReader& reader = readers.at(row, [&](std::string_view format) {
      return TemporalReader(format, target, centuries[row]);
    });
    ParsedText parsed;
    if (reader.read(texts[row], &parsed)) return store(results, row, parsed);
    if constexpr (on_failure == OnFailure::give_null) {
      results.set_null(row);
      return true;
    }
    fail(info, reader.error(texts[row]));
    return false;
  });
}

template <OnFailure on_failure>
void run_text_to_date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_reader<TemporalTarget::date, on_failure, int32_t>(
      info, input, output, [&](Output<int32_t>& results, idx_t row, const ParsedText& parsed) {
        const int64_t day = parsed.wall.day;
        if (on_failure == OnFailure::give_null &&
            (day < values::day_min || day > values::day_max)) {
          results.set_null(row);
          return true;
        }
        return set_date(info, results, row, day);
      });
}

template <OnFailure on_failure>
void run_text_to_time(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  run_reader<TemporalTarget::time, on_failure, int64_t>(
      info, input, output, [](Output<int64_t>& results, idx_t row, const ParsedText& parsed) {
        results.set(row, parsed.wall.nanosecond);
        return true;
      });
}

template <TimestampKind kind, OnFailure on_failure>
void run_text_to_timestamp(duckdb_function_info info, duckdb_data_chunk input,
                           duckdb_vector output) {
  std::optional<ZoneArgument> zones;
  if constexpr (kind != TimestampKind::ntz) zones.emplace(info, input, 3);
  run_reader<TemporalTarget::timestamp, on_failure, int128>(
      info, input, output, [&](Output<int128>& results, idx_t row, const ParsedText& parsed) {
        if constexpr (kind == TimestampKind::ntz) {
          results.set(row, values::ntz_from_text(parsed));
          return true;
        } else {
          values::Zone* zone = zones->at(row);
          if (!zone) return false;
          results.set(row, values::timestamp_from_text(kind, parsed, *zone));
          return true;
        }
      });
}

// Prints rows with the format in column `format_index`; `show` gives what to print.
template <class Show>
void run_printer(duckdb_data_chunk input, duckdb_vector output, idx_t format_index, Show&& show) {
  Prepared<TemporalFormat> formats(input, format_index);
  Output<std::string_view> results(output);
  std::string text;
  each_row(input, output, [&](idx_t row) {
    const TemporalFormat& format =
        formats.at(row, [](std::string_view each) { return TemporalFormat(each); });
    std::optional<values::Displayed> shown = show(row);
    if (!shown) return false;
    text.clear();
    format.print(*shown, text);
    results.set(row, text);
    return true;
  });
}

void run_date_to_text(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  run_printer(input, output, 1, [&](idx_t row) -> std::optional<values::Displayed> {
    return values::display_date(dates[row]);
  });
}

void run_time_to_text(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int64_t> times(input, 0);
  Column<int32_t> scales(input, 2);
  run_printer(input, output, 1, [&](idx_t row) -> std::optional<values::Displayed> {
    return values::display_time(times[row], scales[row]);
  });
}

template <TimestampKind kind>
void run_timestamp_to_text(duckdb_function_info info, duckdb_data_chunk input,
                           duckdb_vector output) {
  Column<int128> timestamps(input, 0);
  Column<int32_t> scales(input, 2);
  SessionZone<kind> zones(info, input, 3);
  run_printer(input, output, 1, [&](idx_t row) -> std::optional<values::Displayed> {
    values::Zone* zone = zones.at(row);
    if (!zone) return std::nullopt;
    return values::display_timestamp(kind, timestamps[row], scales[row], *zone);
  });
}

constexpr auto ntz = TimestampKind::ntz;
constexpr auto ltz = TimestampKind::ltz;
constexpr auto tz = TimestampKind::tz;
constexpr auto error = OnFailure::error;
constexpr auto give_null = OnFailure::give_null;
using namespace type;

constexpr NativeFunction functions[] = {
    // text, format, century [, zone]
    {"mh_text_to_date", {varchar, varchar, integer}, date, run_text_to_date<error>},
    {"mh_text_to_time", {varchar, varchar, integer}, bigint, run_text_to_time<error>},
    {"mh_text_to_ntz", {varchar, varchar, integer}, hugeint, run_text_to_timestamp<ntz, error>},
    {"mh_text_to_ltz", {varchar, varchar, integer, varchar}, hugeint,
     run_text_to_timestamp<ltz, error>},
    {"mh_text_to_tz", {varchar, varchar, integer, varchar}, hugeint,
     run_text_to_timestamp<tz, error>},
    {"mh_try_text_to_date", {varchar, varchar, integer}, date, run_text_to_date<give_null>},
    {"mh_try_text_to_time", {varchar, varchar, integer}, bigint, run_text_to_time<give_null>},
    {"mh_try_text_to_ntz", {varchar, varchar, integer}, hugeint,
     run_text_to_timestamp<ntz, give_null>},
    {"mh_try_text_to_ltz", {varchar, varchar, integer, varchar}, hugeint,
     run_text_to_timestamp<ltz, give_null>},
    {"mh_try_text_to_tz", {varchar, varchar, integer, varchar}, hugeint,
     run_text_to_timestamp<tz, give_null>},
    // value, format [, scale of the type [, zone]]
    {"mh_date_to_text", {date, varchar}, varchar, run_date_to_text},
    {"mh_time_to_text", {bigint, varchar, integer}, varchar, run_time_to_text},
    {"mh_ntz_to_text", {hugeint, varchar, integer}, varchar, run_timestamp_to_text<ntz>},
    {"mh_ltz_to_text", {hugeint, varchar, integer, varchar}, varchar, run_timestamp_to_text<ltz>},
    {"mh_tz_to_text", {hugeint, varchar, integer}, varchar, run_timestamp_to_text<tz>},
};

}  // namespace

std::span<const NativeFunction> temporal_text_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
