#include "sql/errors.h"
#include "sql/sql.h"

namespace mockhaus::sql {

// INSERT ALL and INSERT FIRST parse, but have no translation yet.
Result<DmlTranslation> translate_multi_insert(const MultiInsert&, std::string_view,
                                              const SessionContext&, const CatalogView&) {
  return errors::unsupported("INSERT ALL");
}

}  // namespace mockhaus::sql
