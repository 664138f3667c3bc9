// LAST_DAY, NEXT_DAY, PREVIOUS_DAY and the names of days and months.
#include "engine/duckdb/functions/temporal_arguments.h"
#include "values/temporal_arithmetic.h"

namespace mockhaus::engine::duckdb {
namespace {

// date, part, week_start
void run_last_day(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  PartArgument parts(info, input, 1, values::PartUse::span);
  WeekArgument weeks(input, 2);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<values::DatePart> part = parts.at(row);
    if (!part) return false;
    if (!values::has_last_day(*part)) {
      fail(info, values::errors::invalid_date_part(values::part_name(*part), "LAST_DAY"));
      return false;
    }
    return set_date(info, results, row, values::last_day(*part, dates[row], weeks.at(row)));
  });
}

// date, name of a day of the week
template <int64_t (*find)(int64_t day, int iso_weekday)>
void run_near_day(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  Column<std::string_view> names(input, 1);
  Output<int32_t> results(output);
  each_row(input, output, [&](idx_t row) {
    std::optional<int> weekday = values::find_week_day(names[row]);
    if (!weekday) fail(info, values::errors::unknown_week_day(names[row]));
    return weekday && set_date(info, results, row, find(dates[row], *weekday));
  });
}

template <std::string_view (*name)(int64_t day)>
void run_name(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  Column<int32_t> dates(input, 0);
  Output<std::string_view> results(output);
  each_row(input, output, [&](idx_t row) { results.set(row, name(dates[row])); });
}

using namespace type;

constexpr NativeFunction functions[] = {
    {"mh_last_day", {date, varchar, integer}, date, run_last_day},
    {"mh_next_day", {date, varchar}, date, run_near_day<values::next_day>},
    {"mh_previous_day", {date, varchar}, date, run_near_day<values::previous_day>},
    {"mh_day_name", {date}, varchar, run_name<values::day_name>},
    {"mh_month_name", {date}, varchar, run_name<values::month_name>},
};

}  // namespace

std::span<const NativeFunction> temporal_calendar_functions() { return functions; }

}  // namespace mockhaus::engine::duckdb
