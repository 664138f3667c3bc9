#include "commands/object_functions.h"

#include <algorithm>

#include "commands/evaluate.h"
#include "commands/names.h"
#include "commands/object_function.h"
#include "sql/errors.h"
#include "sql/resolve/errors.h"

namespace mockhaus::commands {
namespace {

const ObjectFunction* find_function(std::string_view name) {
  for (const auto family : {session_functions(), table_functions(), tag_functions(),
                            stage_functions()}) {
    const auto row = std::ranges::find(family, name, &ObjectFunction::name);
    if (row != family.end()) return &*row;
  }
  return nullptr;
}

}  // namespace

Result<std::vector<std::string>> parts_of(const std::string& text, const CommandContext& context) {
  Arena arena;
  const sql::ObjectName name = TRY(sql::parse_object_name_text(text, arena));
  return name_parts(name, context);
}

Result<std::optional<std::string>> call_object_function(const sql::FunctionCall& call,
                                                        std::string_view source,
                                                        const catalog::SessionView& view,
                                                        const CommandContext& context) {
  const std::string_view name = call.name.parts.back().text;
  const ObjectFunction* row = find_function(name);
  if (row == nullptr) return sql::errors::unsupported(name);
  const size_t count = call.arguments.size();
  if (count < row->least) {
    return sql::errors::not_enough_arguments(name, static_cast<int>(row->least),
                                             static_cast<int>(count), call.span);
  }
  if (count > row->most) {
    return sql::errors::too_many_arguments(name, static_cast<int>(row->most),
                                           static_cast<int>(count), call.span);
  }
  FunctionArguments arguments;
  for (const sql::Expression* argument : call.arguments) {
    if (argument->kind == sql::ExpressionKind::stage_reference) {
      arguments.emplace_back(std::string(sql::as<sql::StageReference>(*argument).text));
      continue;
    }
    std::optional<std::string> value = TRY(evaluate_text(*argument, context, source));
    arguments.push_back(std::move(value));
  }
  return row->answer(arguments, view, context);
}

}  // namespace mockhaus::commands
