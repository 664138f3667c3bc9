// Whether the body of a SQL function can be translated, as CREATE FUNCTION asks.
#pragma once

#include "sql/sql.h"

namespace mockhaus::sql {

// The body's own error, placed in the body.
Result<Done> check_function(const UserFunctionInfo& function, const SessionContext& context,
                            const CatalogView& catalog);

}  // namespace mockhaus::sql
