// JSON for people: one member a line, two blanks a level.
#pragma once

#include <string>
#include <string_view>

namespace mockhaus::app {

std::string indent_json(std::string_view compact);

}  // namespace mockhaus::app
