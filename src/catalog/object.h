// What every object of an account has: identity, place, owner, times.
//
// Objects are immutable once they are in a snapshot; a change copies one, edits the copy and puts
// it back under the same id. The id stays through renames, moves and swaps; CREATE OR REPLACE makes
// a new one.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/kind.h"

namespace mockhaus::catalog {

using Id = uint64_t;
constexpr Id account_id = 0;  // the parent of databases, users, roles and warehouses

using Properties = std::vector<std::pair<std::string, std::string>>;  // NAME and value as text

struct Object {
  Kind kind;
  Id id = 0;
  Id parent = account_id;
  std::string name;
  std::string signature;  // functions and procedures: (NUMBER, VARCHAR); others: empty
  std::string owner = "ACCOUNTADMIN";
  std::string comment;
  int64_t created_ms = 0;  // since 1970 UTC
  int64_t altered_ms = 0;
  std::optional<int64_t> dropped_ms;  // set: only UNDROP can see it
  Properties tags;                    // db.schema.tag and value
  Properties parameters;              // object parameters that were set

  virtual ~Object() = default;

 protected:
  explicit Object(Kind kind) : kind(kind) {}
  Object(const Object&) = default;
  Object& operator=(const Object&) = default;
};

using ObjectPointer = std::shared_ptr<const Object>;  // shared by the snapshots that show it

struct Database final : Object {
  Database() : Object(Kind::database) {}
  bool transient = false;
  std::optional<int64_t> retention_days;
};

struct Schema final : Object {
  Schema() : Object(Kind::schema) {}
  bool transient = false;
  bool managed_access = false;
  bool information_schema = false;  // made with its database; nothing can be created in it
  std::optional<int64_t> retention_days;
};

// A kind that is stored and shown but has no behaviour of its own (tags, tasks, integrations, ...):
// its properties as text. `subkind` is the full word where the kind has several: MASKING POLICY.
struct StoredObject final : Object {
  explicit StoredObject(Kind kind) : Object(kind) {}
  std::string subkind;
  Properties properties;
  std::string text;  // the CREATE statement, secrets hidden
};

// The value of a property, or `otherwise`.
std::string find_property(const Properties& properties, std::string_view name,
                          std::string_view otherwise = {});
// Sets or adds; an absent value removes.
void set_property(Properties& properties, std::string_view name, std::optional<std::string> value);

template <class T>
const T* object_cast(const Object* object) {
  return dynamic_cast<const T*>(object);
}
template <class T>
std::shared_ptr<T> copy_of(const T& object) {
  return std::make_shared<T>(object);
}

}  // namespace mockhaus::catalog
