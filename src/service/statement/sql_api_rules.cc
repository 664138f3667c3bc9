#include "service/statement/sql_api_rules.h"

#include "service/statement/errors.h"
#include "sql/ast/dml.h"
#include "sql/ast/object.h"
#include "sql/ast/query.h"
#include "sql/ast/session.h"
#include "sql/ast/stage.h"
#include "sql/ast/table_ddl.h"

namespace mockhaus::service {

namespace {

struct Refusal {
  sql::StatementKind kind;
  std::string_view name;
};

// TRANSACTION_BEGIN is seen in recorded traffic, the other names follow its pattern.
constexpr Refusal refusals[] = {
    {sql::StatementKind::put, "PUT_FILES"},
    {sql::StatementKind::get, "GET_FILES"},
    {sql::StatementKind::begin_transaction, "TRANSACTION_BEGIN"},
    {sql::StatementKind::commit, "TRANSACTION_COMMIT"},
    {sql::StatementKind::rollback, "TRANSACTION_ROLLBACK"},
    {sql::StatementKind::set_variables, "SET"},
    {sql::StatementKind::unset_variables, "UNSET"},
};

std::string_view name_of_use(sql::UseKind kind) {
  switch (kind) {
    case sql::UseKind::any: return "USE_SCHEMA";
    case sql::UseKind::database: return "USE_DATABASE";
    case sql::UseKind::schema: return "USE_SCHEMA";
    case sql::UseKind::role: return "USE_ROLE";
    case sql::UseKind::warehouse: return "USE_WAREHOUSE";
    case sql::UseKind::secondary_roles: return "USE_SECONDARY_ROLES";
    case sql::UseKind::catalog: return "USE_CATALOG";
  }
  return "USE";
}

bool is_temporary_stage(const sql::CreateObject& create) {
  if (create.object_kind != "STAGE") return false;
  for (const std::string_view modifier : create.modifiers) {
    if (modifier == "TEMPORARY" || modifier == "TEMP") return true;
  }
  return false;
}

}  // namespace

Result<Done> check_alone_in_sql_api(const sql::Statement& statement) {
  for (const Refusal& row : refusals) {
    if (row.kind == statement.kind) return errors::not_for_sql_api(row.name);
  }
  if (statement.kind == sql::StatementKind::use) {
    return errors::not_for_sql_api(name_of_use(sql::as<sql::Use>(statement).use));
  }
  if (statement.kind == sql::StatementKind::create_table &&
      sql::as<sql::CreateTable>(statement).durability == sql::TableDurability::temporary) {
    return errors::not_for_sql_api("CREATE_TEMPORARY_TABLE");
  }
  if (statement.kind == sql::StatementKind::create_object &&
      is_temporary_stage(sql::as<sql::CreateObject>(statement))) {
    return errors::not_for_sql_api("CREATE_TEMPORARY_STAGE");
  }
  return Done{};
}

bool takes_array_binds(const sql::Statement& statement) {
  if (statement.kind != sql::StatementKind::insert) return false;
  const sql::Query& source = *sql::as<sql::Insert>(statement).source;
  return source.body->kind == sql::BodyKind::values && source.with.empty();
}

}  // namespace mockhaus::service
