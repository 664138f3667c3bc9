// Errors as this version of DuckDB words them: each is provoked, and must have its row.
#include <chrono>
#include <thread>

#include "engine/duckdb/errors.h"
#include "engine/duckdb/test_engine.h"

namespace mockhaus::engine::duckdb {
namespace {

struct Provoked {
  const char* sql;
  const char* code;
};

constexpr Provoked queries[] = {
    {"SELECT CAST('x' AS BOOL)", "100037"},
    {"SELECT CAST('x' AS INTEGER)", "100038"},
    {"SELECT CAST('x' AS DECIMAL(9,2))", "100038"},
    {"SELECT CAST('x' AS DOUBLE)", "100038"},
    {"SELECT CAST(1000 AS DECIMAL(2,0))", "100039"},
    {"SELECT CAST(1e30 AS DECIMAL(18,3))", "100039"},
    {"SELECT CAST(10000000000000000000::DECIMAL(38,0) AS BIGINT)", "100039"},
    {"SELECT CAST(300 AS TINYINT)", "100039"},
    {"SELECT CAST(1000.5::DECIMAL(9,1) AS TINYINT)", "100039"},
    {"SELECT CAST('2024-13-01' AS TIMESTAMP)", "100035"},
    {"SELECT CAST('x' AS TIMESTAMP)", "100035"},
    {"SELECT CAST('2024-13-01' AS DATE)", "100040"},
    {"SELECT CAST('x' AS DATE)", "100040"},
    {"SELECT CAST('x' AS TIME)", "100108"},
    {"SELECT 9223372036854775807::BIGINT * 2::BIGINT", "100046"},
    {"SELECT 9223372036854775807::BIGINT + 1::BIGINT", "100046"},
    {"SELECT 'a' LIKE 'b' ESCAPE 'xx'", "001014"},
    {"SELECT a LIKE 'b!' ESCAPE '!' FROM (VALUES ('bc'), ('b')) t(a)", "001014"},
    {"SELECT sum(a) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM range(3) t(a)",
     "000002"},
    {"SELECT sum(a) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM range(3) t(a)", "000002"},
    {"SELECT sum(a) OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW) FROM range(3) t(a)", "000002"},
    {"SELECT ntile(0) OVER (ORDER BY a) FROM range(3) t(a)", "001014"},
    {"SELECT (SELECT a FROM range(2) t(a))", "090150"},
    {"SELECT * FROM read_csv('/etc/passwd')", "000603"},
};

TEST_CASE("errors: queries that fail have their row") {
  TestDirectory directory;
  const auto engine = open_engine(directory.file("a.db"));
  const auto session = open_session(*engine);
  const uint64_t before = unexplained_failures();
  for (const Provoked& one : queries) {
    CAPTURE(std::string(one.sql));
    const std::string answer = rows_of(*session, one.sql);
    CAPTURE(answer);
    CHECK(answer.starts_with("error " + std::string(one.code)));
  }
  CHECK(unexplained_failures() == before);
}

TEST_CASE("errors: changes that fail have their row") {
  TestDirectory directory;
  const auto engine = open_engine(directory.file("a.db"));
  const auto one = open_session(*engine), two = open_session(*engine);
  const uint64_t before = unexplained_failures();
  CHECK(run_in(*one, "CREATE TABLE data.t (a INTEGER NOT NULL)") == "0 rows");
  CHECK(run_in(*one, "INSERT INTO data.t VALUES (NULL)").starts_with("error 100072"));
  CHECK(run_in(*one, "INSERT INTO data.t VALUES (1)") == "1 rows");
  const std::string long_text(size_t{80} << 20, 'x');
  CHECK(rows_of(*one, "SELECT '" + long_text + "'").starts_with("error 000002"));
  REQUIRE(one->begin().ok());
  REQUIRE(two->begin().ok());
  CHECK(run_in(*one, "UPDATE data.t SET a = 2") == "1 rows");
  std::thread stop([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    two->interrupt();
  });
  CHECK(run_in(*two, "UPDATE data.t SET a = 3").starts_with("error 0006"));
  stop.join();
  CHECK(unexplained_failures() == before);
}

TEST_CASE("errors: memory that is not there") {
  TestDirectory directory;
  EngineOptions options;
  options.path = directory.file("a.db");
  options.threads = 1;
  options.memory_limit_bytes = 40 << 20;
  Result<std::unique_ptr<Engine>> engine = open_duckdb(options);
  REQUIRE(engine.ok());
  const auto session = open_session(**engine);
  const uint64_t before = unexplained_failures();
  CHECK(rows_of(*session, "SELECT len(list(repeat('x', 100) || a)) FROM range(2000000) t(a)")
            .starts_with("error 000603"));
  CHECK(rows_of(*session, "SELECT 1") == "1");
  CHECK(unexplained_failures() == before);
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
