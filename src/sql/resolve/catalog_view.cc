#include "sql/resolve/catalog_view.h"

#include "sql/errors.h"

namespace mockhaus::sql {

Result<std::vector<std::optional<std::string>>> CatalogView::read_values(
    const Translation& /*query*/) const {
  return errors::unsupported("PIVOT over values that only the data knows");
}

}  // namespace mockhaus::sql
