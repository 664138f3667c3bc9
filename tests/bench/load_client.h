// A client that loads a server from one thread: many connections, each a coroutine.
//
// A wrong answer ends the program with 1 and says which: what is measured must be right.
#pragma once

#include <time.h>

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/json.h"

namespace mockhaus::bench {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using Moment = std::chrono::steady_clock::time_point;

inline Moment now() { return std::chrono::steady_clock::now(); }
inline double ms_since(Moment begin) {
  return std::chrono::duration<double, std::milli>(now() - begin).count();
}

inline void expect(bool truth, const std::string& what) {
  if (truth) return;
  std::fprintf(stderr, "load_bench: wrong: %s\n", what.c_str());
  std::exit(1);
}

// One row of the table that bench.py prints; a reference of 0: there is none.
inline void report(const std::string& name, double value, double reference, const char* unit) {
  std::printf("%s\t%.4f\t%.4f\t%s\n", name.c_str(), value, reference, unit);
  std::fflush(stdout);
}

struct Times {
  std::vector<double> ms;

  void add(double one) { ms.push_back(one); }
  double percentile(size_t percent) {
    std::sort(ms.begin(), ms.end());
    return ms[std::min(ms.size() - 1, ms.size() * percent / 100)];
  }
};

struct Target {
  uint16_t port = 0;
  int process = 0;

  // CPU time that the server's threads have taken.
  double cpu_ms() const {
    clockid_t clock = 0;
    timespec time{};
    clock_getcpuclockid(process, &clock);
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  }
  // VmRSS, VmHWM.
  double memory_kb(const char* which) const {
    const std::string path = "/proc/" + std::to_string(process) + "/status";
    std::FILE* file = std::fopen(path.c_str(), "r");
    char line[256];
    double kilobytes = 0;
    const std::string format = std::string(which) + ": %lf kB";
    while (file != nullptr && std::fgets(line, sizeof line, file) != nullptr) {
      if (std::sscanf(line, format.c_str(), &kilobytes) == 1) break;
    }
    if (file != nullptr) std::fclose(file);
    return kilobytes;
  }
};

struct Reply {
  int status = 0;
  std::string body;

  bool has(std::string_view text) const { return body.find(text) != body.npos; }
  // The text of a member of the answer.
  std::string text_of(std::string_view name) const {
    Arena arena;
    const Json* json = parse_json(body, arena);
    expect(json != nullptr, "an answer is not JSON: " + body.substr(0, 500));
    return std::string(json->text_of(name));
  }
};

// A kept connection of one user.
class Caller {
 public:
  Caller(asio::io_context& context, const Target& target, std::string proof = "Bearer mockhaus")
      : socket_(context), proof_(std::move(proof)) {
    socket_.connect({asio::ip::address_v4::loopback(), target.port});
    socket_.set_option(tcp::no_delay(true));
  }

  awaitable<Reply> call(std::string method, std::string path, std::string body = {}) {
    request_ = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + proof_ +
               "\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
               "Accept-Encoding: identity\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    co_await asio::async_write(socket_, asio::buffer(request_), use_awaitable);
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(size_t{1} << 30);
    co_await beast::http::async_read(socket_, buffer_, parser, use_awaitable);
    co_return Reply{static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
  }

  // A statement that is never answered with an earlier result.
  awaitable<Reply> submit(std::string statement, bool asynchronous = false) {
    JsonWriter json;
    json.begin_object().member("statement", statement).key("parameters").begin_object();
    json.member("use_cached_result", "false").end_object().end_object();
    std::string body = json.take();
    std::string path = asynchronous ? "/api/v2/statements?async=true" : "/api/v2/statements";
    Reply reply = co_await call("POST", std::move(path), std::move(body));
    co_return reply;
  }

  // The handle of an asynchronous statement.
  awaitable<std::string> start(std::string statement) {
    Reply reply = co_await submit(statement, true);
    expect(reply.status == 202, statement + ": " + reply.body);
    co_return reply.text_of("statementHandle");
  }

  // One cell of one row.
  awaitable<void> expect_cell(std::string statement, std::string cell) {
    Reply reply = co_await submit(statement);
    const bool right = reply.status == 200 && reply.has("\"data\":[[\"" + cell + "\"]]");
    expect(right, statement + ": " + reply.body);
  }

  awaitable<Reply> look(std::string handle) {
    Reply reply = co_await call("GET", "/api/v2/statements/" + handle);
    co_return reply;
  }

  awaitable<void> pause(int milliseconds) {
    asio::steady_timer timer(socket_.get_executor());
    timer.expires_after(std::chrono::milliseconds(milliseconds));
    co_await timer.async_wait(use_awaitable);
  }

  // The answer to a statement that has ended; asks until then.
  awaitable<Reply> end_of(std::string handle, int pause_ms = 5) {
    while (true) {
      Reply reply = co_await look(handle);
      if (reply.status != 202) co_return reply;
      co_await pause(pause_ms);
    }
  }

  // A number of /metrics.
  awaitable<double> metric(std::string name) {
    Reply reply = co_await call("GET", "/metrics");
    const size_t found = reply.body.find("\nmockhaus_" + name + " ");
    expect(found != reply.body.npos, "no metric " + name);
    co_return std::atof(reply.body.c_str() + found + name.size() + 11);
  }

 private:
  tcp::socket socket_;
  beast::flat_buffer buffer_;
  const std::string proof_;
  std::string request_;
};

// Runs work(0) .. work(count - 1) side by side to their ends.
template <class Work>
void run_all(asio::io_context& context, int count, Work work) {
  for (int number = 0; number < count; ++number) {
    asio::co_spawn(context, work(number), [](std::exception_ptr failed) {
      if (failed) std::rethrow_exception(failed);
    });
  }
  context.restart();
  context.run();
}

}  // namespace mockhaus::bench
