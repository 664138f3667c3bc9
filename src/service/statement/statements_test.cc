#include "service/statement/statements.h"

#include <condition_variable>
#include <thread>

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus;
using namespace mockhaus::service;

namespace {

struct NoEngine final : engine::Engine {
  Result<std::unique_ptr<engine::EngineSession>> open_session() override {
    return Error{"000603", "XX000", "no engine here"};
  }
  engine::RecordStore& records() override { std::abort(); }
  Result<Done> checkpoint() override { return Done{}; }
};

// "fail" fails, "hold" runs until it is released or stopped, the rest succeeds.
struct FakeExecutor final : Executor {
  StatementOutcome run(Statement& statement, const AddChild&) override {
    StatementOutcome outcome;
    {
      const std::lock_guard lock(mutex);
      order.push_back(statement.request.text);
    }
    const int now = ++running;
    most = std::max(most.load(), now);
    while (statement.request.text == "hold" && !released && !statement.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (statement.stop_requested() || statement.request.text == "fail") {
      outcome.error = Error{"000001", "XX000", "failed"};
    }
    outcome.result_bytes = 10;
    --running;
    return outcome;
  }
  void end_session(Session&, const Statement*) override { ++sessions_ended; }

  std::mutex mutex;
  std::vector<std::string> order;
  std::atomic<bool> released{false};
  std::atomic<int> running{0}, most{0}, sessions_ended{0};
};

struct World {
  NoEngine engine;
  SystemClock clock;
  Metrics metrics;
  Timer timer;
  Log log{LogLevel::off, clock};
  FakeExecutor executor;
  StatementLimits limits;
  std::unique_ptr<Statements> statements;

