// Result<T>: a value or an Error. TRY(x): the value, or return the error to the caller.
//
// Our code does not throw. TRY stands alone or as the whole right-hand side of a declaration or an
// assignment, never inside braces (g++ 12 leaks the temporaries there) nor as an argument.
#pragma once

#include <utility>
#include <variant>

#include "base/check.h"
#include "base/error.h"

namespace mockhaus {

struct Done {};  // what Result<Done> holds: it worked, there is nothing to hand over

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { CHECK(ok()); return *std::get_if<0>(&state_); }
  const T& value() const& { CHECK(ok()); return *std::get_if<0>(&state_); }
  T&& value() && { CHECK(ok()); return std::move(*std::get_if<0>(&state_)); }
  Error& error() & { CHECK(!ok()); return *std::get_if<1>(&state_); }
  const Error& error() const& { CHECK(!ok()); return *std::get_if<1>(&state_); }
  Error&& error() && { CHECK(!ok()); return std::move(*std::get_if<1>(&state_)); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace mockhaus

#define TRY(expression)                                          \
  __extension__({                                                \
    auto&& try_result = (expression);                            \
    if (!try_result.ok()) return std::move(try_result).error();  \
    std::move(try_result).value();                               \
  })
