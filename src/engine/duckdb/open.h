// Opens the embedded engine: one DuckDB file that only this process uses.
//
// The file is created when it does not exist. The engine starts locked (instance.h); sessions must
// be destroyed before it.
#pragma once

#include <memory>

#include "base/result.h"
#include "engine/engine.h"

namespace mockhaus::engine {

Result<std::unique_ptr<Engine>> open_duckdb(const EngineOptions& options);

}  // namespace mockhaus::engine
