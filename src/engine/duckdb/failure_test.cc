// What must survive when the disk is full or the process dies. Each story runs in a child process,
// which tells by its exit status where it went wrong (0: nowhere).
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <thread>

#include "engine/duckdb/test_engine.h"

namespace mockhaus::engine::duckdb {
namespace {

template <class Story>
pid_t start_child(Story&& story) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) _exit(story());
  return child;
}

int status_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

void limit_file_size(rlim_t bytes) {
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  setrlimit(RLIMIT_FSIZE, &limit);
}

// Fails the story at this line.
#define EXPECT(condition) \
  do { \
    if (!(condition)) { \
      std::fprintf(stderr, "story fails at line %d\n", __LINE__); \
      return 1; \
    } \
  } while (false)

int full_disk_story(const std::string& file) {
  signal(SIGXFSZ, SIG_IGN);
  Result<std::unique_ptr<Engine>> opened = open_duckdb({.path = file, .threads = 2});
  EXPECT(opened.ok());
  Engine& engine = **opened;
  const std::unique_ptr<EngineSession> writer = open_session(engine);
  const std::unique_ptr<EngineSession> idle = open_session(engine);
  const std::unique_ptr<EngineSession> in_transaction = open_session(engine);
  EXPECT(run_in(*writer, "CREATE TABLE data.t (a BIGINT, b VARCHAR)") == "0 rows");
  EXPECT(rows_of(*idle, "SELECT 1") == "1");
  EXPECT(in_transaction->begin().ok());
  EXPECT(run_in(*in_transaction, "INSERT INTO data.t VALUES (-1, '')") == "1 rows");

  limit_file_size(6 << 20);
  int64_t acknowledged = 0;
  std::string failure;
  for (int64_t i = 0; i < 200 && failure.empty(); ++i) {
    const std::string range =
        std::to_string(i * 10000) + ", " + std::to_string((i + 1) * 10000);
    const std::string done =
        run_in(*writer, "INSERT INTO data.t SELECT i, md5(i::VARCHAR) || md5((i + 7)::VARCHAR) "
                        "FROM range(" + range + ") t(i)");
    if (done == "10000 rows") {
      acknowledged += 10000;
    } else {
      failure = done;
    }
  }
  EXPECT(failure.starts_with("error 000603"));
  // A checkpoint that cannot be written invalidates the instance.
  limit_file_size(100 << 10);
  EXPECT(!engine.checkpoint().ok());
  limit_file_size(RLIM_INFINITY);

  // Room again: everyone goes on without a restart, and only open transactions are lost.
  const std::string counted = "SELECT count(*) FROM data.t WHERE a >= 0";
  EXPECT(rows_of(*idle, counted) == std::to_string(acknowledged));
  const std::string told = run_in(*in_transaction, "INSERT INTO data.t VALUES (-2, '')");
  EXPECT(told.starts_with("error 000603: The storage engine was restarted"));
  EXPECT(!in_transaction->in_transaction());
  EXPECT(run_in(*in_transaction, "INSERT INTO data.t VALUES (-3, '')") == "1 rows");
  EXPECT(run_in(*writer, "INSERT INTO data.t VALUES (-4, '')") == "1 rows");
  EXPECT(rows_of(*idle, "SELECT a FROM data.t WHERE a < 0 ORDER BY a") == "-4;-3");
  EXPECT(engine.checkpoint().ok());
  EXPECT(rows_of(*idle, counted) == std::to_string(acknowledged));
  return 0;
}

TEST_CASE("a full disk fails statements; sessions go on when there is room again") {
  TestDirectory directory;
  CHECK(status_of(start_child([&] { return full_disk_story(directory.file("a.db")); })) == 0);
}

