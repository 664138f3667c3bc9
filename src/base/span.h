// Where a piece of source text lies, in bytes from the start of the statement text.
//
// A value; every token, node and error carries one. Line and column are computed from it only
// when an error is printed (errors.h), because almost no span is ever printed.
#pragma once

#include <cstdint>

namespace mockhaus {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;  // one past the last byte

  bool empty() const { return begin == end; }
  bool operator==(const Span&) const = default;
};

inline Span join(Span first, Span last) { return {first.begin, last.end}; }

}  // namespace mockhaus
