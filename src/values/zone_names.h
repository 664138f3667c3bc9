// The names of the IANA time zone database that Snowflake accepts.
#pragma once

#include <optional>
#include <string_view>

namespace mockhaus::values {

// The official spelling of a zone's name written in any case.
std::optional<std::string_view> official_zone_name(std::string_view name);

}  // namespace mockhaus::values
