// The analyzer: parsed tree in, bound tree out.
//
// Resolver holds what one translation works with; it is made for one statement and thrown away.
// The steps are free functions, one file for each concept: expression.cc, query.cc, from.cc, ...
// Positions in errors are spans into `source`; translate.cc fills in line and position at the end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/arena.h"
#include "base/result.h"
#include "sql/resolve/bound.h"
#include "sql/resolve/scope.h"
#include "sql/sql.h"

namespace mockhaus::sql {

// A WITH name that is visible while the query below it is resolved.
struct VisibleCte {
  std::string_view name;
  uint32_t id = 0;
  std::span<const BoundOutput> outputs;  // of the anchor while a recursive one is being resolved
  bool recursive = false;
  bool referenced = false;
  BoundCte definition;  // without query while a recursive one is being resolved
};

struct Resolver {
  Arena& arena;
  std::string_view source;  // of the text being resolved: a view's own while inside it
  const SessionContext& context;
  const CatalogView& catalog;
  Footprint footprint;
  std::vector<ResultScanNeed> result_scans;
  std::vector<VisibleCte> ctes;
  // Names are looked up here inside a view's query; empty: the session's.
  std::string view_database, view_schema;
  uint32_t next_relation = 1;
  uint32_t next_cte = 1;
  int view_depth = 0;
  int lambda_depth = 0;
  bool uses_bind_relation = false;
  uint32_t bind_relation_id = 0;  // while array binds are in scope: the relation of their columns

  Resolver(Arena& arena, std::string_view source, const SessionContext& context,
           const CatalogView& catalog)
      : arena(arena), source(source), context(context), catalog(catalog) {}

  std::string_view text_of(Span span) const {
    return source.substr(span.begin, span.end - span.begin);
  }
};

// expression.cc
Result<const Bound*> resolve_expression(Resolver& r, Scope& scope, const Expression& expression);
// As above, then made BOOLEAN (WHERE 1, HAVING 'true').
Result<const Bound*> resolve_condition(Resolver& r, Scope& scope, const Expression& expression);

// query.cc
Result<const BoundQuery*> resolve_query(Resolver& r, const Query& query, Scope* outer);
// from.cc
Result<const BoundRelation*> resolve_from(Resolver& r, Scope& scope,
                                          List<const TableReference* const> from);
Result<const BoundRelation*> resolve_table(Resolver& r, Scope& scope, const TableReference& table);
// All WITH names visible now, for a query that runs by itself.
std::vector<BoundCte> visible_ctes(const Resolver& r);
// Adds the columns of a query's outputs to `scope` under `alias`.
void add_query_columns(Resolver& r, Scope& scope, uint32_t relation,
                       std::span<const BoundOutput> outputs, std::string_view alias);

// function_call.cc
Result<const Bound*> resolve_call(Resolver& r, Scope& scope, const FunctionCall& call);
// Calls a function by name over arguments that are bound already (operators, rewrites).
Result<const Bound*> call_function(Resolver& r, std::string_view name, std::span<const Bound*> args,
                                   Span span);

// A.B.C: a name as messages print it.
std::string dotted(List<const Identifier> parts);

// A number without point and exponent, as ORDER BY 1 and GROUP BY 1 name an output.
std::optional<int64_t> position_of(const Expression& expression);

// While it lives, names and texts are those of another piece of SQL (a default, a virtual column).
class InsideText {
 public:
  InsideText(Resolver& r, std::string_view text) : r_(r), source_(r.source) { r.source = text; }
  ~InsideText() { r_.source = source_; }
  InsideText(const InsideText&) = delete;
  InsideText& operator=(const InsideText&) = delete;

 private:
  Resolver& r_;
  std::string_view source_;
};

// As InsideText, and unqualified names belong to the object's own schema: the query of a view, the
// body of a function. WITH names from outside are not visible.
class InsideObject {
 public:
  InsideObject(Resolver& r, std::string_view text, std::string_view database,
               std::string_view schema);
  ~InsideObject();
  InsideObject(const InsideObject&) = delete;
  InsideObject& operator=(const InsideObject&) = delete;

 private:
  Resolver& r_;
  InsideText text_;
  std::string database_, schema_;
  std::vector<VisibleCte> ctes_;
};

// The tools of node making.
const BoundCall* make_call(Resolver& r, std::string_view engine, Type type,
                           std::initializer_list<const Bound*> arguments, Span span);
const BoundCall* make_call(Resolver& r, std::string_view engine, Type type, BoundList arguments,
                           Span span);
// sequence.NEXTVAL and the values of an identity column, from the engine's sequence.
const Bound* make_next_value(Resolver& r, std::string_view physical_name, Type type, Span span);
const BoundConstant* make_constant(Resolver& r, Type type, std::string_view text, Span span);
const BoundConstant* make_null(Resolver& r, Type type, Span span);
const BoundColumn* make_column(Resolver& r, uint32_t relation, std::string_view column, Type type,
                               bool nullable, std::string_view name, Span span);

}  // namespace mockhaus::sql
