// Values that must be known before names can be: the columns of PIVOT (.. FOR x IN (ANY)).
#pragma once

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

// Runs a query with one VARCHAR column through the catalog's view, WITH names included.
Result<std::vector<std::optional<std::string>>> read_values(Resolver& r, const BoundQuery& query);

}  // namespace mockhaus::sql
