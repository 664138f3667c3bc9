// An Error that travels through the engine as text: a kernel fails with "MH|code|state|message",
// the engine puts its own words around it, and recover_error() finds it again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "duckdb.h"

namespace mockhaus::engine::duckdb {

std::string mark_error(const Error& error);

// The Error inside a message of the engine; nothing if no kernel of ours made it.
std::optional<Error> recover_error(std::string_view engine_message);

// Makes the running kernel fail. The kernel must return soon after; what it wrote is dropped.
void fail(duckdb_function_info info, const Error& error);

}  // namespace mockhaus::engine::duckdb
