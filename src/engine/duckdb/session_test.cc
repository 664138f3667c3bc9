#include "engine/duckdb/session.h"

#include <atomic>
#include <chrono>
#include <thread>

#include "engine/duckdb/test_engine.h"

namespace mockhaus::engine::duckdb {
namespace {

struct Fixture {
  TestDirectory directory;
  std::unique_ptr<Engine> engine = open_engine(directory.file("a.db"));
  std::unique_ptr<EngineSession> one = open_session(*engine);
  std::unique_ptr<EngineSession> two = open_session(*engine);
  Fixture() {
    CHECK(run_in(*one, "CREATE TABLE data.t (a INTEGER NOT NULL, b INTEGER)") == "0 rows");
    CHECK(run_in(*one, "INSERT INTO data.t VALUES (1, 10), (2, 20)") == "2 rows");
  }
  std::string content(EngineSession& session) {
    return rows_of(session, "SELECT a, b FROM data.t ORDER BY a, b");
  }
};

TEST_CASE_FIXTURE(Fixture, "rows and counts") {
  CHECK(rows_of(*one, "SELECT 1, 'x', NULL::VARCHAR") == "1,x,NULL");
  CHECK(content(*two) == "1,10;2,20");
  CHECK(run_in(*one, "UPDATE data.t SET b = 0 WHERE a < 10") == "2 rows");
  CHECK(run_in(*one, "DELETE FROM data.t WHERE a = 1") == "1 rows");
  CHECK(rows_of(*one, "SELECT count(*) FROM range(100000)") == "100000");
  CHECK(one->progress() < 0);
}

TEST_CASE_FIXTURE(Fixture, "a query that comes again sees what was committed meanwhile") {
  // The statistics say at first: no row has a > 100, every row has b >= 10.
  const std::string none = "SELECT count(*) FROM data.t WHERE a > 100";
  const std::string all = "SELECT count(*) FROM data.t WHERE b >= 10";
  const std::string groups = "SELECT a, b, count(*) FROM data.t GROUP BY a, b ORDER BY a, b";
  for (int64_t round = 0; round < 3; ++round) {
    CHECK(rows_of(*one, none) == std::to_string(round));
    CHECK(rows_of(*one, all) == "2");
    CHECK(!rows_of(*one, groups).starts_with("error"));
    const std::string key = std::to_string(200 + round * 100000);
    CHECK(run_in(*two, "INSERT INTO data.t VALUES (" + key + ", 1)") == "1 rows");
    CHECK(rows_of(*one, none) == std::to_string(round + 1));
    CHECK(rows_of(*one, all) == "2");
    CHECK(rows_of(*one, groups).ends_with(";" + key + ",1,1"));
  }
  CHECK(run_in(*two, "DROP TABLE data.t") == "0 rows");
  CHECK(rows_of(*one, none).starts_with("error"));
  CHECK(run_in(*two, "CREATE TABLE data.t (a DOUBLE)") == "0 rows");
  CHECK(run_in(*two, "INSERT INTO data.t VALUES (300.5)") == "1 rows");
  CHECK(rows_of(*one, none) == "1");
}

TEST_CASE_FIXTURE(Fixture, "a query among commits counts every row that it can see") {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int64_t key = 200; !stop; key += 1000) {
      (void)run_in(*two, "INSERT INTO data.t VALUES (" + std::to_string(key) + ", -1)");
    }
  });
  int wrong = 0;
  std::string highest = "2";
  for (int round = 0; round < 500; ++round) {
    // Rows above what was the highest: by the statistics there are none, until one is committed.
    const std::string seen =
        rows_of(*one, "SELECT (SELECT count(*) FROM data.t WHERE a > " + highest +
                      ") - (SELECT count(a) FILTER (NOT a <= " + highest + ") FROM data.t), "
                      "(SELECT max(a) FROM data.t)");
    if (!seen.starts_with("0,")) ++wrong;
    highest = seen.substr(seen.find(',') + 1);
  }
  stop = true;
  writer.join();
  CHECK(wrong == 0);
}

