// The old outer join: WHERE a.x = b.x (+) means a LEFT JOIN b ON a.x = b.x.
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

struct OuterJoinRewrite {
  List<const TableReference* const> from;
  const Expression* where = nullptr;
};

// FROM and WHERE without marks. Without any mark both come back as they are.
OuterJoinRewrite rewrite_outer_join_marks(Resolver& r, const Select& select);

}  // namespace mockhaus::sql
