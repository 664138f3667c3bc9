// ALTER SEQUENCE, for object.cc.
#pragma once

#include "catalog/change.h"
#include "commands/property_text.h"

namespace mockhaus::commands {

Result<Done> alter_sequence(catalog::Change& change, catalog::Sequence& sequence,
                            const std::vector<PropertyText>& properties,
                            const CommandContext& context);

}  // namespace mockhaus::commands
