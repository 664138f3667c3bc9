#include "catalog/snapshot.h"

#include <algorithm>

#include "base/check.h"

namespace mockhaus::catalog {
namespace {

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
    return std::toupper(x) == std::toupper(y);
  });
}

bool is_container(const Object& object) {
  return object.kind == Kind::database || object.kind == Kind::schema;
}

}  // namespace

Key key_of(const Object& object) {
  return {row_of(object.kind).space, object.name, object.signature};
}

Snapshot::Snapshot() { containers_[account_id] = std::make_shared<Container>(); }

const Container* Snapshot::find_container(Id id) const {
  const auto place = containers_.find(id);
  return place == containers_.end() ? nullptr : place->second.get();
}

const Object* Snapshot::find(Id parent, Space space, std::string_view name,
                             std::string_view signature) const {
  const Container* container = find_container(parent);
  if (container == nullptr) return nullptr;
  const Key key{space, std::string(name), std::string(signature)};
  const auto place = container->children.find(key);
  return place == container->children.end() ? nullptr : place->second.get();
}

const Database* Snapshot::find_database(std::string_view name) const {
  return object_cast<Database>(find(account_id, Space::database, name));
}

const Schema* Snapshot::find_schema(std::string_view database, std::string_view schema) const {
  const Database* parent = find_database(database);
  if (parent == nullptr) return nullptr;
  return object_cast<Schema>(find(parent->id, Space::schema, schema));
}

const Object* Snapshot::find_in_schema(std::string_view database, std::string_view schema,
                                       Space space, std::string_view name,
                                       std::string_view signature) const {
  const Schema* parent = find_schema(database, schema);
  return parent == nullptr ? nullptr : find(parent->id, space, name, signature);
}

const User* Snapshot::find_user(std::string_view name) const {
  return object_cast<User>(find(account_id, Space::user, name));
}

const User* Snapshot::find_user_by_login(std::string_view login) const {
  for (const Object* object : children(account_id, Space::user)) {
    const auto* user = object_cast<User>(object);
    if (equal_without_case(user->login_name, login)) return user;
  }
  return nullptr;
}

const Role* Snapshot::find_role(std::string_view name) const {
  return object_cast<Role>(find(account_id, Space::role, name));
}

const Warehouse* Snapshot::find_warehouse(std::string_view name) const {
  return object_cast<Warehouse>(find(account_id, Space::warehouse, name));
}

std::vector<const Object*> Snapshot::children(Id parent, Space space) const {
  std::vector<const Object*> list;
  const Container* container = find_container(parent);
  if (container == nullptr) return list;
  const auto begin = container->children.lower_bound(Key{space, "", ""});
  for (auto at = begin; at != container->children.end() && at->first.space == space; ++at) {
    list.push_back(at->second.get());
  }
  return list;
}

std::vector<const Object*> Snapshot::dropped(Id parent) const {
  std::vector<const Object*> list;
  const Container* container = find_container(parent);
  if (container == nullptr) return list;
  for (const ObjectPointer& object : container->dropped) list.push_back(object.get());
  return list;
}

const Object* Snapshot::container(Id id) const {
  const Container* found = find_container(id);
  return found == nullptr ? nullptr : found->self.get();
}

const Object* Snapshot::find_by_id(Id id) const {
  for (const auto& [parent, container] : containers_) {
    for (const auto& [key, object] : container->children) {
      if (object->id == id) return object.get();
    }
    for (const ObjectPointer& object : container->dropped) {
      if (object->id == id) return object.get();
    }
  }
  return nullptr;
}

std::string Snapshot::schema_name(const Object& object) const {
  if (row_of(object.kind).level != Level::schema) return {};
  const Object* schema = container(object.parent);
  return schema == nullptr ? std::string() : schema->name;
}

std::string Snapshot::database_name(const Object& object) const {
  const Level level = row_of(object.kind).level;
  if (level == Level::account) return {};
  const Object* parent = container(object.parent);
  if (parent != nullptr && level == Level::schema) parent = container(parent->parent);
  return parent == nullptr ? std::string() : parent->name;
}

std::string Snapshot::full_name(const Object& object) const {
  std::string name;
  for (const std::string& part : {database_name(object), schema_name(object)}) {
    if (!part.empty()) name += part + ".";
  }
  return name + object.name;
}

Container& Snapshot::edit_container(Id id) {
  auto& place = containers_[id];
  auto copy = place ? std::make_shared<Container>(*place) : std::make_shared<Container>();
  Container& container = *copy;
  place = std::move(copy);
  return container;
}

void Snapshot::take_out(const Object& object) {
  Container& container = edit_container(object.parent);
  if (object.dropped_ms) {
    std::erase_if(container.dropped,
                  [&](const ObjectPointer& other) { return other->id == object.id; });
  } else {
    container.children.erase(key_of(object));
  }
}

void Snapshot::put(const ObjectPointer& object, const Object* previous) {
  if (previous != nullptr) take_out(*previous);
  if (is_container(*object)) edit_container(object->id).self = object;
  Container& container = edit_container(object->parent);
  if (!object->dropped_ms) {
    const bool fresh = container.children.emplace(key_of(*object), object).second;
    CHECK(fresh);  // callers look before they put
    return;
  }
  const auto later = [](const ObjectPointer& a, const ObjectPointer& b) {
    return *a->dropped_ms < *b->dropped_ms;
  };
  container.dropped.insert(std::ranges::upper_bound(container.dropped, object, later), object);
}

void Snapshot::remove(const Object& object) {
  const Id id = object.id;
  const bool container = is_container(object);
  take_out(object);
  if (container) containers_.erase(id);
}

}  // namespace mockhaus::catalog
