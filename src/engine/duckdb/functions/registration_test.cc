#include "engine/duckdb/functions/registration.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/duckdb/functions/function_error.h"
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

struct Database {
  Database() {
    duckdb_open(nullptr, &database);
    duckdb_connect(database, &connection);
    CHECK(register_functions(connection, functions).ok());
  }
  ~Database() {
    duckdb_disconnect(&connection);
    duckdb_close(&database);
  }
  std::string first(const char* sql) {
    duckdb_result result;
    std::string text;
    if (duckdb_query(connection, sql, &result) != DuckDBSuccess) {
      text = duckdb_result_error(&result);
    } else {
      char* value = duckdb_value_varchar(&result, 0, 0);
      text = value ? value : "NULL";
      duckdb_free(value);
    }
    duckdb_destroy_result(&result);
    return text;
  }
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
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
  std::string message = database.first("select mh_test_twice(x) from (values ('a'),('bad')) t(x)");
  std::optional<Error> error = recover_error(message);
  REQUIRE(error.has_value());
  CHECK(error->code == "100040");
  CHECK(error->sql_state == "22007");
  CHECK(error->message == "Date 'a|b' is not recognized");
  CHECK(!recover_error("Binder Error: nothing of ours").has_value());
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
