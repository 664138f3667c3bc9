// FILE FORMAT objects, and FILE_FORMAT = (..) of stages, COPY and queries over stages.
#pragma once

#include "catalog/session_view.h"
#include "commands/property_text.h"
#include "storage/file_format.h"

namespace mockhaus::commands {

// (TYPE = CSV ..), (FORMAT_NAME = 'f'), 'f' or f, as options without FORMAT_NAME.
Result<storage::FormatOptions> format_options(const sql::PropertyValue& value,
                                              const catalog::SessionView& view,
                                              const CommandContext& context);
// The options of a FILE FORMAT that is named by a text: db.s."f".
Result<storage::FormatOptions> named_format(std::string_view name,
                                            const catalog::SessionView& view,
                                            const CommandContext& context);
// What a stage was created with; empty where nothing was given.
Result<storage::FormatOptions> stage_format(const catalog::StoredObject& stage,
                                            const catalog::SessionView& view,
                                            const CommandContext& context);

// Checks an object that is created or altered: options and values of a format or a stage.
Result<Done> check_file_format(const catalog::StoredObject& format);
Result<Done> check_stage(const catalog::StoredObject& stage, const CommandContext& context);

// DESCRIBE FILE FORMAT and DESCRIBE STAGE.
Outcome describe_file_format(const catalog::StoredObject& format);
Result<Outcome> describe_stage(const catalog::StoredObject& stage,
                               const catalog::SessionView& view, const CommandContext& context);

}  // namespace mockhaus::commands
