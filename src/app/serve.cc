#include <malloc.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "app/commands.h"
#include "app/sandbox.h"
#include "app/wiring.h"

namespace mockhaus::app {

// The grace period of running statements (wiring.cc), and time to roll back and close.
static constexpr time_t stop_seconds_max = 45;

// Each connection and each engine file needs a descriptor; the soft limit is often 1024.
static void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

static std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// What the server needs of the machine: its data, certificates and keys, name resolution, zones,
// the kernel's word about this process and its limits.
static SandboxRules sandbox_rules(const Config& config) {
  SandboxRules rules;
  std::error_code ignored;
  std::filesystem::create_directories(config.data_path, ignored);
  rules.writable = {config.data_path};
  if (config.in_memory) rules.writable = {std::filesystem::temp_directory_path().string()};
  if (!config.audit_path.empty()) rules.writable.push_back(folder_of(config.audit_path));
  rules.readable = {"/dev/null", "/dev/urandom", "/proc/self", "/proc/meminfo", "/proc/cpuinfo",
                    "/proc/stat", "/sys/fs/cgroup", "/sys/devices/system/cpu",
                    "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/gai.conf",
                    "/etc/host.conf", "/etc/localtime", "/etc/ssl", "/etc/ld.so.cache",
                    "/usr/share/zoneinfo", "/usr/lib", "/lib", "/lib64"};
  for (const std::string& path : {config.jwt_public_key_path, config.oauth_client_secret_path}) {
    if (!path.empty()) rules.readable.push_back(path);
  }
  // Certificates are replaced by renaming, so their folders are open.
  for (const std::string& path : {config.tls_certificate_path, config.tls_private_key_path}) {
    if (!path.empty()) rules.readable.push_back(folder_of(path));
  }
  rules.bind_port = static_cast<uint16_t>(config.port);
  for (const std::string& url : {config.oauth_jwks_url, config.oauth_introspection_url}) {
    if (const auto parts = http::split_url(url)) {
      rules.connect_ports.push_back(static_cast<uint16_t>(std::atoi(parts->port.c_str())));
    }
  }
  return rules;
}

// Ends the process at a second signal, or when stopping takes too long: the engine plans some
// statements without asking whether they are cancelled. What was committed is in its log.
static void leave_at_latest(sigset_t signals) {
  const timespec longest{stop_seconds_max, 0};
  int signal = 0;
  while ((signal = sigtimedwait(&signals, nullptr, &longest)) == SIGHUP || errno == EINTR) continue;
  if (signal < 0) std::fprintf(stderr, "mockhaus: statements did not end when cancelled\n");
  std::_Exit(0);
}

// Blocks of some kilobytes are asked for all the time; with bins of freed small ones, each of those
// requests would sweep them. Threads keep small ones of their own anyway.
static void tune_allocator() { mallopt(M_MXFAST, 0); }

int serve(const Config& config) {
  tune_allocator();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of the write
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  // Threads inherit the mask, so only the wait below sees the signals.
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  raise_descriptor_limit();

  SandboxState sandbox;
  const bool is_boxed = config.mode == Mode::production && config.sandbox;
  if (is_boxed) sandbox = enter_sandbox(sandbox_rules(config));  // before any thread is made
  Result<std::unique_ptr<Server>> server = Server::open(config);
  if (!server) {
    std::fprintf(stderr, "mockhaus: %s\n", server.error().message.c_str());
    return exit_failed;
  }
  if (is_boxed) log_sandbox(sandbox, (*server)->log());
  (*server)->start();
  const std::string shown = config.host == "0.0.0.0" ? "127.0.0.1" : config.host;
  const char* scheme = config.tls_certificate_path.empty() ? "http" : "https";
  std::printf("mockhaus listening on %s://%s:%d\n", scheme, shown.c_str(), (*server)->port());
  std::fflush(stdout);

  int signal = 0;
  while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) (*server)->reload();
  std::thread(leave_at_latest, signals).detach();
  (*server)->stop();
  server->reset();
  return 0;
}

}  // namespace mockhaus::app
