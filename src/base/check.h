// CHECK(condition): states what only a bug in Mockhaus can break.
//
// Active in every build. A failed check writes one line to standard error and aborts, because
// going on with broken state could write wrong data. What a client can cause is an Error instead.
#pragma once

namespace mockhaus {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace mockhaus

#define CHECK(condition) \
  ((condition) ? void(0) : ::mockhaus::check_failed(#condition, __FILE__, __LINE__))
