#include "sql/resolve/spread.h"

#include <algorithm>

namespace mockhaus::sql {

namespace {

bool spreads_literal(const Expression* item) {
  return item->kind == ExpressionKind::spread &&
         as<Spread>(*item).operand->kind == ExpressionKind::array_literal;
}

}  // namespace

List<const Expression* const> spread_out(Resolver& r, List<const Expression* const> items) {
  if (std::none_of(items.begin(), items.end(), spreads_literal)) return items;
  std::vector<const Expression*> list;
  for (const Expression* item : items) {
    if (!spreads_literal(item)) {
      list.push_back(item);
      continue;
    }
    for (const Expression* element : as<ArrayLiteral>(*as<Spread>(*item).operand).items) {
      list.push_back(element);
    }
  }
  return r.arena.list(list);
}

}  // namespace mockhaus::sql
