#include "sql/resolve/read_values.h"

#include "sql/emit/duckdb.h"
#include "sql/sql.h"

namespace mockhaus::sql {

Result<std::vector<std::optional<std::string>>> read_values(Resolver& r, const BoundQuery& query) {
  BoundQuery* whole = r.arena.make<BoundQuery>(query);
  std::vector<BoundCte> ctes = visible_ctes(r);
  ctes.insert(ctes.end(), query.ctes.begin(), query.ctes.end());
  whole->ctes = r.arena.list(ctes);
  Translation translation;
  translation.sql = emit_query(*whole, r.context);
  translation.result_scans = r.result_scans;
  return r.catalog.read_values(translation);
}

}  // namespace mockhaus::sql
