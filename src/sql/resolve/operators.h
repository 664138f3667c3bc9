// Arithmetic, comparison and concatenation over bound operands.
//
// NUMBER results follow Snowflake's precision and scale rules; operands are coerced as Snowflake
// coerces them (text beside a number, date plus a number, ...).
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_arithmetic(Resolver& r, BinaryOperator op, const Bound& left,
                                        const Bound& right, Span span);
Result<const Bound*> resolve_concatenation(Resolver& r, const Bound& left, const Bound& right,
                                           Span span);
// =, <>, <, <=, >, >=, IS [NOT] DISTINCT FROM.
Result<const Bound*> resolve_comparison(Resolver& r, BinaryOperator op, const Bound& left,
                                        const Bound& right, Span span);
Result<const Bound*> resolve_negation(Resolver& r, const Bound& operand, Span span);

// Brings both sides to the type they are compared in.
struct Pair {
  const Bound* left;
  const Bound* right;
};
Result<Pair> align(Resolver& r, const Bound& left, const Bound& right, Span span);

// value + INTERVAL '..' (sign 1) or value - INTERVAL (sign -1).
Result<const Bound*> resolve_interval_sum(Resolver& r, const Bound& value,
                                          const IntervalLiteral& interval, int sign, Span span);

// a AND b AND c: one node for a chain of any length.
const Bound* make_junction(Resolver& r, bool conjunction, std::span<const Bound* const> terms,
                           Span span);

}  // namespace mockhaus::sql
