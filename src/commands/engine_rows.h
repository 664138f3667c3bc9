// Rows of the engine read back as texts, for commands that look at values themselves.
//
// Every column of the query must be VARCHAR or BIGINT.
#pragma once

#include "commands/context.h"

namespace mockhaus::commands {

Result<std::vector<TextRow>> read_rows(engine::Stream& stream);
// The next rows, in place of what `rows` held; false at the end.
Result<bool> read_some_rows(engine::Stream& stream, std::vector<TextRow>& rows);
Result<std::vector<TextRow>> query_rows(engine::EngineSession& engine, const std::string& sql);

}  // namespace mockhaus::commands
