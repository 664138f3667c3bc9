// Numbers that have no room in eight bytes.
//
// A NUMBER column of more than 18 digits is stored as an integer of eight bytes (Column::narrow)
// until a value comes that needs more: the statement fails in the engine, widen() stores the
// columns of its tables in sixteen bytes from then on, and the statement runs again.
#pragma once

#include <cstdint>
#include <span>

#include "catalog/table.h"
#include "commands/context.h"

namespace mockhaus::commands {

bool has_no_room(const Error& error);

// In a change of its own, committed whatever becomes of the session's transaction, whose work on
// the tables is done again by the next call.
Result<Done> widen(const CommandContext& context, std::span<const uint64_t> tables);

// How a new table stores its numbers. Temporary tables belong to the session's own connection, so
// no change of its own could widen them: they are wide from the start.
void choose_storage(catalog::Table& table);

}  // namespace mockhaus::commands
