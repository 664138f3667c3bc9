// CREATE TAG and ALTER TAG: the values that a tag may have.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/object.h"
#include "commands/command.h"

namespace mockhaus::commands {

// ALLOWED_VALUES 'a', 'b' and the properties that have names.
Result<Done> set_tag_properties(catalog::StoredObject& tag,
                                sql::List<const sql::Property> properties,
                                const CommandContext& context);
// ADD ALLOWED_VALUES 'c', DROP ALLOWED_VALUES 'a'.
Result<Done> change_allowed_values(catalog::StoredObject& tag,
                                   sql::List<const sql::Property> clause);
// The values that the tag may have; nullopt: any. From an empty list all were dropped: no value.
std::optional<std::vector<std::string>> allowed_values(const catalog::StoredObject& tag);
bool is_allowed(const catalog::StoredObject& tag, std::string_view value);

}  // namespace mockhaus::commands
