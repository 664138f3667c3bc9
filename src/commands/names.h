// Names of objects in statements: IDENTIFIER(..) resolved, completed from the session.
#pragma once

#include "catalog/errors.h"
#include "catalog/session_view.h"
#include "commands/context.h"

namespace mockhaus::commands {

// The parts as stored: folded, dynamic names evaluated. At least one.
Result<std::vector<std::string>> name_parts(const sql::ObjectName& name,
                                            const CommandContext& context);
// As stored: a quoted name folds too where QUOTED_IDENTIFIERS_IGNORE_CASE is on.
std::string stored_name(const sql::Identifier& name, const CommandContext& context);

// A name without qualification: database, user, role, warehouse.
Result<std::string> account_name(const sql::ObjectName& name, const CommandContext& context);

struct SchemaName {
  std::string database, schema;
};
Result<SchemaName> schema_name(const sql::ObjectName& name, std::string_view operation,
                               const CommandContext& context);

struct FullName {
  std::string database, schema, name;
  std::string typed;  // as written and folded, for messages
};
// `operation` is for 090105 and 090106: CREATE TABLE, DROP TABLE, ...
Result<FullName> full_name(const sql::ObjectName& name, std::string_view operation,
                           const CommandContext& context);
Result<FullName> full_name(std::vector<std::string> parts, std::string_view operation,
                           const CommandContext& context);

// The schema that a new object goes into; 002003 where it does not exist, 003001 for
// INFORMATION_SCHEMA.
Result<const catalog::Schema*> schema_for_new(const FullName& name,
                                              const catalog::Snapshot& snapshot);

// An object in a schema, the session's temporary ones first; 002003 where there is none.
Result<const catalog::Object*> find_object(const catalog::SessionView& view, catalog::Kind kind,
                                           const FullName& name);
Result<const catalog::Table*> find_table(const catalog::SessionView& view, const FullName& name);

// A view of the catalog as the session sees it now.
catalog::SessionView session_view(const CommandContext& context);
// The same with stages of one's own.
catalog::SessionView session_view(const CommandContext& context,
                                  catalog::SessionView::FindStage find_stage);

}  // namespace mockhaus::commands
