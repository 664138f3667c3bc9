#include "engine/duckdb/functions/registration.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/duckdb/functions/function_error.h"
#include "engine/duckdb/functions/test_database.h"
#include "engine/duckdb/functions/vector_reader.h"

namespace mockhaus::engine::duckdb {
namespace {

void run_twice(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Column<std::string_view> texts(input, 0);
  Output<std::string_view> doubled(output);
  each_row(input, output, [&](idx_t row) {
    std::string_view text = texts[row];
    if (text == "bad") {
      fail(info, Error{"100040", "22007", "Date 'a|b' is not recognized", {}});
      return false;
    }
    doubled.set(row, std::string(text) + std::string(text));
    return true;
  });
}

void run_scale(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  DecimalColumn numbers(input, 0);
  Output<int128> results(output);
  each_row(input, output,
           [&](idx_t row) { results.set(row, numbers[row] * 100 + numbers.scale()); });
}

constexpr NativeFunction functions[] = {
    {"mh_test_scale", {type::any}, type::hugeint, run_scale},
    {"mh_test_twice", {type::varchar}, type::varchar, run_twice},
    {"mh_test_twice", {type::varchar, type::integer}, type::varchar, run_twice},
};

struct Database : TestDatabase {
  Database() : TestDatabase(functions) { REQUIRE(problem() == ""); }
  std::string first(const std::string& sql) { return run(sql); }
};

TEST_CASE("kernels see rows, NULLs, overloads and decimals of any width") {
  Database database;
  CHECK(database.first("select mh_test_twice('ab')") == "abab");
  CHECK(database.first("select mh_test_twice('a text of some length', 1)") ==
        "a text of some lengtha text of some length");
  CHECK(database.first("select mh_test_twice(NULL)") == "NULL");
  CHECK(database.first("select string_agg(coalesce(mh_test_twice(x), '-'), ',' order by i) from "
                       "(values (1,'a'),(2,null),(3,'c')) t(i,x)") == "aa,-,cc");
  CHECK(database.first("select mh_test_scale(12.345::decimal(5,3))") == "1234503");
  CHECK(database.first("select mh_test_scale(-7::decimal(38,0))") == "-700");
  CHECK(database.first("select sum(mh_test_scale(x::decimal(3,1))) from range(3000) t(i), "
                       "(select 1.5 x)") == "4503000");
}

TEST_CASE("an error of a kernel is found again in the engine's message") {
  Database database;
  CHECK(database.first("select mh_test_twice(x) from (values ('a'),('bad')) t(x)") ==
        "100040: Date 'a|b' is not recognized");
  const Error error{"100040", "22007", "Date 'a|b' is not recognized", {}};
  CHECK(recover_error("Invalid Input Error: " + mark_error(error)) == error);
  CHECK(!recover_error("Binder Error: nothing of ours").has_value());
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
