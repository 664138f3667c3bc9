// Crowds before a running server: statements that run and wait by thousands, and slow clients.
//
// usage: crowd_bench MODE PORT PROCESS, as load_bench.cc
#include "load_world.h"

namespace mockhaus::bench {
namespace {

constexpr int active_each = 20, queued_each = 200;  // load.py gives each user 20 places

// Runs for days and holds nothing.
constexpr std::string_view endless =
    "select count(*) from table(generator(rowcount => 1000000000000000)) where random() = 1";

struct Crowd {
  std::vector<std::vector<std::string>> active{users}, queued{users};  // handles of each user
};

// The number that a queued statement answers; no two are alike.
std::string number_of(int user, int n) {
  return std::to_string(1'000'000 + user * 1000 + n);
}

awaitable<void> activate(World& world, Crowd& crowd, int user) {
  Caller& caller = *world.callers[user];
  for (int n = 0; n < active_each; ++n) {
    std::string handle = co_await caller.start(std::string(endless));
    crowd.active[user].push_back(std::move(handle));
  }
  while (co_await caller.metric("statements_running") < users * active_each) {
    co_await caller.pause(200);
  }
}

awaitable<void> enqueue(World& world, Crowd& crowd, int user) {
  for (int n = 0; n < queued_each; ++n) {
    std::string text = "select " + number_of(user, n);
    std::string handle = co_await world.callers[user]->start(std::move(text));
    crowd.queued[user].push_back(std::move(handle));
  }
}

Crowd gather(World& world) {
  Crowd crowd;
  const double before_kb = world.target.memory_kb("VmRSS");
  Moment begin = now();
  run_all(world.context, users, [&](int user) { return activate(world, crowd, user); });
  report("1000 statements, until all run", ms_since(begin), 0, "ms");
  const double active_kb = world.target.memory_kb("VmRSS");
  report("memory of each", (active_kb - before_kb) / (users * active_each), 0, "kB");
  begin = now();
  run_all(world.context, users, [&](int user) { return enqueue(world, crowd, user); });
  report("10000 statements more, until all wait", ms_since(begin), 0, "ms");
  const double queued_kb = world.target.memory_kb("VmRSS") - active_kb;
  report("memory of each", queued_kb / (users * queued_each), 0, "kB");
  return crowd;
}

// Each of the queued ones gives its own answer, and only to its own user.
awaitable<void> collect(World& world, const Crowd& crowd, int user) {
  Caller& caller = *world.callers[user];
  for (int n = 0; n < queued_each; ++n) {
    Reply reply = co_await caller.end_of(crowd.queued[user][n]);
    const bool right = reply.has("\"data\":[[\"" + number_of(user, n) + "\"]]");
    expect(right, number_of(user, n) + ": " + reply.body);
  }
  Reply foreign = co_await caller.look(crowd.queued[(user + 1) % users][0]);
  expect(foreign.status == 400, "somebody else's result: " + foreign.body);
}

awaitable<void> cancel_active(World& world, const Crowd& crowd, int user) {
  for (const std::string& handle : crowd.active[user]) {
    Reply reply =
        co_await world.callers[user]->call("POST", "/api/v2/statements/" + handle + "/cancel");
    expect(reply.status == 200, reply.body);
  }
}

awaitable<void> abort_all(World& world, const Crowd& crowd) {
  const Moment begin = now();
  Reply reply = co_await world.owner.submit("alter warehouse load abort all queries");
  expect(reply.status == 200, reply.body);
  while (co_await world.owner.metric("statements_queued") > 0) co_await world.owner.pause(5);
  report("ABORT ALL QUERIES, until none is left", ms_since(begin), 0, "ms");
  for (int user = 0; user < users; ++user) {
    Reply ended = co_await world.callers[user]->look(crowd.queued[user].back());
    expect(ended.status == 422 && ended.has("000604"), ended.body);
  }
}

void bench_active(const Target& target) {
  World world(target);
  world.add_users();
  double alone = 0;
  world.run([&]() -> awaitable<void> {
    Times times = co_await measure(world.owner, "select 1", "1", 2000);
    alone = times.percentile(99);
  });
  Crowd crowd = gather(world);
  world.run([&]() -> awaitable<void> {
    Times times = co_await measure(world.owner, "select 1", "1", 1000);
    report("select 1 beside them, p50", times.percentile(50), 0, "ms");
    report("select 1 beside them, p99", times.percentile(99), alone, "ms");
  });
  Moment begin = now();
  run_all(world.context, users, [&](int user) { return cancel_active(world, crowd, user); });
  run_all(world.context, users, [&](int user) { return collect(world, crowd, user); });
  report("1000 canceled, 10000 answered", ms_since(begin), 0, "ms");
  crowd = gather(world);
  world.run([&]() { return abort_all(world, crowd); });
}

// A connection that is never done: sends the start of something and a byte more each second, and
// reads nothing.
awaitable<void> dawdle(asio::io_context& context, const Target& target, std::string start,
                       bool trickles, const bool& is_over) {
  tcp::socket socket(context);
  if (start.starts_with("POST /api")) socket.open(tcp::v4());
  if (socket.is_open()) socket.set_option(tcp::socket::receive_buffer_size(4096));
  co_await socket.async_connect({asio::ip::address_v4::loopback(), target.port}, use_awaitable);
  co_await asio::async_write(socket, asio::buffer(start), use_awaitable);
  asio::steady_timer timer(context);
  while (!is_over) {
    timer.expires_after(std::chrono::milliseconds(500));
    co_await timer.async_wait(use_awaitable);
    boost::system::error_code ignored;  // the server may have had enough
    if (trickles) socket.write_some(asio::buffer("a", 1), ignored);
  }
}

void bench_slow_clients(const Target& target) {
  constexpr int slow_clients = 2000, rounds = 4000;
  const std::string large =
      R"j({"statement":"select seq8(), 'some text' from table(generator(rowcount => 20000))"})j";
  const std::string post = "POST /api/v2/statements HTTP/1.1\r\nHost: x\r\n";
  const struct {
    std::string start;
    bool trickles;
  } kinds[] = {
      {"", false},
      {post, true},
      {post + "Content-Length: 1000\r\n\r\n{", true},
      {post +
           "Authorization: Bearer mockhaus\r\nContent-Type: application/json\r\n"
           "Content-Length: " +
           std::to_string(large.size()) + "\r\n\r\n" + large,
       false},
  };
  World world(target);
  double alone = 0;
  world.run([&]() -> awaitable<void> {
    Times times = co_await measure(world.owner, "select 1", "1", rounds);
    alone = times.percentile(99);
  });
  const double before_kb = target.memory_kb("VmRSS");
  bool is_over = false;
  for (int i = 0; i < slow_clients; ++i) {
    const auto& kind = kinds[i % std::size(kinds)];
    asio::co_spawn(world.context, dawdle(world.context, target, kind.start, kind.trickles, is_over),
                   [](std::exception_ptr) {});
  }
  world.run([&]() -> awaitable<void> {
    while (co_await world.owner.metric("connections") < slow_clients) {
      co_await world.owner.pause(10);
    }
    co_await world.owner.pause(2000);
    const double kilobytes = target.memory_kb("VmRSS") - before_kb;
    Times times = co_await measure(world.owner, "select 1", "1", rounds);
    report("select 1 beside 2000 slow clients, p99", times.percentile(99), alone, "ms");
    report("memory of each", kilobytes / slow_clients, 0, "kB");
    is_over = true;
  });
}

constexpr Mode modes[] = {{"active", bench_active}, {"slow_clients", bench_slow_clients}};

}  // namespace
}  // namespace mockhaus::bench

int main(int count, char** arguments) {
  return mockhaus::bench::run_mode(mockhaus::bench::modes, "crowd_bench", count, arguments);
}
