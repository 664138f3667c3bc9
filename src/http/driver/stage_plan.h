// The plan of a PUT or GET, as the driver of the asking client can carry it out
// (driver-protocol.md §13).
#pragma once

#include "base/json.h"
#include "service/statement/statement.h"

namespace mockhaus::http::driver {

// Writes the members of `data`; `host` is where the client reached us.
void write_plan(const service::Statement& statement, const commands::Transfer& transfer,
                std::string_view host, int64_t now_ms, JsonWriter& json);

}  // namespace mockhaus::http::driver
