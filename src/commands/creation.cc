#include "commands/creation.h"

namespace mockhaus::commands {

Result<Way> clear_the_way(catalog::Change& change, const catalog::Object& object,
                          const CreateMode& mode, std::string_view typed_name) {
  const catalog::Key key = key_of(object);
  const catalog::Object* existing =
      change.current().find(object.parent, key.space, key.name, key.signature);
  if (existing == nullptr) return Way::clear;
  if (mode.if_not_exists) return Way::already_there;
  if (!mode.or_replace || existing->kind != object.kind) {
    return catalog::errors::object_exists(typed_name);
  }
  TRY(change.drop(*existing));
  return Way::clear;
}

Result<Done> check_mode(const CreateMode& mode) {
  if (mode.or_replace && mode.if_not_exists) {
    return catalog::errors::syntax("options IF NOT EXISTS and OR REPLACE are incompatible.");
  }
  return Done{};
}

}  // namespace mockhaus::commands
