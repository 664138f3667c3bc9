#include "commands/tag_assignment.h"

#include "commands/names.h"
#include "commands/tag.h"

namespace mockhaus::commands {
namespace {

enum class Verb : uint8_t { set, unset };

Result<Done> change(catalog::Properties& on, sql::List<const sql::TagValue> tags, Verb verb,
                    const CommandContext& context) {
  const catalog::SessionView view = session_view(context);
  for (const sql::TagValue& tag : tags) {
    const FullName name = TRY(full_name(tag.name, "SET TAG", context));
    const catalog::Object* object = TRY(find_object(view, catalog::Kind::tag, name));
    std::optional<std::string> value;
    if (verb == Verb::set) value = tag.value;
    if (value && !is_allowed(static_cast<const catalog::StoredObject&>(*object), *value)) {
      return catalog::errors::invalid_parameter_value(*value, name.name);
    }
    catalog::set_property(on, name.database + "." + name.schema + "." + name.name,
                          std::move(value));
  }
  return Done{};
}

}  // namespace

Result<Done> set_tags(catalog::Properties& on, sql::List<const sql::TagValue> tags,
                      const CommandContext& context) {
  return change(on, tags, Verb::set, context);
}

Result<Done> unset_tags(catalog::Properties& on, sql::List<const sql::TagValue> tags,
                        const CommandContext& context) {
  return change(on, tags, Verb::unset, context);
}

}  // namespace mockhaus::commands
