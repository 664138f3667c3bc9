// What a client did wrong or what failed for it: Snowflake's code, SQLSTATE and text.
//
// A value. Messages are made by named functions (sql/errors.h, values/errors.h, ...), so a text
// exists once. `message` holds the final text; where it needs "line L at position P" the maker
// writes the placeholder {at} and `at` says where: locate() fills it in when the source is known.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"

namespace mockhaus {

struct Error {
  std::string code;       // six digits, for example "001003"; scripting exceptions: "-20001"
  std::string sql_state;  // five characters, for example "42000"
  std::string message;    // may contain {at} until locate() was called
  std::optional<Span> at;

  bool operator==(const Error&) const = default;
};

// Line counts from 1, position from 0, in characters (not bytes), as Snowflake prints them.
struct Position {
  int line = 1;
  int position = 0;
};
Position position_of(std::string_view source, Span at);

// Replaces {at} by "line L at position P". Does nothing where the message has no {at}.
Error locate(Error error, std::string_view source);

}  // namespace mockhaus
