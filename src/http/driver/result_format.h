// JSON or Arrow, by client and statement (driver-protocol.md §17), and the chunks of either.
#pragma once

#include "service/result/stored_result.h"
#include "service/statement/statement.h"

namespace mockhaus::http::driver {

enum class ResultFormat : uint8_t { json, arrow };

// Arrow for queries of clients that read it, unless a parameter asks for JSON; JSON for the rest.
ResultFormat format_of(const service::Statement& statement);

wire::JsonOptions json_options();

// At least as many bytes as the chunk has: JDBC reads into a buffer of this size.
int64_t chunk_bytes_bound(const service::Partition& partition, ResultFormat format);

}  // namespace mockhaus::http::driver
