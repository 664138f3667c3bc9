#include <algorithm>

#include "sql/resolve/bound.h"

namespace mockhaus::sql {

namespace {

bool same_list(BoundList a, BoundList b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Bound* x, const Bound* y) { return same(*x, *y); });
}

bool same_order(std::span<const BoundOrder> a, std::span<const BoundOrder> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const BoundOrder& x, const BoundOrder& y) {
                      return x.descending == y.descending && x.nulls_first == y.nulls_first &&
                             same(*x.value, *y.value);
                    });
}

bool same_constant(const BoundConstant& a, const BoundConstant& b) {
  return a.is_null == b.is_null && a.text == b.text && a.type == b.type;
}

bool same_aggregate(const BoundAggregate& a, const BoundAggregate& b) {
  return a.engine == b.engine && a.distinct == b.distinct && same_list(a.arguments, b.arguments) &&
         same_order(a.order, b.order);
}

bool same_window(const BoundWindow& a, const BoundWindow& b) {
  return a.engine == b.engine && a.distinct == b.distinct && a.ignore_nulls == b.ignore_nulls &&
         a.frame.unit == b.frame.unit && a.frame.start == b.frame.start &&
         a.frame.end == b.frame.end && same_list(a.arguments, b.arguments) &&
         same_list(a.partition_by, b.partition_by) && same_order(a.order_by, b.order_by) &&
         same_order(a.inner_order, b.inner_order);
}

}  // namespace

bool same(const Bound& a, const Bound& b) {
  if (&a == &b) return true;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case BoundKind::constant:
      return same_constant(as<BoundConstant>(a), as<BoundConstant>(b));
    case BoundKind::column:
      return as<BoundColumn>(a).relation == as<BoundColumn>(b).relation &&
             as<BoundColumn>(a).column == as<BoundColumn>(b).column;
    case BoundKind::call:
      return as<BoundCall>(a).engine == as<BoundCall>(b).engine &&
             same_list(as<BoundCall>(a).arguments, as<BoundCall>(b).arguments);
    case BoundKind::aggregate:
      return same_aggregate(as<BoundAggregate>(a), as<BoundAggregate>(b));
    case BoundKind::window:
      return same_window(as<BoundWindow>(a), as<BoundWindow>(b));
    case BoundKind::subquery:
      return false;  // two subqueries are compared by identity only
  }
  return false;
}

}  // namespace mockhaus::sql
