#include "commands/command.h"

namespace mockhaus::commands {

Result<Outcome> run_show(const Command& command) { return refuse(command); }
Result<Outcome> run_describe(const Command& command) { return refuse(command); }

}  // namespace mockhaus::commands