// Each of four sessions writes and reads its own numbers, while the disk fills and empties.
int busy_story(const std::string& file) {
  signal(SIGXFSZ, SIG_IGN);
  Result<std::unique_ptr<Engine>> opened = open_duckdb({.path = file, .threads = 2});
  EXPECT(opened.ok());
  Engine& engine = **opened;
  EXPECT(run_in(*open_session(engine), "CREATE TABLE data.t (a BIGINT, b BIGINT)") == "0 rows");
  std::atomic<bool> stop = false;
  std::atomic<int> acknowledged = 0, failed = 0, bad = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&, number] {
      const std::unique_ptr<EngineSession> session = open_session(engine);
      const std::string own = std::to_string(number);
      for (int mine = 0; !stop;) {
        const std::string read =
            rows_of(*session, "SELECT count(*) FROM data.t WHERE a = " + own);
        if (!read.starts_with("error") && read != std::to_string(mine)) ++bad;
        const std::string done = run_in(*session, "INSERT INTO data.t VALUES (" + own + ", 0)");
        done == "1 rows" ? ++mine, ++acknowledged : ++failed;
      }
    });
  }
  for (int round = 0; round < 8; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    limit_file_size(1 << 10);
    (void)engine.checkpoint();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    limit_file_size(RLIM_INFINITY);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT(bad == 0);
  EXPECT(acknowledged > 0);
  EXPECT(failed > 0);
  const std::unique_ptr<EngineSession> session = open_session(engine);
  EXPECT(rows_of(*session, "SELECT count(*) FROM data.t") == std::to_string(acknowledged));
  return 0;
}

TEST_CASE("sessions that are busy while the disk is full lose nothing that was acknowledged") {
  TestDirectory directory;
  CHECK(status_of(start_child([&] { return busy_story(directory.file("a.db")); })) == 0);
}

// Writes numbered rows, each with a record in the same transaction, and tells each commit.
int endless_writes(const std::string& file, int report) {
  Result<std::unique_ptr<Engine>> opened = open_duckdb({.path = file, .threads = 2});
  EXPECT(opened.ok());
  const std::unique_ptr<EngineSession> session = open_session(**opened);
  EXPECT(run_in(*session, "CREATE TABLE IF NOT EXISTS data.t (a BIGINT)") == "0 rows");
  int64_t next = std::stoll(rows_of(*session, "SELECT coalesce(max(a), 0) + 1 FROM data.t"));
  for (;; ++next) {
    EXPECT(session->begin().ok());
    EXPECT(run_in(*session, "INSERT INTO data.t VALUES (" + std::to_string(next) + ")") ==
           "1 rows");
    const auto id = static_cast<uint64_t>(next);
    EXPECT((*opened)->records().put(*session, {id, "table", 1, "t", "{}"}).ok());
    EXPECT(session->commit().ok());
    if (next % 40 == 0) EXPECT((*opened)->checkpoint().ok());
    EXPECT(write(report, &next, sizeof next) == sizeof next);
  }
}

TEST_CASE("kill -9 loses no committed transaction and tears none") {
  TestDirectory directory;
  const std::string file = directory.file("a.db");
  int64_t last = 0;
  for (int round = 0; round < 6; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = start_child([&] { return endless_writes(file, ends[1]); });
    close(ends[1]);
    int64_t told = 0;
    REQUIRE(read(ends[0], &told, sizeof told) == sizeof told);  // it has opened and written
    last = told;
    std::this_thread::sleep_for(std::chrono::milliseconds(40 + 90 * round));
    kill(child, SIGKILL);
    CHECK(status_of(child) == 1000 + SIGKILL);
    while (read(ends[0], &told, sizeof told) == sizeof told) last = told;
    close(ends[0]);

    const std::unique_ptr<Engine> engine = open_engine(file);
    const std::unique_ptr<EngineSession> session = open_session(*engine);
    const int64_t rows = std::stoll(rows_of(*session, "SELECT count(*) FROM data.t"));
    CHECK(rows >= last);
    CHECK(rows <= last + 1);
    CHECK(std::stoll(rows_of(*session, "SELECT max(a) FROM data.t")) == rows);
    CHECK(std::stoll(rows_of(*session, "SELECT count(*) FROM mockhaus.records")) == rows);
  }
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
