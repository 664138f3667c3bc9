// How long the calling thread computes at a time when others want its processor.
//
// A thread that wakes up takes the processor at once from one with longer slices, which gets as
// much time as before, in larger pieces. Where the system has no such setting (Linux before 6.12)
// nothing happens.
#pragma once

#include <chrono>

namespace mockhaus::engine::duckdb {

// Zero: as the system has it. At most 100 ms.
void set_time_slice(std::chrono::nanoseconds slice);

}  // namespace mockhaus::engine::duckdb
