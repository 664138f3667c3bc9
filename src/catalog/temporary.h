// Temporary tables and views of one session: they hide permanent ones of the same name.
//
// Owned by the session, used by one statement at a time. Not stored, gone with the session; their
// rows live in the temporary schema of the session's engine handle.
#pragma once

#include <map>
#include <vector>

#include "catalog/snapshot.h"

namespace mockhaus::catalog {

class TemporaryObjects {
 public:
  const Object* find(Id schema, Space space, std::string_view name) const;
  std::vector<const Object*> in_schema(Id schema, Space space) const;
  std::vector<const Object*> all() const;
  const Object* find_by_id(Id id) const;

  // Replaces the object of the same id, wherever it was.
  void put(ObjectPointer object);
  void remove(Id id);
  void clear() { objects_.clear(); }
  bool empty() const { return objects_.empty(); }

 private:
  std::map<std::pair<Id, Key>, ObjectPointer> objects_;
};

}  // namespace mockhaus::catalog
