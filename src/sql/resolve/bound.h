// table: the bound tree: what the analyzer makes of a parsed query.
//
// Every name is bound to a column of a relation, every expression has its Snowflake type, every
// implicit cast is written out. A call carries the text that the engine runs, with $1, $2, ... for
// its arguments (functions/function.h), so emit/ needs no knowledge of functions. Nodes live in the
// translation's arena, never change once made, and may be shared: a lateral alias is its
// expression.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/span.h"
#include "sql/types/type.h"

namespace mockhaus::sql {

enum class BoundKind : uint8_t { constant, column, call, aggregate, window, subquery };

// How a NUMBER lies in the engine at this point. Storing it casts everything but `exact`.
enum class Carrier : uint8_t {
  exact,    // DECIMAL(p,s) of the type, and every other kind in its one storage form
  wide,     // DECIMAL with the type's scale but maybe another precision
  integer,  // one of the engine's integer types; the scale is 0
};

struct Bound {
  BoundKind kind;
  Type type;
  bool nullable = true;
  Carrier carrier = Carrier::exact;
  bool has_aggregate = false;  // an aggregate of the query block it stands in
  bool has_window = false;
  bool is_volatile = false;  // two evaluations may differ
  bool has_subquery = false;
  Span span;

 protected:
  explicit Bound(BoundKind kind) : kind(kind) {}
};
using BoundList = std::span<const Bound* const>;

template <class T>
const T& as(const Bound& bound) {
  return static_cast<const T&>(bound);
}

// `text`: digits for NUMBER, decoded text, true/false, ISO text for DATE, days or nanoseconds for
// the other temporal types, hexadecimal digits for BINARY.
struct BoundConstant final : Bound {
  BoundConstant() : Bound(BoundKind::constant) {}
  bool is_null = false;
  std::string_view text;
};

// How a column reads what is stored in eight bytes though its NUMBER has up to 38 digits
// (RelationColumn::narrow).
enum class Narrow : uint8_t {
  no,
  cast,  // as DECIMAL of its type, but where emit/ knows that an integer gives the same
  bare,  // as the integer that it is: for an output, which makes a narrow column again
};

struct BoundColumn final : Bound {
  BoundColumn() : Bound(BoundKind::column) {}
  Narrow narrow = Narrow::no;
  uint32_t relation = 0;       // the BoundRelation's id
  std::string_view column;     // the engine's name, not quoted yet
  std::string_view name;       // Snowflake's name, for messages
  std::string_view qualifier;  // the FROM item's name, for messages
};

struct BoundCall final : Bound {
  BoundCall() : Bound(BoundKind::call) {}
  std::string_view engine;  // "CASE WHEN $1 THEN $2 ELSE $3 END"; $* stands for all, by commas
  BoundList arguments;
};

struct BoundOrder {
  const Bound* value = nullptr;
  bool descending = false;
  bool nulls_first = false;  // always decided: the engine's default never applies
};

// SUM(x), LISTAGG(x, ',') WITHIN GROUP (ORDER BY y). $1, $2 are arguments; the text must hold one
// {distinct} and one {order} where the engine expects those words, and one {over}.
struct BoundAggregate final : Bound {
  BoundAggregate() : Bound(BoundKind::aggregate) {}
  std::string_view engine;  // "sum({distinct}$1{order}){over}"
  BoundList arguments;
  bool distinct = false;
  std::span<const BoundOrder> order;
};

enum class BoundFrameUnit : uint8_t { none, rows, range };
struct BoundFrame {
  BoundFrameUnit unit = BoundFrameUnit::none;
  std::string_view start, end;  // "UNBOUNDED PRECEDING", "3 FOLLOWING", ...
};

struct BoundWindow final : Bound {
  BoundWindow() : Bound(BoundKind::window) {}
  std::string_view engine;  // as in BoundAggregate, with {nulls} for IGNORE NULLS
  BoundList arguments;
  bool distinct = false;
  bool ignore_nulls = false;
  std::span<const BoundOrder> inner_order;  // WITHIN GROUP
  BoundList partition_by;
  std::span<const BoundOrder> order_by;
  BoundFrame frame;
};

struct BoundQuery;

enum class SubqueryForm : uint8_t { scalar, exists, in, quantified };
struct BoundSubquery final : Bound {
  BoundSubquery() : Bound(BoundKind::subquery) {}
  SubqueryForm form = SubqueryForm::scalar;
  const BoundQuery* query = nullptr;
  BoundList operands;   // in, quantified: the left side (several for a row)
  std::string_view op;  // quantified: "=", "<", ...
  bool all = false;
  bool negated = false;
};

enum class BoundRelationKind : uint8_t { table, derived, values, join, function, cte };

struct BoundRelation {
  BoundRelationKind kind;
  uint32_t id = 0;  // the alias is t<id>
  std::string_view sample;  // " TABLESAMPLE ..." or empty; not for joins

