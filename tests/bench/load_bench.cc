// Loads a running server and measures it: one mode of tests/bench/load.py for each run.
//
// usage: load_bench MODE PORT PROCESS
// Prints rows of name, value, reference and unit, separated by tabs. An answer that is wrong, lost
// or somebody else's ends the program with 1.
#include <random>

#include "duckdb.h"
#include "load_world.h"

namespace mockhaus::bench {
namespace {

// DuckDB in this process, as a reference.
class Engine {
 public:
  Engine() {
    expect(duckdb_open(nullptr, &database_) == DuckDBSuccess, "no database");
    expect(duckdb_connect(database_, &connection_) == DuckDBSuccess, "no connection");
  }
  ~Engine() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }
  Engine(const Engine&) = delete;

  void run(const std::string& sql) {
    duckdb_result result;
    const bool ran = duckdb_query(connection_, sql.c_str(), &result) == DuckDBSuccess;
    expect(ran, ran ? "" : duckdb_result_error(&result));
    duckdb_destroy_result(&result);
  }

  // Runs each text `rounds` times and gives the times of all.
  Times measure(const std::string& sql, int rounds) {
    Times times;
    for (int i = 0; i < rounds + rounds / 10; ++i) {
      const Moment begin = now();
      run(sql);
      if (i >= rounds / 10) times.add(ms_since(begin));
    }
    return times;
  }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

// Latency and CPU time of the shortest statement.
void bench_point(const Target& target) {
  constexpr int rounds = 10'000;
  World world(target);
  Engine engine;
  Times direct = engine.measure("SELECT 1", rounds);
  world.run([&]() -> awaitable<void> {
    Times empty;
    const double cpu_at_first = target.cpu_ms();
    for (int i = 0; i < rounds / 2; ++i) {
      const Moment begin = now();
      Reply reply = co_await world.owner.call("GET", "/health");
      expect(reply.status == 200, reply.body);
      empty.add(ms_since(begin));
    }
    const double cpu_before = target.cpu_ms();
    Times times = co_await measure(world.owner, "select 1", "1", rounds);
    const double empty_cpu = (cpu_before - cpu_at_first) / (rounds / 2.0);
    const double cpu = (target.cpu_ms() - cpu_before) / (rounds + rounds / 10);
    const double p50 = times.percentile(50), direct_p50 = direct.percentile(50);
    report("an empty answer, p50", empty.percentile(50), 0, "ms");
    report("select 1, p50", p50, direct_p50, "ms");
    report("select 1, p99", times.percentile(99), direct.percentile(99), "ms");
    report("select 1, p50 above the engine", p50 - direct_p50, 0, "ms");
    report("select 1, p99 over its p50", times.percentile(99), p50, "ms");
    report("an empty answer, server CPU", empty_cpu * 1000, 0, "us");
    report("select 1, server CPU", cpu * 1000, 0, "us");
    Times fresh;
    for (int i = 0; i < rounds; ++i) {
      const Moment begin = now();
      co_await world.owner.expect_cell("select " + std::to_string(i), std::to_string(i));
      fresh.add(ms_since(begin));
    }
    report("select of a new number, p50", fresh.percentile(50), direct_p50, "ms");
  });
}

// A statement of which planning is the larger part, again and again.
void bench_repeated(const Target& target) {
  constexpr int rounds = 500;
  const std::string tables[] = {
      "create table customers as select n as id, n % 25 as nation from (NUMBERS 1000) t",
      "create table orders as select n as id, n % 1000 as customer from (NUMBERS 5000) t",
      "create table items as select n as id, n % 5000 as ordered, n % 100 as price "
      "from (NUMBERS 10000) t"};
  const std::string query =
      "select sum(price) from items join orders on ordered = orders.id "
      "join customers on customer = customers.id where nation between 3 and 12 and price < 50";
  const auto with_numbers = [](std::string text, const std::string& before,
                               const std::string& after) {
    const size_t begin = text.find("(NUMBERS ");
    const size_t end = text.find(')', begin);
    const std::string count = text.substr(begin + 9, end - begin - 9);
    return text.replace(begin, end - begin + 1, "(" + before + count + after + ")");
  };
  World world(target);
  Engine engine;
  world.run([&]() -> awaitable<void> {
    for (const std::string& table : tables) {
      engine.run(with_numbers(table, "select range as n from range(", ")"));
      Reply reply = co_await world.owner.submit(with_numbers(
          table, "select seq8() as n from table(generator(rowcount => ", "))"));
      expect(reply.status == 200, reply.body);
    }
    Reply first = co_await world.owner.submit(query);
    const size_t begin = first.body.find("\"data\":[[\"") + 10;
    const std::string sum = first.body.substr(begin, first.body.find('"', begin) - begin);
    Times direct = engine.measure(query, rounds);
    Times times = co_await measure(world.owner, query, sum, rounds);
    report("repeated join, p50", times.percentile(50), direct.percentile(50), "ms");
    report("repeated join, p99", times.percentile(99), direct.percentile(99), "ms");
  });
}

// 50 users in closed loops: reads, then writes, then the sum of all writes.
void bench_users(const Target& target) {
  constexpr int reads = 400, writes = 40;
  World world(target);
  world.add_users();
  Times times;
  double cpu = target.cpu_ms();
  Moment begin = now();
  run_all(world.context, users, [&](int user) -> awaitable<void> {
    for (int n = 0; n < reads; ++n) {
      const Moment asked = now();
      const std::string number = std::to_string(user * reads + n);
      co_await world.callers[user]->expect_cell("select '" + number + " ' || current_user()",
                                                number + " LOAD" + std::to_string(user));
      times.add(ms_since(asked));
    }
  });
  const double count = users * reads;
  report("50 users, reads a second", count / ms_since(begin) * 1000, 0, "");
  report("50 users, reads, p99", times.percentile(99), times.percentile(50), "ms");
  report("50 users, reads, server CPU", (target.cpu_ms() - cpu) / count * 1000, 0, "us");
  cpu = target.cpu_ms();
  begin = now();
  run_all(world.context, users, [&](int user) -> awaitable<void> {
    for (int n = 0; n < writes; ++n) {
      const std::string row = std::to_string(user) + ", " + std::to_string(n);
      co_await world.callers[user]->expect_cell("insert into counted values (" + row + ")", "1");
    }
  });
  report("50 users, inserts a second", users * writes / ms_since(begin) * 1000, 0, "");
  report("50 users, inserts, server CPU", (target.cpu_ms() - cpu) / (users * writes) * 1000, 0,
         "us");
  world.run([&]() -> awaitable<void> {
    const std::string all = std::to_string(users * writes);
    co_await world.callers[0]->expect_cell(
        "select count(*) || ' ' || count(distinct whose * 1000000 + n) from counted",
        all + " " + all);
  });
}

// How long a running statement lives on after it was canceled, and how long it takes CPU time.
constexpr std::string_view running_kinds[] = {
    "select count(*) from NUMBERS a, NUMBERS b, NUMBERS c where a.n + b.n * c.n < 0",
    "select max(r) from (select row_number() over (order by a.n * b.n % 1000, a.n) r "
    "from NUMBERS a, NUMBERS b)",
    "select count(*) from (select a.n * 3000 + b.n g from NUMBERS a, NUMBERS b group by g)",
    "select a.n, b.n from NUMBERS a, NUMBERS b",
    "select count(*) from NUMBERS a, NUMBERS b "
    "where regexp_like(a.n || 'x' || b.n, '(1|2|3)*x(4|5|6)*7')",
    "select sum(parse_json('[' || a.n || ',' || b.n || ']')[1]::int) from NUMBERS a, NUMBERS b",
};

// Until the server takes less than a tenth of a core.
awaitable<double> ms_until_quiet(const Target& target, Caller& caller) {
  const Moment begin = now();
  while (true) {
    const double before = target.cpu_ms();
    co_await caller.pause(10);
    if (target.cpu_ms() - before < 1) co_return ms_since(begin) - 10;
  }
}

void bench_cancel(const Target& target) {
  constexpr int rounds = 120;
  World world(target);
  std::mt19937 random(1);
  world.run([&]() -> awaitable<void> {
    Times ended, quiet;
    for (int round = 0; round < rounds; ++round) {
      std::string text(running_kinds[round % std::size(running_kinds)]);
      const std::string numbers = "(select seq8() as n from table(generator(rowcount => 6000)))";
      for (size_t at = 0; (at = text.find("NUMBERS", at)) != text.npos; at += numbers.size()) {
        text.replace(at, 7, numbers);
      }
      const std::string handle = co_await world.owner.start(text);
      while (co_await world.owner.metric("statements_running") < 1) co_await world.owner.pause(1);
      co_await world.owner.pause(static_cast<int>(20 + random() % 200));
      const Moment begin = now();
      Reply canceled =
          co_await world.owner.call("POST", "/api/v2/statements/" + handle + "/cancel");
      Reply end = co_await world.owner.end_of(handle, 1);
      ended.add(ms_since(begin));
      expect(canceled.status == 200, canceled.body);
      const bool right = end.status == 422 && end.has("000604");
      expect(right, text + " was not canceled: " + end.body.substr(0, 200));
      quiet.add(co_await ms_until_quiet(target, world.owner));
    }
    report("canceled statements end after, p50", ended.percentile(50), 0, "ms");
    report("canceled statements end after, p99", ended.percentile(99), 0, "ms");
    report("and take CPU time for, p99", quiet.percentile(99), 0, "ms");
  });
}

constexpr Mode modes[] = {{"point", bench_point},
                          {"repeated", bench_repeated},
                          {"users", bench_users},
                          {"cancel", bench_cancel}};

}  // namespace
}  // namespace mockhaus::bench

int main(int count, char** arguments) {
  return mockhaus::bench::run_mode(mockhaus::bench::modes, "load_bench", count, arguments);
}
