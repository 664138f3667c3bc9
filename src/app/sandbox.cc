#include "app/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>

namespace mockhaus::app {
namespace {

// Newer than the headers that the program is built with may be; the numbers are the kernel's.
constexpr uint64_t fs_truncate = 1ULL << 14;     // version 3
constexpr uint64_t fs_refer = 1ULL << 13;        // version 2
constexpr uint64_t fs_ioctl_device = 1ULL << 15; // version 5
constexpr uint64_t net_bind = 1, net_connect = 2;  // version 4
constexpr uint64_t scope_abstract_socket = 1, scope_signal = 2;  // version 6
constexpr int rule_net_port = 2;

struct RulesetAttributes {
  uint64_t files = 0, net = 0, scoped = 0;
};
struct NetPort {
  uint64_t access = 0, port = 0;
};

constexpr uint64_t read_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr uint64_t all_of_version_1 = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

uint64_t files_of(int version) {
  uint64_t files = all_of_version_1;
  if (version >= 2) files |= fs_refer;
  if (version >= 3) files |= fs_truncate;
  if (version >= 5) files |= fs_ioctl_device;
  return files;
}

void allow_path(int ruleset, const std::string& path, uint64_t access) {
  const int descriptor = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (descriptor < 0) return;
  struct stat state {};
  constexpr uint64_t of_a_file =
      LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | fs_truncate;
  if (fstat(descriptor, &state) == 0 && !S_ISDIR(state.st_mode)) access &= of_a_file;
  landlock_path_beneath_attr rule{access, descriptor};
  syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(descriptor);
}

void allow_port(int ruleset, uint64_t access, uint16_t port) {
  NetPort rule{access, port};
  syscall(SYS_landlock_add_rule, ruleset, rule_net_port, &rule, 0);
}

// The version in force; 0: none.
int enter_landlock(const SandboxRules& rules) {
  const auto version = static_cast<int>(
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
  if (version <= 0) return 0;
  RulesetAttributes attributes;
  attributes.files = files_of(version);
  if (version >= 4) attributes.net = net_bind | net_connect;
  if (version >= 6) attributes.scoped = scope_abstract_socket | scope_signal;
  const size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  const auto ruleset =
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
  if (ruleset < 0) return 0;
  const uint64_t writing = attributes.files & ~static_cast<uint64_t>(LANDLOCK_ACCESS_FS_EXECUTE);
  for (const std::string& path : rules.writable) allow_path(ruleset, path, writing);
  for (const std::string& path : rules.readable) allow_path(ruleset, path, read_access);
  if (version >= 4) {
    allow_port(ruleset, net_bind, rules.bind_port);
    for (const uint16_t port : rules.connect_ports) allow_port(ruleset, net_connect, port);
  }
  const bool entered = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  close(ruleset);
  return entered ? version : 0;
}

// What a database server never calls and an intruder would: other programs, other processes, the
// kernel's own administration. They answer "not permitted".
constexpr int refused_calls[] = {
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_kexec_file_load,
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key,
    SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_settimeofday, SYS_clock_settime,
    SYS_sethostname, SYS_setdomainname, SYS_open_by_handle_at, SYS_io_uring_setup, SYS_quotactl,
};

#if defined(__x86_64__)
constexpr uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t architecture = AUDIT_ARCH_AARCH64;
#endif

bool enter_seccomp() {
  constexpr auto refusal = SECCOMP_RET_ERRNO | 1;  // EPERM
  std::vector<sock_filter> program = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),  // x32, a second table of calls
      BPF_STMT(BPF_RET | BPF_K, refusal),
  };
  for (const int call : refused_calls) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, refusal));
  }
  program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0;
}

bool can_open(const char* path) {
  const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) close(descriptor);
  return descriptor >= 0;
}

}  // namespace

SandboxState enter_sandbox(const SandboxRules& rules) {
  SandboxState state;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return state;
  state.landlock_version = enter_landlock(rules);
  state.seccomp = enter_seccomp();
  state.verified = state.landlock_version > 0 && !can_open("/etc/passwd");
  return state;
}

void log_sandbox(const SandboxState& state, const Log& log) {
  const LogLevel level =
      state.verified && state.seccomp ? LogLevel::info : LogLevel::warning;
  log.write(level, "sandbox", {{"landlock_version", state.landlock_version},
                               {"seccomp", state.seccomp},
                               {"files_outside_are_closed", state.verified}});
}

}  // namespace mockhaus::app
