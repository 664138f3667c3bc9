// ALTER SEQUENCE, for object.cc, and what sequences share with identity columns.
#pragma once

#include "catalog/change.h"
#include "commands/property_text.h"
#include "sql/ast/table_ddl.h"

namespace mockhaus::commands {

Result<Done> alter_sequence(catalog::Change& change, catalog::Sequence& sequence,
                            const std::vector<PropertyText>& properties,
                            const CommandContext& context);

// ORDER or NOORDER as written, else as NOORDER_SEQUENCE_AS_DEFAULT says.
bool is_ordered(sql::SequenceOrder written, const CommandContext& context);

}  // namespace mockhaus::commands
