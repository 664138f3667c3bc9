#include "sql/resolve/catalog_view.h"

#include "sql/ast/expression.h"
#include "sql/errors.h"

namespace mockhaus::sql {

Result<std::vector<std::optional<std::string>>> CatalogView::read_values(
    const Translation& /*query*/) const {
  return errors::unsupported("PIVOT over values that only the data knows");
}

Result<std::string> CatalogView::create_statement(std::string_view, std::string_view, bool,
                                                  const SessionContext&) const {
  return errors::unsupported("GET_DDL without a catalog");
}

Result<std::optional<std::string>> CatalogView::call(const FunctionCall& call,
                                                     std::string_view /*source*/) const {
  return errors::unsupported(call.name.parts.back().text);
}

Result<const Relation*> CatalogView::find_stage(const StageTable& /*table*/,
                                                std::string_view /*source*/) const {
  return errors::unsupported("query over a stage");
}

}  // namespace mockhaus::sql
