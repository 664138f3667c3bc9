// Values that come with a request, as expressions.
//
// The text forms are those of the protocols (driver-protocol.md §12.1, sql-api.md §6): dates in
// milliseconds, times and timestamps in nanoseconds, TIMESTAMP_TZ with an offset behind.
#pragma once

#include <optional>
#include <string>

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

Result<const Bound*> bind_constant(Resolver& r, std::string_view type,
                                   const std::optional<std::string>& text, Span span);
// One value for each row: a column of the bind relation, converted to the bind's type.
Result<const Bound*> bind_column(Resolver& r, const std::string& name, const BindValue& bind,
                                 Span span);

// The text that a BINARY bind becomes where text is wanted: its bytes as UTF-8.
const Bound* text_of_bytes(Resolver& r, const Bound& bytes);

}  // namespace mockhaus::sql
