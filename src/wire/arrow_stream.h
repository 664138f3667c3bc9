// A batch as an Arrow IPC stream in the exact form that drivers read (driver-protocol.md §11.4).
//
// One stream is: schema message, at most one record batch, end of stream. Every field carries the
// metadata by which drivers choose their converter (logicalType, scale, precision, ...).
#pragma once

#include <string>

#include "base/result.h"
#include "sql/sql.h"
#include "wire/batch.h"

namespace mockhaus::wire {

Result<std::string> write_arrow_stream(const sql::ResultShape& shape, const BatchPlaces& places,
                                       std::string_view body);

}  // namespace mockhaus::wire
