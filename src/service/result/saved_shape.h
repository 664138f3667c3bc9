// A result's columns as JSON, so that they can be read again by a later process.
#pragma once

#include <deque>
#include <vector>

#include "base/json.h"
#include "sql/sql.h"

namespace mockhaus::service {

void write_shape(const sql::ResultShape& shape, JsonWriter& json);

// Fields of structured types live in `fields`, names in the JSON. False: not such a text.
bool read_shape(const Json& json, std::deque<std::vector<sql::StructuredField>>& fields,
                sql::ResultShape& shape);

}  // namespace mockhaus::service
