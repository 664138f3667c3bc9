// Answers made here: a status line, or rows under a list of columns.
#pragma once

#include <initializer_list>
#include <span>

#include "commands/context.h"

namespace mockhaus::commands {

Outcome status(std::string text);  // one row, one column "status"
Outcome succeeded();               // Statement executed successfully.
Outcome created(std::string_view title, std::string_view name);
Outcome already_exists(std::string_view name);   // CREATE .. IF NOT EXISTS
Outcome dropped(std::string_view name);
Outcome already_dropped(std::string_view name);  // DROP .. IF EXISTS
Outcome restored(std::string_view title, std::string_view name);

// A column of SHOW and DESCRIBE.
struct AnswerColumn {
  std::string_view name;
  enum class Type : uint8_t { text, number, boolean, time } type = Type::text;
};
sql::ResultShape shape_of(std::span<const AnswerColumn> columns);

// created_on and its like: TIMESTAMP_LTZ(3) as the protocols write it.
std::string time_text(int64_t ms);

}  // namespace mockhaus::commands
