// CREATE and ALTER of the kinds that are a name with properties: each kind reads its own.
//
// A definer fills a fresh or copied object from properties; whatever is not a property of the kind
// is error 001420. `unset` puts back a property's default.
#pragma once

#include "catalog/change.h"
#include "catalog/errors.h"
#include "commands/command.h"
#include "commands/property_text.h"

namespace mockhaus::commands {

// database.cc, schema.cc
Result<Done> set_database(catalog::Database& database, const PropertyText& property);
Result<Done> set_schema(catalog::Schema& schema, const PropertyText& property);
// warehouse.cc
Result<Done> set_warehouse(catalog::Warehouse& warehouse, const PropertyText& property);
// user.cc
Result<Done> set_user(catalog::User& user, const PropertyText& property,
                      const CommandContext& context);
Result<Done> unset_user(catalog::User& user, std::string_view property);

// database.cc: CREATE DATABASE and CREATE SCHEMA, which have contents and become current.
Result<Outcome> create_database(const sql::CreateObject& create, const Command& command);
Result<Outcome> create_schema(const sql::CreateObject& create, const Command& command);

// account_parameters.cc: ALTER ACCOUNT SET, and what it left.
Result<Outcome> set_account_parameters(const sql::AlterObject& alter,
                                       const CommandContext& context);
sql::ParameterValues account_parameters(const catalog::Snapshot& snapshot);

// The words of a kind: its row, and what it is called where one row stands for several words
// (MASKING POLICY, STORAGE INTEGRATION). Null row: we do not know it.
struct KindWords {
  const catalog::KindRow* row = nullptr;
  std::string subkind;
};
KindWords kind_of(std::string_view object_kind);

// DATA_RETENTION_TIME_IN_DAYS
Result<Done> set_retention(std::optional<int64_t>& days, const PropertyText& property);

}  // namespace mockhaus::commands
