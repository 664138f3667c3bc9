// The outputs of an inner block into which parts of another block's expressions move.
//
// moved() gives the column that stands for a part outside; equal parts share one, volatile ones
// only where they are the same node.
#pragma once

#include <vector>

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

class InnerColumns {
 public:
  explicit InnerColumns(Resolver& r) : r_(r), relation_(r.next_relation++) {}

  const Bound* moved(const Bound& part);
  std::span<const BoundOutput> outputs() const;
  // The FROM item that the columns belong to.
  BoundDerived* derived(const BoundQuery* inner) const;

 private:
  const Bound* column(const BoundOutput& output);

  Resolver& r_;
  uint32_t relation_;
  std::vector<BoundOutput> outputs_;
};

}  // namespace mockhaus::sql
