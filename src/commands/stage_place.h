// Where a location of SQL lies: @stage/path, @db.s.%table/path, @~/path.
#pragma once

#include "catalog/session_view.h"
#include "commands/context.h"
#include "sql/ast/stage.h"
#include "storage/file_format.h"
#include "storage/stage_files.h"

namespace mockhaus::commands {

struct StagePlace {
  std::string folder;  // of storage: s12, x12 (temporary), t12 (a table's), u3 (a user's)
  std::string path;    // behind the stage's name, without a slash at its begin
  std::string shown;   // what LIST writes before the names: the stage in lower case, or nothing
  const catalog::StoredObject* stage = nullptr;  // null: of a table or user
};

// External locations are refused by name. The view must outlive what is found.
Result<StagePlace> find_stage_place(std::string_view text, const catalog::SessionView& view,
                                    const CommandContext& context);
Result<std::string> location_text(const sql::Location& location, const CommandContext& context);

// The files below a place: those that begin with its path and, with a pattern, whose whole name
// (behind the stage) matches it.
Result<std::vector<storage::StagedFile>> files_of(const StagePlace& place,
                                                  const std::optional<std::string>& pattern,
                                                  const CommandContext& context);

// The folder of a stage, and whether a folder belongs to something that exists.
std::string stage_folder(const catalog::Object& object, bool temporary);
void sweep_stages(const CommandContext& context);

}  // namespace mockhaus::commands
