// Measures what a result costs beyond DuckDB itself: execution, keeping, Arrow, JSON; and select 1.
//
// usage: result_bench [ROWS]
// "duckdb" is duckdb_query and duckdb_data_chunk_to_arrow on a database of the same settings. Times
// are the CPU time of the whole process, the median of several runs, in milliseconds.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/check.h"
#include "duckdb.h"
#include "engine/duckdb/open.h"
#include "service/result/stored_result.h"

namespace mockhaus {
namespace {

namespace types = sql::types;

constexpr int runs = 5;

// The kinds of columns that results are made of, in the engine's physical form.
constexpr const char* columns =
    "i::DECIMAL(38,0) c0, (i % 1000)::DECIMAL(10,0) c1, (i / 7)::DECIMAL(12,2) c2, "
    "i::DOUBLE c3, 'name ' || i c4, i % 2 = 0 c5, 'constant' c6, "
    "(DATE '2020-01-01' + (i % 1000)::INTEGER) c7, (i * 1000000007)::HUGEINT c8, "
    "CASE WHEN i % 10 <> 0 THEN 'group ' || (i % 10) END c9";

sql::ResultShape shape() {
  return {{.name = "A", .type = types::number(38, 0)}, {.name = "B", .type = types::number(10, 0)},
          {.name = "C", .type = types::number(12, 2)}, {.name = "D", .type = types::floating()},
          {.name = "E", .type = types::text()},        {.name = "F", .type = types::boolean()},
          {.name = "G", .type = types::text()},        {.name = "H", .type = types::date()},
          {.name = "I", .type = types::timestamp(sql::TypeKind::timestamp_ntz, 9)},
          {.name = "J", .type = types::text()}};
}

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <class Work>
double median_ms(Work&& work) {
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const double begin = cpu_ms();
    work();
    times.push_back(cpu_ms() - begin);
  }
  std::sort(times.begin(), times.end());
  return times[runs / 2];
}

void query_to_arrow(duckdb_connection connection, const std::string& sql) {
  duckdb_result result;
  CHECK(duckdb_query(connection, sql.c_str(), &result) == DuckDBSuccess);
  duckdb_arrow_options options = duckdb_result_get_arrow_options(&result);
  while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result)) {
    ArrowArray array{};
    duckdb_error_data error = duckdb_data_chunk_to_arrow(options, chunk, &array);
    duckdb_destroy_error_data(&error);
    array.release(&array);
    duckdb_destroy_data_chunk(&chunk);
  }
  duckdb_destroy_arrow_options(&options);
  duckdb_destroy_result(&result);
}

std::shared_ptr<const service::StoredResult> keep(engine::EngineSession& session,
                                                  const std::string& sql,
                                                  sql::ResultShape result_shape,
                                                  service::ResultSpace& space) {
  commands::Outcome outcome;
  outcome.shape = std::move(result_shape);
  auto stream = session.query(sql);
  CHECK(stream.ok());
  outcome.stream = std::move(*stream);
  auto stored = service::store_result(outcome, space, {});
  CHECK(stored.ok());
  return *stored;
}

void measure_large(engine::EngineSession& session, duckdb_connection plain, int64_t rows,
                   service::ResultSpace& space) {
  const std::string sql =
      std::string("SELECT ") + columns + " FROM range(" + std::to_string(rows) + ") t(i)";
  const double reference = median_ms([&] { query_to_arrow(plain, sql); });
  const double read = median_ms([&] {
    auto stream = session.query(sql);
    for (ArrowArray batch{}; *(*stream)->next(batch);) batch.release(&batch);
  });
  std::shared_ptr<const service::StoredResult> stored;
  const double kept = median_ms([&] { stored = keep(session, sql, shape(), space); });
  size_t arrow_bytes = 0, json_bytes = 0;
  const double arrow = median_ms([&] {
    arrow_bytes = 0;
    for (size_t at = 0; at < stored->partitions().size(); ++at) {
      arrow_bytes += stored->arrow_stream(at)->size();
    }
  });
  const double json = median_ms([&] {
    json_bytes = 0;
    for (size_t at = 0; at < stored->partitions().size(); ++at) {
      json_bytes += stored->json_rows(at, {})->size();
    }
  });
  std::printf("%lld rows, %zu partitions\n", static_cast<long long>(rows),
              stored->partitions().size());
  std::printf("  duckdb: query and Arrow   %8.1f ms\n", reference);
  std::printf("  query, read as a stream   %8.1f ms  %.2fx\n", read, read / reference);
  std::printf("  query and keep            %8.1f ms  %.2fx\n", kept, kept / reference);
  std::printf("  kept to Arrow IPC         %8.1f ms  %.0f MB/s\n", arrow,
              static_cast<double>(arrow_bytes) / arrow / 1e3);
  std::printf("  kept to JSON              %8.1f ms  %.0f MB/s\n", json,
              static_cast<double>(json_bytes) / json / 1e3);
  std::printf("  all to Arrow: %.2fx of duckdb\n", (kept + arrow) / reference);
}

