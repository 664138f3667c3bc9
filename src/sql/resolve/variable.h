// Names that are no columns: session variables, binds, sequences, IDENTIFIER().
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// A column, else sequence.NEXTVAL.
Result<const Bound*> resolve_name(Resolver& r, Scope& scope, const ColumnReference& node);
Result<const Bound*> resolve_session_variable(Resolver& r, const SessionVariable& node);
Result<const Bound*> resolve_bind_variable(Resolver& r, const BindVariable& node);
Result<const Bound*> resolve_identifier_call(Resolver& r, Scope& scope, const IdentifierCall& node);

// The text that IDENTIFIER(expression), TABLE(expression) or LIMIT $x hold: a string literal, a
// session variable or a bind; nothing for anything else.
Result<std::optional<std::string>> constant_text(Resolver& r, const Expression& expression);

}  // namespace mockhaus::sql
