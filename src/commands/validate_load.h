// VALIDATE(table, JOB_ID => id): all errors of the files that an earlier COPY INTO table loaded.
//
// The files are read again, with the options that the statement had.
#pragma once

#include <memory>

#include "catalog/session_view.h"
#include "commands/context.h"
#include "sql/ast/expression.h"
#include "sql/ast/stage.h"

namespace mockhaus::commands {

// Null: the call is of another function.
Result<std::unique_ptr<sql::Relation>> resolve_validate(const sql::FunctionCall& call,
                                                        std::string_view source,
                                                        const CommandContext& context);

// The rows of VALIDATION_MODE = RETURN_ALL_ERRORS for the files that were loaded between these
// moments (copy_into_table.cc).
struct LoadTime {
  int64_t from_ms = 0, until_ms = 0;
};
Result<std::vector<TextRow>> errors_of_load(const sql::CopyIntoTable& copy, std::string_view text,
                                            const CommandContext& context, LoadTime when);

}  // namespace mockhaus::commands