TEST_CASE_FIXTURE(Fixture, "a failing statement of a transaction undoes only itself") {
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "INSERT INTO data.t VALUES (3, 30)") == "1 rows");
  CHECK(
      run_in(*one, "INSERT INTO data.t SELECT i, NULL FROM range(5) t(i) UNION ALL SELECT NULL, 1")
          .starts_with("error 100072: NULL result in a non-nullable column"));
  CHECK(content(*one) == "1,10;2,20;3,30");
  CHECK(content(*two) == "1,10;2,20");
  CHECK(rows_of(*one, "SELECT a // 0, cast('x' || a AS INTEGER) FROM data.t")
            .starts_with("error 100038: Numeric value 'x"));
  CHECK(run_in(*one, "UPDATE data.t SET b = 31 WHERE a = 3") == "1 rows");
  CHECK(rows_of(*one, "SELECT cast('y' AS INTEGER)").starts_with("error 100038"));
  CHECK(rows_of(*one, "SELECT nothing FROM data.t").starts_with("error 000603"));
  CHECK(one->in_transaction());
  CHECK(one->commit().ok());
  CHECK(!one->in_transaction());
  CHECK(content(*two) == "1,10;2,20;3,31");
}

TEST_CASE_FIXTURE(Fixture, "commit and rollback right after a failure") {
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "DELETE FROM data.t WHERE a = 1") == "1 rows");
  CHECK(run_in(*one, "INSERT INTO data.t SELECT NULL, 1").starts_with("error 100072"));
  CHECK(one->commit().ok());
  CHECK(content(*two) == "2,20");
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "DELETE FROM data.t") == "1 rows");
  CHECK(run_in(*one, "INSERT INTO data.t SELECT NULL, 1").starts_with("error 100072"));
  CHECK(one->rollback().ok());
  CHECK(content(*one) == "2,20");
  CHECK(one->begin().ok());
  CHECK(one->commit().ok());
}

TEST_CASE_FIXTURE(Fixture, "reads before the first write see the latest commits") {
  CHECK(one->begin().ok());
  CHECK(content(*one) == "1,10;2,20");
  CHECK(run_in(*two, "DELETE FROM data.t WHERE a = 2") == "1 rows");
  CHECK(content(*one) == "1,10");
  CHECK(run_in(*one, "UPDATE data.t SET b = b + 1") == "1 rows");
  CHECK(one->commit().ok());
  CHECK(content(*two) == "1,11");
}

TEST_CASE_FIXTURE(Fixture, "a write that cannot be repeated makes the rollback honest") {
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "INSERT INTO data.t SELECT 7, random() * 1000", Replay::changes) == "1 rows");
  CHECK(run_in(*one, "INSERT INTO data.t SELECT NULL, 1").starts_with("error 100072"));
  CHECK(content(*one).starts_with("error 000603: The transaction was rolled back"));
  CHECK(!one->in_transaction());
  CHECK(content(*one) == "1,10;2,20");
}

TEST_CASE_FIXTURE(Fixture, "a replay that changes other rows than before is refused") {
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "INSERT INTO data.t SELECT a + 100, b FROM data.t") == "2 rows");
  CHECK(run_in(*two, "INSERT INTO data.t VALUES (3, 30)") == "1 rows");
  CHECK(run_in(*one, "INSERT INTO data.t SELECT NULL, 1").starts_with("error 100072"));
  Result<Done> committed = one->commit();
  REQUIRE(!committed.ok());
  CHECK(committed.error().sql_state == "40001");
  CHECK(content(*two) == "1,10;2,20;3,30");
}

TEST_CASE_FIXTURE(Fixture, "a conflict is retried on top of the other commit") {
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "INSERT INTO data.t VALUES (3, 30)") == "1 rows");
  CHECK(run_in(*two, "UPDATE data.t SET b = b + 1 WHERE a = 1") == "1 rows");
  CHECK(run_in(*one, "UPDATE data.t SET b = b + 1 WHERE a = 1") == "1 rows");
  CHECK(one->commit().ok());
  CHECK(content(*two) == "1,12;2,20;3,30");
}

