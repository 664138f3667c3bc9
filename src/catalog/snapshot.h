// The whole account at one moment. Immutable: readers hold one for as long as they need it.
//
// Objects lie in containers: the account, each database, each schema. A change copies the container
// it touches and the list of containers, nothing else (change.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"
#include "catalog/table.h"

namespace mockhaus::catalog {

struct Key {
  Space space = Space::database;
  std::string name;
  std::string signature;

  auto operator<=>(const Key&) const = default;
};
Key key_of(const Object& object);

struct Container {
  ObjectPointer self;  // null: the account
  std::map<Key, ObjectPointer> children;
  std::vector<ObjectPointer> dropped;  // oldest first
};

class Snapshot {
 public:
  Snapshot();

  uint64_t version() const { return version_; }

  // Names as stored; null where there is none.
  const Object* find(Id parent, Space space, std::string_view name,
                     std::string_view signature = {}) const;
  const Database* find_database(std::string_view name) const;
  const Schema* find_schema(std::string_view database, std::string_view schema) const;
  const Object* find_in_schema(std::string_view database, std::string_view schema, Space space,
                               std::string_view name, std::string_view signature = {}) const;
  const User* find_user(std::string_view name) const;
  const User* find_user_by_login(std::string_view login) const;  // without case
  const Role* find_role(std::string_view name) const;
  const Warehouse* find_warehouse(std::string_view name) const;

  // Children of one space in the order of their names. Empty for an unknown parent.
  std::vector<const Object*> children(Id parent, Space space) const;
  std::vector<const Object*> dropped(Id parent) const;
  // The database, schema or account-level container object of this id.
  const Object* container(Id id) const;
  // Slow: looks everywhere, dropped objects too.
  const Object* find_by_id(Id id) const;

  // "DB" / "SCHEMA" of an object in a schema; both empty for others.
  std::string database_name(const Object& object) const;
  std::string schema_name(const Object& object) const;
  // DB.SCHEMA.NAME, DB.NAME or NAME.
  std::string full_name(const Object& object) const;

  // Puts an object in its place, or takes one out. `previous` is what the snapshot shows under the
  // same id so far (null: nothing). For change.h and loading, before anyone else sees the snapshot.
  void put(const ObjectPointer& object, const Object* previous);
  void remove(const Object& object);
  void take_out(const Object& object);  // from its parent only; contents stay
  void set_version(uint64_t version) { version_ = version; }

 private:
  const Container* find_container(Id id) const;
  Container& edit_container(Id id);

  uint64_t version_ = 0;
  // shared_ptr: containers are shared by all snapshots in which they look the same.
  std::map<Id, std::shared_ptr<const Container>> containers_;
};

}  // namespace mockhaus::catalog
