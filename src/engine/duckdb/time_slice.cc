#include "engine/duckdb/time_slice.h"

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace mockhaus::engine::duckdb {
namespace {

// As the kernel has it (include/uapi/linux/sched/types.h), whose header and that of newer C
// libraries cannot be included together.
struct Attributes {
  uint32_t size = sizeof(Attributes);
  uint32_t policy = SCHED_OTHER;
  uint64_t flags = 0;
  int32_t nice = 0;
  uint32_t priority = 0;
  uint64_t runtime = 0, deadline = 0, period = 0;  // ns; of this policy only the first
};

}  // namespace

void set_time_slice(std::chrono::nanoseconds slice) {
  Attributes attributes;
  if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  if (attributes.policy != SCHED_OTHER) return;
  attributes.flags = 0;
  attributes.runtime = static_cast<uint64_t>(slice.count());
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace mockhaus::engine::duckdb
