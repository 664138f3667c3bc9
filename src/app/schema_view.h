// A catalog made of CREATE TABLE statements, for translation without a server.
//
// Engine names are the Snowflake names, quoted. One database and schema, which the session is in.
#pragma once

#include <map>
#include <memory>

#include "sql/parse/parse.h"
#include "sql/resolve/catalog_view.h"
#include "sql/sql.h"

namespace mockhaus::app {

class SchemaView final : public sql::CatalogView {
 public:
  static constexpr const char* database = "MOCKHAUS";
  static constexpr const char* schema = "PUBLIC";

  // Adds the object that the statement creates. False: it creates none that can be read.
  Result<bool> add(const sql::ParsedStatement& statement, const sql::SessionContext& context);

  bool has_database(std::string_view name) const override { return name == database; }
  bool has_schema(std::string_view of, std::string_view name) const override {
    return of == database && name == schema;
  }
  const sql::Relation* find_relation(std::string_view of, std::string_view in,
                                     std::string_view name) const override;
  const sql::SequenceInfo* find_sequence(std::string_view, std::string_view,
                                         std::string_view) const override {
    return nullptr;
  }
  std::vector<const sql::UserFunctionInfo*> find_functions(std::string_view, std::string_view,
                                                           std::string_view) const override {
    return {};
  }

 private:
  Result<Done> add_query_columns(const sql::Query& query, std::string_view source,
                                 const sql::SessionContext& context, sql::Relation& relation);

  std::map<std::string, std::unique_ptr<sql::Relation>, std::less<>> relations_;
  std::vector<std::shared_ptr<const Arena>> arenas_;  // types of columns point into them
};

}  // namespace mockhaus::app
