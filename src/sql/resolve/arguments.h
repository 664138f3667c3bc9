// Choosing the overload that fits a call, and converting its arguments.
#pragma once

#include "sql/functions/function.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// The first overload that takes these arguments; converts `arguments` in place. Wrong counts and
// types are Snowflake's errors.
Result<const Function*> choose_overload(Resolver& r, std::string_view name,
                                        std::span<const Function> overloads,
                                        std::vector<const Bound*>& arguments, Span span);

// All arguments of a call, each by itself: no stars, no names.
Result<std::vector<const Bound*>> resolve_each(Resolver& r, Scope& scope,
                                               const FunctionCall& call);

Type result_type(const Function& function, std::span<const Bound* const> arguments);

// "NUMBER(1,0), VARCHAR(3)": how error messages list the types of arguments.
std::string types_text(std::span<const Bound* const> arguments);

// Error 001044 about the types of all arguments.
Error wrong_types(const FunctionCall& call, std::span<const Bound* const> arguments);

// True where no row can change the value.
bool is_constant(const Bound& value);

}  // namespace mockhaus::sql
