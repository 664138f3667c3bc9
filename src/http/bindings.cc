#include "http/bindings.h"

#include "http/errors.h"

namespace mockhaus::http {

static Result<std::optional<std::string>> read_text(const Json& value) {
  if (value.is_null()) return std::optional<std::string>();
  if (const auto text = value.scalar_text()) return text;
  return errors::invalid_payload();
}

static Result<sql::BindValue> read_bind(const Json& entry) {
  if (!entry.is_object()) return errors::invalid_payload();
  sql::BindValue bind;
  bind.type = std::string(entry.text_of("type"));
  for (char& c : bind.type) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const Json* value = entry.find("value");
  if (bind.type.empty()) return errors::invalid_payload();
  if (value == nullptr) {
    bind.values.emplace_back();
    return bind;
  }
  if (!value->is_array()) {
    std::optional<std::string> text = TRY(read_text(*value));
    bind.values.push_back(std::move(text));
    return bind;
  }
  bind.is_array = true;
  bind.values.reserve(value->items().size());
  for (const Json& item : value->items()) {
    std::optional<std::string> text = TRY(read_text(item));
    bind.values.push_back(std::move(text));
  }
  return bind;
}

Result<sql::BindValues> read_bindings(const Json* bindings) {
  sql::BindValues binds;
  if (bindings == nullptr || bindings->is_null()) return binds;
  if (!bindings->is_object()) return errors::invalid_payload();
  std::optional<size_t> length;
  for (const JsonMember& member : bindings->members()) {
    if (member.value.is_null()) continue;
    sql::BindValue bind = TRY(read_bind(member.value));
    if (bind.is_array) {
      if (length && *length != bind.values.size()) return errors::bind_lengths_differ();
      length = bind.values.size();
    }
    binds[std::string(member.name)] = std::move(bind);
  }
  return binds;
}

}  // namespace mockhaus::http
