// JSON or Arrow, by client and statement (driver-protocol.md §17), and the chunks of either.
#pragma once

#include "service/result/stored_result.h"
#include "service/statement/statement.h"

namespace mockhaus::http::driver {

enum class ResultFormat : uint8_t { json, arrow };

// Arrow for queries of clients that read it, unless a parameter asks for JSON; JSON for the rest.
ResultFormat format_of(const service::Statement& statement);

wire::JsonOptions json_options();

// The size that the list of chunks tells. JDBC reads JSON into a buffer of this size, so for it the
// chunk is encoded and measured; for others the estimate does.
Result<int64_t> chunk_bytes(const service::Statement& statement, ResultFormat format,
                            size_t partition);

}  // namespace mockhaus::http::driver
