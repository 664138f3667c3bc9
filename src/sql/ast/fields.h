// Finds the struct behind a node's kind, and tells which types list their fields.
//
// For the code that follows from field lists: walk.cc, equal.cc, print_tree.cc. The switches have
// no default, so the compiler names every place that a new kind must visit.
#pragma once

#include "base/check.h"
#include "sql/ast/statements.h"

namespace mockhaus::sql {

struct AnyVisit {
  template <class... T>
  void operator()(const char*, T&...) const {}
};

// True for structs with EACH_FIELD.
template <class T>
concept Listed = requires(const T& node) { T::each_field(AnyVisit{}, node); };

template <class Function>
void dispatch(const Expression& node, Function&& call) {
  switch (node.kind) {
#define EXPRESSION(kind, type) \
  case ExpressionKind::kind: return call(static_cast<const type&>(node));
#include "sql/ast/expressions.def"
#undef EXPRESSION
  }
}

template <class Function>
void dispatch(const Statement& node, Function&& call) {
  switch (node.kind) {
#define STATEMENT(kind, type) \
  case StatementKind::kind: return call(static_cast<const type&>(node));
#include "sql/ast/statements.def"
#undef STATEMENT
  }
}

template <class Function>
void dispatch(const QueryBody& node, Function&& call) {
  switch (node.kind) {
    case BodyKind::select: return call(static_cast<const Select&>(node));
    case BodyKind::set_operation: return call(static_cast<const SetOperation&>(node));
    case BodyKind::values: return call(static_cast<const ValuesBody&>(node));
    case BodyKind::nested: return call(static_cast<const NestedQuery&>(node));
  }
}

template <class Function>
void dispatch(const TableReference& node, Function&& call) {
  switch (node.kind) {
    case TableKind::named: return call(static_cast<const NamedTable&>(node));
    case TableKind::derived: return call(static_cast<const DerivedTable&>(node));
    case TableKind::function: return call(static_cast<const TableFunction&>(node));
    case TableKind::values: return call(static_cast<const ValuesTable&>(node));
    case TableKind::join: return call(static_cast<const Join&>(node));
    case TableKind::stage: return call(static_cast<const StageTable&>(node));
    case TableKind::pivot: return call(static_cast<const Pivot&>(node));
    case TableKind::unpivot: return call(static_cast<const Unpivot&>(node));
    case TableKind::match_recognize: return call(static_cast<const MatchRecognize&>(node));
    case TableKind::pipe_result: return call(static_cast<const PipeResult&>(node));
  }
}

// The fields that all table references share; they are not in the lists of the single structs.
template <class Visit, class... Node>
void each_shared_field(Visit&& visit, Node&... node) {
  visit("has_alias", node.has_alias...);
  visit("alias", node.alias...);
  visit("column_aliases", node.column_aliases...);
  visit("sample", node.sample...);
}

template <class T>
inline constexpr bool dispatched = std::is_same_v<T, Expression> || std::is_same_v<T, Statement> ||
                                   std::is_same_v<T, QueryBody> ||
                                   std::is_same_v<T, TableReference>;

}  // namespace mockhaus::sql
