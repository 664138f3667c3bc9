// The engine's SQL for people: clauses of the outermost query on lines of their own.
#pragma once

#include <string>
#include <string_view>

namespace mockhaus::app {

std::string pretty_sql(std::string_view sql);

}  // namespace mockhaus::app