TEST_CASE_FIXTURE(Fixture, "autocommit statements wait for a transaction that holds the rows") {
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "UPDATE data.t SET b = b + 1 WHERE a = 1") == "1 rows");
  std::string waited;
  std::thread waiting([&] { waited = run_in(*two, "UPDATE data.t SET b = b * 2 WHERE a = 1"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  CHECK(one->commit().ok());
  waiting.join();
  CHECK(waited == "1 rows");
  CHECK(content(*one) == "1,22;2,20");
}

TEST_CASE_FIXTURE(Fixture, "two sessions that add to one row lose no update") {
  auto add = [&](EngineSession& session) {
    for (int i = 0; i < 100; ++i) {
      CHECK(run_in(session, "UPDATE data.t SET b = b + 1 WHERE a = 1") == "1 rows");
    }
  };
  std::thread other([&] { add(*two); });
  add(*one);
  other.join();
  CHECK(content(*one) == "1,210;2,20");
}

TEST_CASE_FIXTURE(Fixture, "binding rows, also again after a failure") {
  TextRows rows;
  rows.columns = {{"7", "8", std::nullopt}, {"x", std::nullopt, "z"}};
  CHECK(one->bind_rows("mh_binds", rows).ok());
  CHECK(rows_of(*one, "SELECT \"1\", \"2\" FROM mh_binds") == "7,x;8,NULL;NULL,z");
  CHECK(one->drop_relation("mh_binds").ok());
  CHECK(one->drop_relation("mh_binds").ok());
  CHECK(rows_of(*one, "SELECT * FROM mh_binds").starts_with("error"));

  CHECK(one->begin().ok());
  CHECK(run_in(*one, "DELETE FROM data.t") == "2 rows");
  CHECK(one->bind_rows("mh_binds", rows).ok());
  const char* insert =
      "INSERT INTO data.t SELECT \"1\"::INTEGER, 1 FROM mh_binds "
      "WHERE \"1\" IS NOT NULL";
  CHECK(run_in(*one, insert) == "2 rows");
  CHECK(run_in(*one, "INSERT INTO data.t SELECT \"1\"::INTEGER, 1 FROM mh_binds")
            .starts_with("error 100072"));
  CHECK(one->drop_relation("mh_binds").ok());
  CHECK(run_in(*one, "INSERT INTO data.t SELECT NULL, 1").starts_with("error 100072"));
  CHECK(one->commit().ok());
  CHECK(content(*two) == "7,1;8,1");
}

TEST_CASE_FIXTURE(Fixture, "binding batches of an earlier result keeps engine types") {
  std::unique_ptr<Stream> stream =
      std::move(one->query("SELECT (i * 1000)::HUGEINT AS c0, i::DECIMAL(38,0) AS c1, "
                           "'text ' || i AS c2 FROM range(5000) t(i)"))
          .value();
  std::vector<ArrowArray> batches;
  for (ArrowArray batch{}; *stream->next(batch);) batches.push_back(batch);
  CHECK(batches.size() > 1);
  const std::string types[] = {"HUGEINT", "DECIMAL(38,0)", "VARCHAR"};
  CHECK(two->bind_batches("earlier", types, stream->schema(), std::move(batches)).ok());
  CHECK(
      rows_of(*two, "SELECT typeof(c0), typeof(c1), sum(c1), max(c2) FROM earlier GROUP BY ALL") ==
      "HUGEINT,DECIMAL(38,0),12497500,text 999");
  CHECK(two->drop_relation("earlier").ok());
}

TEST_CASE_FIXTURE(Fixture, "interrupts end running work at once") {
  using Clock = std::chrono::steady_clock;
  const char* endless =
      "SELECT count(*) FROM range(100000000) a, range(100000000) b "
      "WHERE a.range + b.range = 7";
  for (bool streamed : {false, true}) {
    Clock::time_point sent;
    std::thread canceller([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      sent = Clock::now();
      one->interrupt();
    });
    if (streamed) {
      std::unique_ptr<Stream> stream =
          std::move(one->query("SELECT a.range FROM range(100000000) a, range(100) b")).value();
      CHECK(read_all(*stream) == "error 000604: SQL execution canceled");
    } else {
      CHECK(rows_of(*one, endless) == "error 000604: SQL execution canceled");
    }
    canceller.join();
    CHECK(Clock::now() - sent < std::chrono::milliseconds(300));
  }
  CHECK(rows_of(*one, "SELECT 5") == "5");
}

TEST_CASE_FIXTURE(Fixture, "an interrupted statement leaves its transaction whole") {
  CHECK(one->begin().ok());
  CHECK(run_in(*one, "INSERT INTO data.t VALUES (3, 30)") == "1 rows");
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    one->interrupt();
  });
  CHECK(run_in(*one, "INSERT INTO data.t SELECT a.range, 1 FROM range(100000) a, range(100000) b")
            .starts_with("error 000604"));
  canceller.join();
  CHECK(content(*one) == "1,10;2,20;3,30");
  CHECK(one->commit().ok());
  CHECK(content(*two) == "1,10;2,20;3,30");
}

