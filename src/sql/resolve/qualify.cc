#include "sql/errors.h"
#include "sql/parse/parse.h"
#include "sql/resolve/errors.h"
#include "sql/sql.h"

namespace mockhaus::sql {

Result<QualifiedName> qualify(const ObjectName& name, std::string_view operation,
                              const SessionContext& context, const CatalogView&) {
  QualifiedName full;
  const auto& parts = name.parts;
  if (parts.empty() || parts.size() > 3) return errors::unsupported("this form of object name");
  full.name = std::string(parts.back().text);
  full.schema = parts.size() >= 2 ? std::string(parts[parts.size() - 2].text) : context.schema;
  full.database = parts.size() == 3 ? std::string(parts[0].text) : context.database;
  if (parts.size() >= 2 && full.schema.empty()) full.schema = "PUBLIC";  // db..object
  if (full.database.empty()) return errors::no_current_database(operation);
  if (full.schema.empty()) return errors::no_current_schema(operation);
  return full;
}

}  // namespace mockhaus::sql
