#include "sql/resolve/aggregate.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/arguments.h"
#include "sql/resolve/canonical_text.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/group_key.h"
#include "sql/resolve/order_by.h"
#include "sql/resolve/query_columns.h"
#include "sql/resolve/select.h"
#include "sql/resolve/window.h"

namespace mockhaus::sql {

namespace {

Result<Done> check_place(Resolver& r, Scope& scope, const FunctionCall& call) {
  if (call.over != nullptr) {
    if (!scope.windows_allowed || scope.clause == Clause::where ||
        scope.clause == Clause::group_by || scope.clause == Clause::having) {
      return errors::window_not_allowed(canonical_text(r, scope, call), call.span);
    }
    return Done{};
  }
  if (scope.clause == Clause::where || scope.clause == Clause::join_on) {
    return errors::aggregate_in_where(canonical_text(r, scope, call));
  }
  if (!scope.aggregates_allowed || scope.inside_aggregate) {
    return errors::aggregate_not_allowed(canonical_text(r, scope, call), call.span);
  }
  return Done{};
}

// CONDITIONAL_TRUE_EVENT(x > LAG(x) OVER (..)) OVER (..): the only windows that take windows.
bool counts_events(const FunctionCall& call) {
  return call.name.parts.size() == 1 && call.name.parts[0].text.starts_with("CONDITIONAL_");
}

// While an aggregate's arguments are resolved no other aggregate may stand in them; the arguments
// of a window function may hold aggregates, but no windows.
class InsideAggregate {
 public:
  InsideAggregate(Scope& scope, const FunctionCall& call) : scope_(scope) {
    const bool window = call.over != nullptr;
    aggregate_ = std::exchange(scope.inside_aggregate, !window || scope.inside_aggregate);
    windows_ = std::exchange(scope.windows_allowed, window && counts_events(call));
  }
  ~InsideAggregate() {
    scope_.inside_aggregate = aggregate_;
    scope_.windows_allowed = windows_;
  }
  InsideAggregate(const InsideAggregate&) = delete;
  InsideAggregate& operator=(const InsideAggregate&) = delete;

 private:
  Scope& scope_;
  bool aggregate_ = false;
  bool windows_ = true;
};

BoundAggregate* aggregate_node(Resolver& r, const FunctionCall& call, const Function& function,
                               const AggregateParts& parts, Type type) {
  BoundAggregate* node = r.arena.make<BoundAggregate>();
  node->type = type;
  node->engine = function.engine;
  node->arguments = r.arena.list(parts.arguments);
  node->distinct = call.distinct;
  node->order = parts.order;
  node->span = call.span;
  node->carrier = function.carrier;
  node->nullable = function.nulls != NullRule::never;
  node->has_aggregate = true;
  for (const Bound* argument : parts.arguments) node->is_volatile |= argument->is_volatile;
  return node;
}

enum class Reads : uint8_t { nothing, outer_rows, own_rows };

bool is_own(const Scope& scope, const BoundColumn& column) {
  return std::ranges::any_of(scope.items, [&](const ScopeItem& item) {
    return std::ranges::any_of(item.columns, [&](const ScopeColumn& own) {
      return own.value->kind == BoundKind::column &&
             as<BoundColumn>(*own.value).relation == column.relation;
    });
  });
}

// Whether the value reads rows of the block, or only of blocks around it.
Reads reads(const Scope& scope, const Bound& value) {
  if (reads_column(value, [&](const BoundColumn& column) { return is_own(scope, column); })) {
    return Reads::own_rows;
  }
  const bool any = reads_column(value, [](const BoundColumn&) { return true; });
  return any ? Reads::outer_rows : Reads::nothing;
}

// (SELECT MAX(outer.a) FROM inner): the engine would take the aggregate for one of the outer block.
// A column of the inner one, which changes nothing, keeps it where it was written.
void keep_in_block(Resolver& r, const Scope& scope, std::vector<const Bound*>& arguments) {
  Reads found = Reads::nothing;
  for (const Bound* argument : arguments) found = std::max(found, reads(scope, *argument));
  if (found != Reads::outer_rows || scope.items.empty() || scope.items[0].columns.empty()) return;
  const Bound* own = scope.items[0].columns[0].value;
  BoundCall* kept = r.arena.make<BoundCall>(
      *make_call(r, "CASE WHEN ($2 IS NULL) IS NOT NULL THEN $1 END", arguments[0]->type,
                 {arguments[0], own}, arguments[0]->span));
  kept->carrier = arguments[0]->carrier;
  kept->nullable = arguments[0]->nullable;
  arguments[0] = kept;
}

}  // namespace

Result<AggregateParts> resolve_aggregate_parts(Resolver& r, Scope& scope,
                                               const FunctionCall& call) {
  TRY(check_place(r, scope, call));
  AggregateParts parts;
  const InsideAggregate inside(scope, call);
  for (const Expression* argument : call.arguments) {
    if (argument->kind != ExpressionKind::star) {
      parts.arguments.push_back(TRY(resolve_expression(r, scope, *argument)));
      continue;
    }
    const auto columns = TRY(expand_star(r, scope, as<Star>(*argument)));
    for (const BoundOutput& column : columns) parts.arguments.push_back(column.value);
  }
  if (call.over == nullptr) keep_in_block(r, scope, parts.arguments);
  parts.order = TRY(resolve_order_items(r, scope, call.within_group));
  return parts;
}

Result<const Bound*> make_aggregate(Resolver& r, Scope& scope, const FunctionCall& call,
                                    const Function& function, const AggregateParts& parts,
                                    Type type) {
  if (call.over != nullptr) {
    if (std::string_view(function.engine).starts_with("grouping(")) {
      return errors::window_not_allowed(r.text_of(call.span), call.span);
    }
    return resolve_window(r, scope, call, function, parts, type);
  }
  if (function.kind == FunctionKind::window) {
    return errors::window_not_allowed(r.text_of(call.span), call.span);
  }
  return aggregate_node(r, call, function, parts, type);
}

Result<const Bound*> resolve_aggregate_call(Resolver& r, Scope& scope, const FunctionCall& call,
                                            std::span<const Function> overloads) {
  AggregateParts parts = TRY(resolve_aggregate_parts(r, scope, call));
  const std::string_view name =
      call.name.parts.empty() ? std::string_view("?") : call.name.parts.back().text;
  const Function* function =
      TRY(choose_overload(r, name, overloads, parts.arguments, call.span));
  const Type type = result_type(*function, parts.arguments);
  make_hashable(r, *function, parts.arguments);
  return make_aggregate(r, scope, call, *function, parts, type);
}

}  // namespace mockhaus::sql