TEST_CASE_FIXTURE(Fixture, "an interrupt between calls does nothing") {
  one->interrupt();
  CHECK(content(*one) == "1,10;2,20");
}

TEST_CASE_FIXTURE(Fixture, "an interrupt at any moment leaves nothing running") {
  using Clock = std::chrono::steady_clock;
  for (int delay_us = 0; delay_us < 2000; delay_us += 50) {
    std::atomic<bool> done = false;
    std::thread canceller([&] {
      std::this_thread::sleep_for(std::chrono::microseconds(delay_us));
      while (!done) {
        one->interrupt();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    });
    CHECK(rows_of(*one, "SELECT sum(sin(range)) FROM range(1000000000000)") ==
          "error 000604: SQL execution canceled");
    done = true;
    canceller.join();
    // It would wait for what still runs.
    const Clock::time_point asked = Clock::now();
    CHECK(rows_of(*one, "SELECT 5") == "5");
    CHECK(Clock::now() - asked < std::chrono::seconds(2));
  }
}

TEST_CASE_FIXTURE(Fixture, "progress is known where it is watched") {
  CHECK(run_in(*one, "CREATE TABLE data.big AS SELECT range AS a FROM range(2000000)") ==
        "0 rows");
  const char* sql = "SELECT a, count(*) FROM data.big GROUP BY a ORDER BY a LIMIT 1";
  for (const bool watched : {true, false}) {
    one->watch_progress(watched);
    std::atomic<bool> done = false;
    double seen = -1;
    std::thread watcher([&] {
      while (!done) seen = std::max(seen, one->progress());
    });
    CHECK(rows_of(*one, sql) == "0,1");
    done = true;
    watcher.join();
    CHECK((seen > 0) == watched);
    CHECK(seen <= 100);
    CHECK(one->progress() < 0);
  }
}

TEST_CASE_FIXTURE(Fixture, "what a client must not reach is refused by the engine itself") {
  for (const char* sql : {"ATTACH '/tmp/other.db'",
                          "ATTACH ':memory:' AS m",
                          "COPY data.t TO '/tmp/out.csv'",
                          "COPY data.t FROM '/etc/passwd'",
                          "INSTALL httpfs",
                          "LOAD httpfs",
                          "PRAGMA threads=1",
                          "SET threads = 1",
                          "SET memory_limit = '1GB'",
                          "SET VARIABLE x = 1",
                          "RESET threads",
                          "SET lock_configuration = false",
                          "SET enable_external_access = true",
                          "CHECKPOINT",
                          "EXPORT DATABASE '/tmp/out'",
                          "USE memory",
                          "SELECT 1; SELECT 2",
                          "PREPARE p AS SELECT 1",
                          "CALL pragma_version()",
                          "DETACH a",
                          "COPY data.t TO '/dev/stdout'"}) {
    CAPTURE(sql);
    CHECK(run_in(*one, sql).starts_with("error"));
    CHECK(rows_of(*one, sql).starts_with("error"));
  }
  for (const char* sql :
       {"SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'", "SELECT * FROM read_parquet('http://127.0.0.1/x')",
        "SELECT * FROM glob('/etc/*')", "SELECT getenv('HOME')"}) {
    CAPTURE(sql);
    CHECK(rows_of(*one, sql).starts_with("error"));
  }
  CHECK(content(*one) == "1,10;2,20");
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
