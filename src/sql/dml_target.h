// The table that a DML statement changes, and the text that its steps are made of.
#pragma once

#include <string>

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

struct DmlTarget {
  const Relation* relation = nullptr;
  std::string name;  // as messages print it
};

// Finds the table; a view is an error. Notes it in the footprint as written.
Result<DmlTarget> find_target(Resolver& r, const ObjectName& name);

// The column that an assignment names; virtual columns cannot be assigned.
Result<const RelationColumn*> find_target_column(const DmlTarget& target, const Identifier& name);

// What a column gets when the statement says nothing of it: its default, the next value of its
// identity, or NULL. In storage form.
Result<const Bound*> default_value(Resolver& r, const RelationColumn& column);

// The value in the storage form of the column; a type that does not fit is 002023.
Result<const Bound*> assigned_value(Resolver& r, const Bound& value, const RelationColumn& column);

// 100090 as the engine's text over a row of the target, whose alias is t<relation>: the message
// ends with the row's values.
Result<std::string> duplicate_row_text(Resolver& r, const DmlTarget& target, uint32_t relation);
// What an expression of VALUES or SET gives the column. Binds fit as the protocols promise.
Result<const Bound*> assigned_expression(Resolver& r, Scope& scope, const Expression& expression,
                                         const RelationColumn& column);

ResultShape count_shape(std::initializer_list<const char*> names);

// Runs `translate(r, node)` over an arena of its own; errors come back located in `source`.
template <class Node, class Translate>
Result<DmlTranslation> translate_dml(const Node& node, std::string_view source,
                                     const SessionContext& context, const CatalogView& catalog,
                                     Translate&& translate) {
  Arena arena;
  Resolver r(arena, source, context, catalog);
  Result<DmlTranslation> result = translate(r, node);
  if (!result.ok()) return locate(result.error(), source);
  return result;
}

// Hands the footprint and the needs of the finished resolver to the translation.
void finish_dml(Resolver& r, DmlTranslation& translation);

}  // namespace mockhaus::sql
