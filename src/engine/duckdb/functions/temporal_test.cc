#include "engine/duckdb/functions/temporal.h"

#include <doctest/doctest.h>

#include "engine/duckdb/functions/test_database.h"

namespace mockhaus::engine::duckdb {
namespace {

struct Database : TestDatabase {
  Database() : TestDatabase({}) {
    REQUIRE(register_temporal_functions(connection()).ok());
    first("create macro ntz(x) as mh_text_to_ntz(x, 'AUTO', 1970)");
    first("create macro ltz(x) as mh_text_to_ltz(x, 'AUTO', 1970, 'America/Los_Angeles')");
    first("create macro tz(x) as mh_text_to_tz(x, 'auto', 1970, 'America/Los_Angeles')");
    first("create macro d(x) as mh_text_to_date(x, 'AUTO', 1970)");
    first("create macro t(x) as mh_text_to_time(x, 'AUTO', 1970)");
    first("create macro show_ntz(x) as "
          "mh_ntz_to_text(x, 'YYYY-MM-DD HH24:MI:SS.FF9', 9)");
    first("create macro show_ltz(x) as mh_ltz_to_text(x, "
          "'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM', 9, 'America/Los_Angeles')");
    first("create macro show_tz(x) as mh_tz_to_text(x, 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM', 9)");
    first("create macro show_t(x) as mh_time_to_text(x, 'HH24:MI:SS.FF', 3)");
  }
  void first(const std::string& sql) { run(sql + "; select 1"); }
  std::string of(const std::string& expression) { return run("select " + expression); }
};

TEST_CASE("text to values and back") {
  Database database;
  CHECK(database.of("d('2024-05-10')") == "2024-05-10");
  CHECK(database.of("d('31536000000')") == "1971-01-01");
  CHECK(database.of("mh_text_to_date('3/4/2024', 'dd/mm/yyyy', 1970)") == "2024-04-03");
  CHECK(database.of("d(NULL)") == "NULL");
  CHECK(database.of("mh_try_text_to_date('Invalid', 'AUTO', 1970)") == "NULL");
  CHECK(database.of("mh_try_text_to_ntz('05/16', 'AUTO', 1970)") == "NULL");
  CHECK(database.of("d('Invalid')") == "100040: Date 'Invalid' is not recognized");
  CHECK(database.of("t('x')") == "100108: Time 'x' is not recognized");
  CHECK(database.of("ntz('x')") == "100035: Timestamp 'x' is not recognized");
  CHECK(database.of("mh_text_to_date('x', 'YYYY', 1970)") ==
        "100096: Can't parse 'x' as date with format 'YYYY'");
  CHECK(database.of("mh_text_to_ltz('2024-01-01', 'AUTO', 1970, 'Nowhere')") ==
        "100094: Unknown timezone: 'Nowhere'");
  CHECK(database.of("show_ntz(ntz('05-Mar-2016'))") == "2016-03-05 00:00:00.000000000");
  CHECK(database.of("show_tz(tz('2020-02-24 15:00:00.123 +01:00'))") ==
        "2020-02-24 15:00:00.123 +0100");
  CHECK(database.of("show_tz(tz('2024-04-05 01:02:03'))") == "2024-04-05 01:02:03.000 -0700");
  CHECK(database.of("show_ltz(ltz('2022-02-24 13:00:00.123 +01:00'))") ==
        "2022-02-24 04:00:00.123 -0800");
  CHECK(database.of("show_t(t('12:34:56.789'))") == "12:34:56.789");
  CHECK(database.of("mh_date_to_text(date '2023-06-15', 'DD-MON-YYYY')") == "15-Jun-2023");
  CHECK(database.of("show_ntz(ntz('9999-12-31 23:59:59.999999999'))") ==
        "9999-12-31 23:59:59.999999999");
}

TEST_CASE("a column of many rows, with NULLs and changing formats") {
  Database database;
  CHECK(database.of("count(*) from (select mh_date_to_text(date '1970-01-01' + i::int, "
                    "'YYYY-MM-DD') a, (date '1970-01-01' + i::int)::varchar b "
                    "from range(100000) t(i)) where a <> b") == "0");
  CHECK(database.of("count(*) from (select d(case when i % 3 = 0 then null else "
                    "(date '1970-01-01' + i::int)::varchar end) a from range(30000) t(i)) "
                    "where a is null") == "10000");
  CHECK(database.of("string_agg(mh_date_to_text(date '2024-02-03', f), ' ' order by i) from "
                    "(values (1, 'DD'), (2, 'MM'), (3, null), (4, 'DD')) t(i, f)") == "03 02 03");
}

TEST_CASE("conversions between the kinds") {
  Database database;
  CHECK(database.of("show_ltz(mh_ntz_to_ltz(ntz('2024-03-10 02:30:00'), 'America/Los_Angeles'))") ==
        "2024-03-10 03:30:00.000 -0700");
  CHECK(database.of("show_ntz(mh_ltz_to_ntz(0, 'America/Los_Angeles'))") ==
        "1969-12-31 16:00:00.000000000");
  CHECK(database.of("mh_tz_to_date(tz('2024-01-01 23:00:00 -0800'))") == "2024-01-01");
  CHECK(database.of("show_ntz(mh_date_to_ntz(date '2022-04-05'))") ==
        "2022-04-05 00:00:00.000000000");
  CHECK(database.of("show_tz(mh_date_to_tz(date '2022-07-05', 'America/Los_Angeles'))") ==
        "2022-07-05 00:00:00.000 -0700");
  CHECK(database.of("show_ntz(mh_number_to_ntz((40 * 365.25 * 86400)::decimal(38,2), 0))") ==
        "2010-01-01 00:00:00.000000000");
  CHECK(database.of("show_ntz(mh_number_to_ntz(1262304000456::decimal(18,0), 3))") ==
        "2010-01-01 00:00:00.456000000");
  CHECK(database.of("show_ntz(mh_number_to_ntz(2.5::double, 0))") ==
        "1970-01-01 00:00:02.500000000");
  CHECK(database.of("show_ntz(mh_truncate_ntz(ntz('2024-01-01 12:34:56.987654321'), 2))") ==
        "2024-01-01 12:34:56.980000000");
  CHECK(database.of("show_t(mh_ntz_to_time(ntz('2024-01-01 12:34:56.9')))") == "12:34:56.900");
  CHECK(database.of("show_ntz(mh_convert_timezone_ntz('America/Los_Angeles', "
                    "'America/New_York', ntz('2024-01-01 14:00:00')))") ==
        "2024-01-01 17:00:00.000000000");
  CHECK(database.of("show_ntz(mh_convert_timezone_ntz('Europe/Warsaw', 'UTC', "
                    "ntz('2024-01-01 00:00:00')))") == "2023-12-31 23:00:00.000000000");
  CHECK(database.of("show_tz(mh_convert_timezone_tz('asia/kolkata', "
                    "tz('2024-01-01 00:00:00 +0000')))") == "2024-01-01 05:30:00.000 +0530");
  CHECK(database.of("mh_date_from_parts(2010, 1, 100)") == "2010-04-10");
  CHECK(database.of("show_ntz(mh_ntz_from_parts(2013, 4, 5, 12, 0, 61, 987654321))") ==
        "2013-04-05 12:01:01.987654321");
}

TEST_CASE("parts, truncation and slices") {
  Database database;
  CHECK(database.of("mh_part_date('quarter', date '2024-04-08', 0, 0)") == "2");
  CHECK(database.of("mh_part_ntz('week', ntz('2016-01-02'), 0, 1)") == "1");
  CHECK(database.of("mh_part_ntz('dayofweek_iso', ntz('2016-01-02'), 0, 0)") == "6");
  CHECK(database.of("mh_part_ltz('hour', 0::hugeint, 'America/Los_Angeles', 0, 0)") == "16");
  CHECK(database.of("mh_part_tz('tzh', tz('2016-01-02 00:00 -0730'), 0, 0)") == "-7");
  CHECK(database.of("mh_part_time('second', t('15:30:45'))") == "45");
  CHECK(database.of("mh_epoch_ntz('epoch_millisecond', ntz('2024-04-08T23:39:20.123-07:00'))") ==
        "1712619560123");
  CHECK(database.of("mh_trunc_date('week', date '2024-05-09', 2)") == "2024-05-07");
  CHECK(database.of("show_t(mh_trunc_time('minute', t('08:50:48')))") == "08:50:00.000");
  CHECK(database.of("show_ntz(mh_trunc_ntz('quarter', ntz('2024-05-09 08:50:57.891'), 0))") ==
        "2024-04-01 00:00:00.000000000");
  CHECK(database.of("show_ltz(mh_trunc_ltz('day', ltz('2024-03-10 12:00:00'), "
                    "'America/Los_Angeles', 0))") == "2024-03-10 00:00:00.000 -0800");
  CHECK(database.of("mh_slice_date(date '2019-02-28', 4, 'month', 'END', 0)") == "2019-05-01");
  CHECK(database.of("show_ntz(mh_slice_ntz(ntz('2019-02-28T12:34:56.789'), 8, 'hour', 'START', "
                    "0))") == "2019-02-28 08:00:00.000000000");
  CHECK(database.of("mh_trunc_date('woy', date '2024-05-09', 0)").substr(0, 6) == "002151");
}

TEST_CASE("sums and differences") {
  Database database;
  CHECK(database.of("mh_add_date('month', 1, date '2023-01-31')") == "2023-02-28");
  CHECK(database.of("mh_add_date('day', 1.5::decimal(3,1), date '2023-01-01')") == "2023-01-03");
  CHECK(database.of("mh_add_date('day', -1.5::decimal(3,1), date '2023-01-03')") == "2023-01-01");
  CHECK(database.of("mh_add_date('day', 2147483648, date '2024-01-15')") ==
        "100039: Numeric value '2147483648' is out of range");
  CHECK(database.of("show_ntz(mh_add_ntz('hour', 2, mh_date_to_ntz(date '2022-04-05')))") ==
        "2022-04-05 02:00:00.000000000");
  CHECK(database.of("show_t(mh_add_time('hour', -2, t('01:00:00')))") == "23:00:00.000");
  CHECK(database.of("show_ltz(mh_add_ltz('day', 1, ltz('2024-03-09 12:00:00'), "
                    "'America/Los_Angeles'))") == "2024-03-10 12:00:00.000 -0700");
  CHECK(database.of("show_ltz(mh_add_ltz('hour', 24, ltz('2024-03-09 12:00:00'), "
                    "'America/Los_Angeles'))") == "2024-03-10 13:00:00.000 -0700");
  CHECK(database.of("show_tz(mh_add_tz('minute', 9223372036854775807, "
                    "tz('2024-01-15 10:00:00 +05:00')))") == "2024-01-15 09:59:00.000 +0500");
  CHECK(database.of("mh_diff_ntz('hour', ntz('2023-01-01 08:00:00'), "
                    "ntz('2023-01-01 10:30:00'), 0)") == "2");
  CHECK(database.of("mh_diff_date('week', date '2024-05-05', date '2024-05-06', 0)") == "1");
  CHECK(database.of("mh_diff_ltz('hour', ltz('2024-03-10 00:00:00'), ltz('2024-03-11 00:00:00'), "
                    "'America/Los_Angeles', 0)") == "23");
  CHECK(database.of("mh_add_months_date(date '2016-02-29', 1)") == "2016-03-31");
  CHECK(database.of("mh_add_months_date(date '2024-01-15', 2.5::decimal(2,1))") == "2024-04-15");
  CHECK(database.of("show_ntz(mh_add_months_ntz(ntz('2016-05-15'), 2))") ==
        "2016-07-15 00:00:00.000000000");
  CHECK(database.of("mh_months_between_date(date '2019-03-01', date '2019-02-15')") == "0.548387");
}

TEST_CASE("the calendar") {
  Database database;
  CHECK(database.of("mh_last_day(date '2024-02-01', 'month', 0)") == "2024-02-29");
  CHECK(database.of("mh_next_day(date '2024-01-01', 'Friday')") == "2024-01-05");
  CHECK(database.of("mh_previous_day(date '2024-01-05', 'mo')") == "2024-01-01");
  CHECK(database.of("mh_day_name(date '2024-01-01')") == "Mon");
  CHECK(database.of("mh_month_name(date '2015-05-01')") == "May");
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
