// A kept batch back in the engine's form, for RESULT_SCAN (EngineSession::bind_batches).
//
// Columns are named c0, c1, ... Numbers and times have the form of values/physical.h or one that
// the engine casts to it; VARIANT and its kin stay the text that the client saw.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/arrow.h"
#include "wire/batch.h"

namespace mockhaus::wire {

// The engine types of the columns, in the words of SQL.
std::vector<std::string> engine_column_types(const sql::ResultShape& shape);

// The schema of the batches; the caller releases it.
void make_engine_schema(const sql::ResultShape& shape, ArrowSchema& schema);

// The batch as arrays of at most 2048 rows (what the engine takes at once), which share `body`
// and keep it alive.
std::vector<ArrowArray> make_engine_batches(const sql::ResultShape& shape,
                                            const BatchPlaces& places,
                                            std::shared_ptr<const std::string> body);

}  // namespace mockhaus::wire
