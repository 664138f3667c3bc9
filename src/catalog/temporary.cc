#include "catalog/temporary.h"

namespace mockhaus::catalog {

const Object* TemporaryObjects::find(Id schema, Space space, std::string_view name) const {
  const auto place = objects_.find({schema, Key{space, std::string(name), ""}});
  return place == objects_.end() ? nullptr : place->second.get();
}

std::vector<const Object*> TemporaryObjects::in_schema(Id schema, Space space) const {
  std::vector<const Object*> list;
  for (auto at = objects_.lower_bound({schema, Key{space, "", ""}});
       at != objects_.end() && at->first.first == schema && at->first.second.space == space; ++at) {
    list.push_back(at->second.get());
  }
  return list;
}

std::vector<const Object*> TemporaryObjects::all() const {
  std::vector<const Object*> list;
  for (const auto& [key, object] : objects_) list.push_back(object.get());
  return list;
}

const Object* TemporaryObjects::find_by_id(Id id) const {
  for (const auto& [key, object] : objects_) {
    if (object->id == id) return object.get();
  }
  return nullptr;
}

void TemporaryObjects::put(ObjectPointer object) {
  remove(object->id);
  const std::pair<Id, Key> key{object->parent, key_of(*object)};
  objects_.insert_or_assign(key, std::move(object));
}

void TemporaryObjects::remove(Id id) {
  std::erase_if(objects_, [&](const auto& entry) { return entry.second->id == id; });
}

}  // namespace mockhaus::catalog