  explicit World(StatementLimits limits = {}) : limits(limits) {
    statements =
        std::make_unique<Statements>(executor, limits, clock, timer, log, metrics);
  }
  ~World() {
    executor.released = true;
    statements->drain(ns_per_second);
    timer.stop();
  }
  std::shared_ptr<Session> session(uint64_t id = 1) {
    SessionStart start;
    start.user = "U";
    return std::make_shared<Session>(id, std::move(start), engine, clock);
  }
  Result<Statements::Submitted> submit(std::shared_ptr<Session> session, std::string text,
                                       std::string request_id = "", bool attach = true) {
    StatementRequest request;
    request.text = std::move(text);
    request.request_id = std::move(request_id);
    return statements->submit(std::move(session), std::move(request), attach);
  }
  bool wait(const std::shared_ptr<Statement>& statement, int64_t ns = 5 * ns_per_second) {
    std::mutex mutex;
    std::condition_variable wake;
    std::optional<bool> answer;
    statements->wait(statement, ns, [&](bool done) {
      const std::lock_guard lock(mutex);
      answer = done;
      wake.notify_one();
    });
    std::unique_lock lock(mutex);
    wake.wait(lock, [&] { return answer.has_value(); });
    return *answer;
  }
};

}  // namespace

TEST_CASE("statements: states and outcomes") {
  World world;
  const auto good = world.submit(world.session(), "good")->statement;
  CHECK(world.wait(good));
  CHECK(good->state() == StatementState::succeeded);
  const auto bad = world.submit(world.session(), "fail")->statement;
  CHECK(world.wait(bad));
  CHECK(bad->state() == StatementState::failed);
  CHECK(bad->outcome().error->code == "000001");
  CHECK(world.statements->find(good->id) == good);
  CHECK(world.statements->find("nothing") == nullptr);
}

TEST_CASE("statements: one at a time for a session, in order") {
  World world;
  const auto session = world.session();
  std::vector<std::shared_ptr<Statement>> all;
  for (int i = 0; i < 50; ++i) all.push_back(world.submit(session, std::to_string(i))->statement);
  for (const auto& statement : all) CHECK(world.wait(statement));
  CHECK(world.executor.most == 1);
  REQUIRE(world.executor.order.size() == 50);
  for (size_t i = 0; i < 50; ++i) CHECK(world.executor.order[i] == std::to_string(i));
}

TEST_CASE("statements: a request id runs once") {
  World world;
  const auto session = world.session();
  const auto first = world.submit(session, "hold", "r1");
  const auto during = world.submit(session, "hold", "r1");
  CHECK(during->attached);
  CHECK(during->statement == first->statement);
  CHECK(world.submit(world.session(2), "x", "r1")->statement != first->statement);
  CHECK(world.statements->find_request(*session, Door::driver, "r1") == first->statement);
  world.executor.released = true;
  CHECK(world.wait(first->statement));
  CHECK(world.submit(session, "hold", "r1")->statement == first->statement);
  CHECK_FALSE(world.submit(session, "x", "r1", false)->attached);
}

TEST_CASE("statements: waiting ends without the statement") {
  World world;
  const auto held = world.submit(world.session(), "hold")->statement;
  CHECK_FALSE(world.wait(held, 20 * ns_per_ms));
  CHECK_FALSE(held->is_done());
}

TEST_CASE("statements: cancel what runs and what waits") {
  World world;
  const auto session = world.session();
  const auto running = world.submit(session, "hold")->statement;
  while (world.executor.running == 0) std::this_thread::yield();
  const auto waiting = world.submit(session, "later")->statement;
  CHECK(world.statements->cancel(waiting));
  CHECK(world.wait(waiting));
  CHECK(waiting->state() == StatementState::canceled);
  CHECK(world.statements->cancel(running));
  CHECK(world.wait(running));
  CHECK(running->state() == StatementState::canceled);
  CHECK(running->outcome().error->code == "000604");
  CHECK_FALSE(world.statements->cancel(running));
  CHECK(world.wait(world.submit(session, "after")->statement));
  CHECK(world.executor.order == std::vector<std::string>{"hold", "after"});
}

TEST_CASE("statements: time runs out") {
  World world;
  StatementRequest request;
  request.text = "hold";
  request.timeout_seconds = 1;
  const auto statement =
      world.statements->submit(world.session(), std::move(request), false)->statement;
  CHECK(world.wait(statement));
  CHECK(statement->state() == StatementState::timed_out);
  CHECK(statement->outcome().error->code == "000630");
}

TEST_CASE("statements: a closed session ends after its statement") {
  World world;
  const auto session = world.session();
  const auto held = world.submit(session, "hold")->statement;
  const auto waiting = world.submit(session, "later")->statement;
  session->close();
  world.statements->close_session(session);
  CHECK(world.wait(held));
  CHECK(world.wait(waiting));
  CHECK(waiting->state() == StatementState::canceled);
  for (int i = 0; i < 1000 && world.executor.sessions_ended == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(world.executor.sessions_ended >= 1);  // ending twice does no harm
}

TEST_CASE("statements: what is kept is bounded, what waits is bounded") {
  StatementLimits limits;
  limits.kept_max = 5;
  limits.queued_max = 10;
  World world(limits);
  const auto first = world.submit(world.session(), "x", "id")->statement;
  CHECK(world.wait(first));
  for (int i = 0; i < 20; ++i) CHECK(world.wait(world.submit(world.session(), "x")->statement));
  CHECK(world.statements->find(first->id) == nullptr);
  CHECK(world.statements->history(100).size() <= 6);
  const auto session = world.session();
  int refused = 0;
  for (int i = 0; i < 20; ++i) refused += world.submit(session, "hold").ok() ? 0 : 1;
  CHECK(refused >= 10);  // the one before may still be in the books
}

TEST_CASE("statements: many sessions at once") {
  StatementLimits limits;
  limits.running_max = 8;
  World world(limits);
  std::vector<std::shared_ptr<Statement>> all;
  for (uint64_t i = 0; i < 500; ++i) all.push_back(world.submit(world.session(i), "x")->statement);
  for (const auto& statement : all) CHECK(world.wait(statement));
  CHECK(world.executor.most <= 8);
}

TEST_CASE("statements: users take turns, and interactive ones go first") {
  StatementLimits limits;
  limits.running_max = 1;
  World world(limits);
  const auto submit = [&](uint64_t id, const char* user, std::string text, bool asynchronous) {
    SessionStart start;
    start.user = user;
    StatementRequest request;
    request.text = std::move(text);
    request.asynchronous = asynchronous;
    auto session = std::make_shared<Session>(id, std::move(start), world.engine, world.clock);
    return world.statements->submit(session, std::move(request), false)->statement;
  };
  const auto first = submit(1, "A", "hold", false);
  while (world.executor.running == 0) std::this_thread::yield();
  const auto last = submit(2, "A", "a1 asynchronous", true);
  submit(3, "A", "a2", false);
  const auto waits = submit(4, "A", "a3", false);
  const auto other = submit(5, "B", "b1", false);
  CHECK(world.statements->queue_position(*other) == 2);
  CHECK(world.statements->queue_position(*waits) == 3);
  CHECK(world.statements->queue_position(*last) == 4);
  world.executor.released = true;
  REQUIRE(world.wait(last));
  CHECK(world.executor.order ==
        std::vector<std::string>{"hold", "a2", "b1", "a3", "a1 asynchronous"});
  CHECK(world.statements->queue_position(*last) == 0);
}

TEST_CASE("statements: one that waits too long ends as timed out") {
  StatementLimits limits;
  limits.running_max = 1;
  World world(limits);
  const auto first = world.submit(world.session(1), "hold");
  while (world.executor.running == 0) std::this_thread::yield();
  StatementRequest request;
  request.text = "late";
  request.parameters["STATEMENT_QUEUED_TIMEOUT_IN_SECONDS"] = "1";
  const auto late = world.statements->submit(world.session(2), std::move(request), false);
  REQUIRE(world.wait(late->statement));
  CHECK(late->statement->state() == StatementState::timed_out);
  CHECK(late->statement->outcome().error->code == "000630");
  CHECK(world.executor.order.size() == 1);
}
