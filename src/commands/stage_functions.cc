// table: functions about stages and the paths of their files.
//
// The files of internal stages lie where only the server can reach them. Their addresses have the
// form that those of a cloud have, and lead nowhere.
#include "catalog/errors.h"
#include "commands/object_function.h"
#include "commands/stage_place.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::SessionView;

// GET_STAGE_LOCATION(@stage): the address that the paths of its files begin with.
FunctionAnswer stage_location(const FunctionArguments& arguments, const SessionView& view,
                              const CommandContext& context) {
  if (!arguments[0]) return std::optional<std::string>();
  const StagePlace place = TRY(find_stage_place(*arguments[0], view, context));
  return std::optional("mockhaus://stages/" + place.folder + "/");
}

constexpr ObjectFunction rows[] = {
    {"GET_STAGE_LOCATION", 1, 1, stage_location},
};

}  // namespace

std::span<const ObjectFunction> stage_functions() { return rows; }

}  // namespace mockhaus::commands