template <class Work>
double microseconds_each(Work&& work) {
  constexpr int count = 3000;
  return median_ms([&] {
           for (int i = 0; i < count; ++i) work();
         }) * 1000 / count;
}

void measure_small(engine::EngineSession& session, duckdb_connection plain,
                   service::ResultSpace& space) {
  const std::string one = "SELECT 1::DECIMAL(1,0) AS c0";
  const sql::ResultShape number = {{.name = "1", .type = types::number(1, 0)}};
  std::printf("select 1, microseconds\n");
  std::printf("  duckdb: query and Arrow   %8.1f\n",
              microseconds_each([&] { query_to_arrow(plain, one); }));
  std::printf("  session.query, read       %8.1f\n", microseconds_each([&] {
                auto stream = session.query(one);
                for (ArrowArray batch{}; *(*stream)->next(batch);) batch.release(&batch);
              }));
  std::printf("  query and keep            %8.1f\n",
              microseconds_each([&] { keep(session, one, number, space); }));
  const auto stored = keep(session, one, number, space);
  std::printf("  kept to Arrow IPC         %8.1f\n",
              microseconds_each([&] { (void)stored->arrow_stream(0); }));
  std::printf("  kept to JSON              %8.1f\n",
              microseconds_each([&] { (void)stored->json_rows(0, {}); }));
  CHECK(session.execute("CREATE OR REPLACE TABLE data.bench (a INTEGER)").ok());
  std::printf("  one-row INSERT            %8.1f\n", microseconds_each([&] {
                CHECK(session.execute("INSERT INTO data.bench VALUES (1)").ok());
              }));
}

}  // namespace
}  // namespace mockhaus

int main(int count, char** arguments) {
  using namespace mockhaus;
  const int64_t rows = count > 1 ? std::atoll(arguments[1]) : 1'000'000;
  const std::string folder = "/tmp/mockhaus_result_bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  {
    auto space = service::ResultSpace::open({.directory = folder + "/results"});
    auto memory = service::ResultSpace::open({.directory = folder + "/memory",
                                              .memory_bytes = 1 << 30,
                                              .memory_bytes_per_result = 1 << 30});
    const auto begin = std::chrono::steady_clock::now();
    auto engine = engine::open_duckdb({.path = folder + "/a.db", .threads = 2});
    CHECK(space.ok() && memory.ok() && engine.ok());
    const std::chrono::duration<double, std::milli> opened =
        std::chrono::steady_clock::now() - begin;
    std::printf("open a new file: %.1f ms\n", opened.count());
    auto session = (*engine)->open_session();
    duckdb_database database = nullptr;
    duckdb_connection connection = nullptr;
    CHECK(duckdb_open((folder + "/plain.db").c_str(), &database) == DuckDBSuccess);
    CHECK(duckdb_connect(database, &connection) == DuckDBSuccess);
    if (rows < 3'000'000) measure_small(**session, connection, **memory);
    std::printf("in memory: ");
    measure_large(**session, connection, rows, **memory);
    std::printf("with a file: ");
    measure_large(**session, connection, rows, **space);
    duckdb_disconnect(&connection);
    duckdb_close(&database);
  }
  std::filesystem::remove_all(folder);
  return 0;
}
