#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "app/commands.h"
#include "app/wiring.h"

namespace mockhaus::app {

// Each connection and each engine file needs a descriptor; the soft limit is often 1024.
static void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int serve(const Config& config) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of the write
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  // Threads inherit the mask, so only the wait below sees the signals.
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  raise_descriptor_limit();

  Result<std::unique_ptr<Server>> server = Server::open(config);
  if (!server) {
    std::fprintf(stderr, "mockhaus: %s\n", server.error().message.c_str());
    return exit_failed;
  }
  (*server)->start();
  const std::string shown = config.host == "0.0.0.0" ? "127.0.0.1" : config.host;
  std::printf("mockhaus listening on http://%s:%d\n", shown.c_str(), (*server)->port());
  std::fflush(stdout);

  int signal = 0;
  sigwait(&signals, &signal);
  std::thread second([&signals] {
    int again = 0;
    sigwait(&signals, &again);
    std::_Exit(0);  // what was committed is in the log of the engine
  });
  second.detach();
  (*server)->stop();
  server->reset();
  return 0;
}

}  // namespace mockhaus::app
