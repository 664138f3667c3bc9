// The names that an expression may use, and what each is bound to.
//
// A scope belongs to one query block. FROM items add columns; the select list adds aliases, which
// Snowflake allows in nearly every clause, after the columns. `outer` is the block around a
// subquery: what is not found here is looked for there (a correlated reference).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/ast/expression.h"
#include "sql/resolve/bound.h"

namespace mockhaus::sql {

struct Resolver;

struct ScopeColumn {
  std::string_view name;
  const Bound* value = nullptr;  // a BoundColumn; COALESCE of two for a FULL JOIN USING column
  bool in_star = true;           // false for the second copy of a USING column
};

// What one FROM item offers under one name.
struct ScopeItem {
  std::string_view database, schema;  // empty where the item is no table
  std::string_view alias;             // empty for an unnamed derived table
  uint32_t relation = 0;
  std::vector<ScopeColumn> columns;
};

enum class Clause : uint8_t { select, where, join_on, group_by, having, qualify, order_by, values,
                              from };

struct ScopeAlias {
  std::string_view name;
  const Expression* expression = nullptr;
  const Bound* value = nullptr;  // filled when first needed
  bool resolving = false;        // an alias that needs itself is an error
};

// A lambda's parameters: FILTER(a, x -> x > 1).
struct ScopeParameter {
  std::string_view name;
  const Bound* value = nullptr;
};

// An expression that was computed before, as a column: CONNECT_BY_ROOT x, LAST(a.x).
struct ScopeReplacement {
  const Expression* expression = nullptr;
  const Bound* value = nullptr;
};

struct Scope {
  explicit Scope(Scope* outer) : outer(outer) {}

  Scope* outer = nullptr;
  std::vector<ScopeItem> items;
  std::vector<ScopeColumn> merged;  // USING and NATURAL columns, first in *
  std::vector<ScopeAlias> aliases;
  std::vector<ScopeParameter> parameters;
  std::vector<ScopeReplacement> replacements;
  Scope* prior = nullptr;  // CONNECT BY: where PRIOR x is looked up
  size_t first_visible = 0;  // ON of a join sees the items from here on
  Clause clause = Clause::select;
  bool aliases_first = false;       // ORDER BY prefers the output's name
  bool aliases_allowed = true;
  bool windows_allowed = true;
  bool aggregates_allowed = true;
  bool inside_aggregate = false;
};

// a, t.a, s.t.a, d.s.t.a. An unknown one is 000904, one found twice 002028.
Result<const Bound*> resolve_column(Resolver& r, Scope& scope, const ColumnReference& reference);

// What an expression of this very place was replaced by; null for none.
const Bound* find_replacement(const Scope& scope, const Expression& expression);

// The items that a qualifier of * or $1 names; all for an empty one.
Result<std::vector<const ScopeItem*>> find_items(Resolver& r, Scope& scope,
                                                 List<const Identifier> qualifier, Span span);

}  // namespace mockhaus::sql
