// A snapshot as the analyzer of one session sees it: temporary objects first.
//
// Made for one statement and used by one thread. INFORMATION_SCHEMA's relations are answered with
// the name of rows that do not exist yet; used_virtual() says which were asked for, so that the
// command makes them (information_schema.h) before the statement runs.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "catalog/routine.h"
#include "catalog/temporary.h"
#include "sql/resolve/catalog_view.h"
#include "sql/sql.h"

namespace mockhaus::catalog {

struct MetadataFunction;
struct VirtualRelation;
// The arguments of a table function by their names; absent: not given.
using TableArguments = std::map<std::string, std::optional<std::string>, std::less<>>;

class SessionView final : public sql::CatalogView {
 public:
  // Where find_result() looks: the shape of a result, or nothing.
  using FindShape = std::function<std::optional<sql::ResultShape>(std::string_view query_id)>;

  // How read_values() runs a query.
  using ReadValues = std::function<Result<std::vector<std::optional<std::string>>>(
      const SessionView&, const sql::Translation&)>;

  // What functions answer from the catalog, and the value of an expression without columns.
  using Call = std::function<Result<std::optional<std::string>>(
      const SessionView&, const sql::FunctionCall&, std::string_view source)>;
  using Evaluate = std::function<Result<std::optional<std::string>>(const sql::Expression&,
                                                                    std::string_view source)>;

  // What find_stage() answers; the view keeps it.
  using FindStage = std::function<Result<std::unique_ptr<sql::Relation>>(
      const SessionView&, const sql::StageTable&, std::string_view source)>;

  // A table function that reads more than the catalog; null: not one of those.
  using FindFunction = std::function<Result<std::unique_ptr<sql::Relation>>(
      const SessionView&, const sql::FunctionCall&, std::string_view source)>;

  SessionView(std::shared_ptr<const Snapshot> snapshot, const TemporaryObjects* temporary,
              FindShape find_shape = {}, ReadValues read_values = {}, Call call = {},
              Evaluate evaluate = {}, FindStage find_stage = {},
              FindFunction find_function = {});
  ~SessionView() override;

  bool has_database(std::string_view database) const override;
  bool has_schema(std::string_view database, std::string_view schema) const override;
  const sql::Relation* find_relation(std::string_view database, std::string_view schema,
                                     std::string_view name) const override;
  const sql::SequenceInfo* find_sequence(std::string_view database, std::string_view schema,
                                         std::string_view name) const override;
  std::vector<const sql::UserFunctionInfo*> find_functions(std::string_view database,
                                                           std::string_view schema,
                                                           std::string_view name) const override;

  const sql::Relation* find_result(std::string_view query_id) const override;
  Result<std::vector<std::optional<std::string>>> read_values(
      const sql::Translation& query) const override;
  Result<std::string> create_statement(std::string_view kind, std::string_view name,
                                       bool qualified,
                                       const sql::SessionContext& session) const override;
  bool inherits(std::string_view role, std::string_view other) const override;
  Result<std::optional<std::string>> call(const sql::FunctionCall& call,
                                          std::string_view source) const override;
  Result<const sql::Relation*> find_table_function(std::string_view database,
                                                   const sql::FunctionCall& call,
                                                   std::string_view source) const override;

  Result<const sql::Relation*> find_stage(const sql::StageTable& table,
                                          std::string_view source) const override;

  // The object itself: a temporary one, else a permanent one.
  const Object* find(std::string_view database, std::string_view schema, Space space,
                     std::string_view name) const;
  const Snapshot& snapshot() const { return *snapshot_; }

  struct UsedVirtual {
    const VirtualRelation* relation;
    const Database* database;
    TableArguments arguments;  // of a table function
    std::string rows_name;     // what the rows are bound to
  };
  const std::vector<UsedVirtual>& used_virtual() const { return used_virtual_; }

 private:
  Result<TableArguments> table_arguments(const MetadataFunction& function,
                                         const sql::FunctionCall& call,
                                         std::string_view source) const;
  const sql::Relation* make_virtual(const Database& database, std::string_view name) const;

  std::shared_ptr<const Snapshot> snapshot_;  // shared with all who read at this moment
  const TemporaryObjects* temporary_;
  // Made when first asked for; unique_ptr keeps their addresses.
  mutable std::map<const Object*, std::unique_ptr<sql::Relation>> relations_;
  mutable std::map<const Object*, std::unique_ptr<sql::SequenceInfo>> sequences_;
  mutable std::map<const Object*, std::unique_ptr<sql::UserFunctionInfo>> functions_;
  mutable std::map<std::pair<Id, std::string>, std::unique_ptr<sql::Relation>> virtual_relations_;
  mutable std::vector<UsedVirtual> used_virtual_;
  FindShape find_shape_;
  ReadValues read_values_;
  Call call_;
  Evaluate evaluate_;
  FindStage find_stage_;
  FindFunction find_function_;
  mutable std::vector<std::unique_ptr<sql::Relation>> stages_;
  mutable std::vector<std::unique_ptr<sql::Relation>> table_functions_;
  mutable std::map<std::string, std::unique_ptr<sql::Relation>, std::less<>> results_;
};

// A kept result as a table that names its rows "mh_result_" and the id.
sql::Relation result_relation(std::string_view query_id, const sql::ResultShape& shape);

}  // namespace mockhaus::catalog
