// Objects to records and back: the definition of each kind, field by field.
//
// A field that a record does not have keeps its default, so records of older programs load.
#pragma once

#include "base/result.h"
#include "catalog/object.h"
#include "engine/engine.h"

namespace mockhaus::catalog {

engine::Record to_record(const Object& object);
Result<ObjectPointer> from_record(const engine::Record& record);

// A copy to edit, of whatever kind it is.
std::shared_ptr<Object> copy_of_object(const Object& object);

}  // namespace mockhaus::catalog
