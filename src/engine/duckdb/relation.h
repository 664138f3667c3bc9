// Temporary relations that the server fills: rows of array binds, rows of earlier results.
//
// Each becomes a temporary table of the connection, in the transaction that is open there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "duckdb.h"
#include "engine/engine.h"

namespace mockhaus::engine::duckdb {

// Each creates or replaces the table and fills it; the message of the engine if that failed.
std::optional<std::string> fill_relation(duckdb_connection connection, std::string_view name,
                                         const TextRows& rows);
// Takes the batches over, also when it fails.
std::optional<std::string> fill_relation(duckdb_connection connection, std::string_view name,
                                         std::span<const std::string> column_types,
                                         const ArrowSchema& schema,
                                         std::vector<ArrowArray> batches);

// The statement that drops it, which also works when it is not there.
std::string drop_relation_statement(std::string_view name);

}  // namespace mockhaus::engine::duckdb