 protected:
  explicit BoundRelation(BoundRelationKind kind) : kind(kind) {}
};

template <class T>
const T& as(const BoundRelation& relation) {
  return static_cast<const T&>(relation);
}

struct BoundTable final : BoundRelation {
  BoundTable() : BoundRelation(BoundRelationKind::table) {}
  std::string_view physical_name;  // quoted already
  std::string_view database, schema, name;  // what it is called; empty: no object, a result
};

struct BoundDerived final : BoundRelation {
  BoundDerived() : BoundRelation(BoundRelationKind::derived) {}
  const BoundQuery* query = nullptr;
  bool lateral = false;
};

struct BoundValues final : BoundRelation {  // columns c1, c2, ...
  BoundValues() : BoundRelation(BoundRelationKind::values) {}
  std::span<const BoundList> rows;
};

// Text that stands in FROM: "range($1)", "unnest(mh_flatten($1, $2))". `columns` names its columns
// in the engine, "" where it names them itself.
struct BoundTableFunction final : BoundRelation {
  BoundTableFunction() : BoundRelation(BoundRelationKind::function) {}
  std::string_view engine;
  BoundList arguments;
  std::span<const std::string_view> columns;
  bool lateral = false;
};

struct BoundCteReference final : BoundRelation {
  BoundCteReference() : BoundRelation(BoundRelationKind::cte) {}
  uint32_t cte = 0;  // the CTE's name is w<cte>
};

struct BoundJoin final : BoundRelation {
  BoundJoin() : BoundRelation(BoundRelationKind::join) {}
  std::string_view words;  // "INNER JOIN", "CROSS JOIN", "ASOF LEFT JOIN", ...
  const BoundRelation* left = nullptr;
  const BoundRelation* right = nullptr;
  const Bound* on = nullptr;
};

struct BoundOutput {
  const Bound* value = nullptr;
  std::string_view name;                // Snowflake's output name
  std::string_view column;              // the engine's name: c1, c2, ...
};

enum class BoundBodyKind : uint8_t { select, set_operation };
struct BoundBody {
  BoundBodyKind kind;

 protected:
  explicit BoundBody(BoundBodyKind kind) : kind(kind) {}
};

template <class T>
const T& as(const BoundBody& body) {
  return static_cast<const T&>(body);
}

struct BoundSelect final : BoundBody {
  BoundSelect() : BoundBody(BoundBodyKind::select) {}
  bool distinct = false;
  std::span<const BoundOutput> outputs;
  const BoundRelation* from = nullptr;
  const Bound* where = nullptr;
  BoundList group_keys;
  // Sets of indices into group_keys; empty: plain GROUP BY over all keys.
  std::span<const std::span<const uint32_t>> grouping_sets;
  bool grouped = false;  // GROUP BY, or aggregates without it
  const Bound* having = nullptr;
  const Bound* qualify = nullptr;
};

struct BoundSetOperation final : BoundBody {
  BoundSetOperation() : BoundBody(BoundBodyKind::set_operation) {}
  std::string_view words;  // "UNION ALL", "EXCEPT", ...
  std::span<const BoundQuery* const> branches;
};

struct BoundCte {
  uint32_t id = 0;
  const BoundQuery* query = nullptr;
  bool recursive = false;
};

// ORDER BY of a query: an output by its position (from 1), or else an expression.
struct BoundQueryOrder {
  uint32_t output = 0;
  BoundOrder by;
};

struct BoundQuery {
  std::span<const BoundCte> ctes;
  const BoundBody* body = nullptr;
  std::span<const BoundOutput> outputs;
  std::span<const BoundQueryOrder> order_by;
  const Bound* limit = nullptr;
  const Bound* offset = nullptr;
};

// Equal trees give equal values (of the same row). Spans do not count.
bool same(const Bound& a, const Bound& b);

}  // namespace mockhaus::sql
