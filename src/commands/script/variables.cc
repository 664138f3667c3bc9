#include "commands/script/variables.h"

#include <charconv>

namespace mockhaus::commands::script {

Variable& Variables::declare(std::string_view name) {
  Variable& variable = scopes_.back()[std::string(name)];
  variable = Variable();
  return variable;
}

const Variable* Variables::look_up(std::string_view name) const {
  for (size_t i = scopes_.size(); i-- > 0;) {
    const auto found = scopes_[i].find(name);
    if (found != scopes_[i].end()) return &found->second;
  }
  return nullptr;
}

Variable* Variables::find(std::string_view name) { return const_cast<Variable*>(look_up(name)); }

void Variables::set_special(std::string_view name, sql::Type type,
                            std::optional<std::string> text) {
  Variable& variable = scopes_.front()[std::string(name)];
  variable.type = type;
  variable.value = {type, std::move(text)};
}

const ScriptValue* Variables::find_value(std::string_view name) const {
  if (const Variable* variable = look_up(name)) {
    return variable->holds == Holds::scalar ? &variable->value : nullptr;
  }
  const size_t point = name.find('.');
  if (point == std::string_view::npos) return nullptr;
  const Variable* row = look_up(name.substr(0, point));
  if (row == nullptr || row->holds != Holds::row) return nullptr;
  const auto field = row->fields.find(name.substr(point + 1));
  return field != row->fields.end() ? &field->second : nullptr;
}

std::optional<std::string> Variables::find_result(std::string_view name) const {
  const Variable* variable = look_up(name);
  if (variable == nullptr || variable->result == nullptr) return std::nullopt;
  return variable->result->id;
}

const ScriptValue* UsingValues::find_value(std::string_view name) const {
  size_t place = 0;
  const char* end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data(), end, place);
  if (parsed.ec == std::errc() && parsed.ptr == end) {
    return place >= 1 && place <= values_.size() ? &values_[place - 1] : nullptr;
  }
  return outer_ != nullptr ? outer_->find_value(name) : nullptr;
}

std::optional<std::string> UsingValues::find_result(std::string_view name) const {
  return outer_ != nullptr ? outer_->find_result(name) : std::nullopt;
}

}  // namespace mockhaus::commands::script
