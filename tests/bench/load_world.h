// The server under load with its first user and 50 others, for load_bench.cc and crowd_bench.cc.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "load_client.h"

namespace mockhaus::bench {

constexpr int users = 50;

// The times of one statement again and again, each checked.
inline awaitable<Times> measure(Caller& caller, std::string statement, std::string cell,
                                int rounds) {
  Times times;
  for (int i = 0; i < rounds + rounds / 10; ++i) {
    const Moment begin = now();
    co_await caller.expect_cell(statement, cell);
    if (i >= rounds / 10) times.add(ms_since(begin));
  }
  co_return times;
}

// What 50 users prove themselves with: access tokens, made by the first user.
inline awaitable<void> make_users(Caller& owner, std::vector<std::string>& proofs) {
  for (const char* text : {"create or replace database load", "create or replace warehouse load",
                           "create or replace table load.public.counted (whose int, n int)",
                           "grant usage on database load to role public",
                           "grant usage on warehouse load to role public",
                           "grant usage on schema load.public to role public",
                           "grant insert, select on table load.public.counted to role public"}) {
    Reply reply = co_await owner.submit(text);
    expect(reply.status == 200, text + (": " + reply.body));
  }
  for (int user = 0; user < users; ++user) {
    const std::string name = "load" + std::to_string(user);
    Reply made = co_await owner.submit("create or replace user " + name +
                                       " default_warehouse = load default_namespace = load.public");
    expect(made.status == 200, made.body);
    Reply token =
        co_await owner.submit("alter user " + name + " add programmatic access token t");
    expect(token.status == 200, token.body);
    const size_t begin = token.body.find("[[\"T\",\"");
    expect(begin != token.body.npos, token.body);
    const size_t end = token.body.find('"', begin + 7);
    proofs.push_back("Bearer " + token.body.substr(begin + 7, end - begin - 7));
  }
}

// A server, its first user, and 50 others on a connection each.
struct World {
  explicit World(const Target& target) : target(target), owner(context, target) {}

  void add_users() {
    run_all(context, 1, [&](int) { return make_users(owner, proofs); });
    for (const std::string& proof : proofs) {
      callers.push_back(std::make_unique<Caller>(context, target, proof));
    }
  }
  // One after the other, on this thread.
  template <class Work>
  void run(Work work) {
    run_all(context, 1, [&](int) { return work(); });
  }

  const Target target;
  asio::io_context context{1};
  Caller owner;
  std::vector<std::string> proofs;
  std::vector<std::unique_ptr<Caller>> callers;
};

struct Mode {
  std::string_view name;
  void (*run)(const Target& target);
};

// A bench's main(): `arguments` are a mode's name, the server's port and its process.
template <size_t N>
int run_mode(const Mode (&modes)[N], const char* program, int count, char** arguments) {
  std::string names;
  for (const Mode& mode : modes) {
    if (count == 4 && mode.name == arguments[1]) {
      mode.run({static_cast<uint16_t>(std::atoi(arguments[2])), std::atoi(arguments[3])});
      return 0;
    }
    names.append(names.empty() ? "" : "|").append(mode.name);
  }
  std::fprintf(stderr, "usage: %s %s PORT PROCESS\n", program, names.c_str());
  return 2;
}

}  // namespace mockhaus::bench
