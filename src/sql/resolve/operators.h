// Arithmetic, comparison and concatenation over bound operands.
//
// NUMBER results follow Snowflake's precision and scale rules; operands are coerced as Snowflake
// coerces them (text beside a number, date plus a number, ...).
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> resolve_arithmetic(Resolver& r, BinaryOperator op, const Bound& left,
                                        const Bound& right, Span span);
// a + b - c ..: what resolve_arithmetic would make of one operator after the other, for NUMBERs
// only, as a tree of little height: the engine's time grows with the cube of the height.
struct Summand {
  BinaryOperator op = BinaryOperator::add;  // add or subtract; of the first one: add
  const Bound* value = nullptr;
  Span span;
};
bool is_number_sum(std::span<const Summand> summands);
// Two summands or more, for which is_number_sum() holds.
const Bound* make_number_sum(Resolver& r, std::span<const Summand> summands, Span span);
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
