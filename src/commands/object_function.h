// table: the rows of object_functions.cc, one array for each family.
#pragma once

#include <span>

#include "catalog/session_view.h"
#include "commands/context.h"

namespace mockhaus::commands {

// The values as text; none: NULL.
using FunctionArguments = std::vector<std::optional<std::string>>;
using FunctionAnswer = Result<std::optional<std::string>>;

struct ObjectFunction {
  std::string_view name;
  size_t least, most;  // arguments
  FunctionAnswer (*answer)(const FunctionArguments& arguments, const catalog::SessionView& view,
                           const CommandContext& context);
};

std::span<const ObjectFunction> session_functions();  // session_functions.cc
std::span<const ObjectFunction> tag_functions();      // tag_functions.cc
std::span<const ObjectFunction> table_functions();    // table_functions.cc
std::span<const ObjectFunction> stage_functions();    // stage_functions.cc

// The parts of the name in a text, as stored.
Result<std::vector<std::string>> parts_of(const std::string& text, const CommandContext& context);

}  // namespace mockhaus::commands
