// table: functions about tags and what they are set on.
#include <algorithm>

#include "base/ascii.h"
#include "base/json.h"
#include "catalog/account.h"
#include "commands/names.h"
#include "commands/object_function.h"
#include "commands/tag.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::SessionView;

Result<const catalog::Object*> tagged_object(const std::string& domain, const std::string& name,
                                             const SessionView& view,
                                             const CommandContext& context) {
  const catalog::KindRow* row = catalog::find_kind(domain);
  if (row == nullptr) return sql::errors::unsupported("SYSTEM$GET_TAG of " + domain);
  const std::vector<std::string> parts = TRY(parts_of(name, context));
  const catalog::Snapshot& snapshot = view.snapshot();
  const catalog::Object* object = nullptr;
  if (row->level == catalog::Level::account) {
    object = snapshot.find(catalog::account_id, row->space, parts.back());
  } else if (row->kind == catalog::Kind::schema) {
    object = snapshot.find_schema(parts.size() > 1 ? parts[0] : context.session.database,
                                  parts.back());
  } else if (row->level == catalog::Level::schema) {
    const FullName full = TRY(full_name(parts, "SYSTEM$GET_TAG", context));
    object = view.find(full.database, full.schema, row->space, full.name);
  }
  if (object == nullptr) return catalog::errors::does_not_exist(row->title, name);
  return object;
}

// The value of a column's own tag; none: the table's counts.
Result<std::optional<std::string>> column_tag(std::vector<std::string>& parts,
                                              const std::string& tag, const SessionView& view,
                                              const CommandContext& context) {
  const std::string column = parts.back();
  parts.pop_back();
  const FullName name = TRY(full_name(parts, "SYSTEM$GET_TAG", context));
  const catalog::Table* table = TRY(find_table(view, name));
  const catalog::Column* found = table->find_column(column);
  if (found == nullptr) return catalog::errors::invalid_identifier(column);
  for (const auto& [known, value] : found->tags) {
    if (known == tag) return std::optional<std::string>(value);
  }
  return std::optional<std::string>();
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "\"" : ".\"") + part + "\"";
  }
  return text;
}

// The value of the object's own tag, else of the schema's and the database's.
FunctionAnswer get_tag(const FunctionArguments& arguments, const SessionView& view,
               const CommandContext& context) {
  if (!arguments[0] || !arguments[1] || !arguments[2]) return std::optional<std::string>();
  std::string domain = ascii::upper(*arguments[2]);
  const std::vector<std::string> parts = TRY(parts_of(*arguments[0], context));
  const FullName tag = TRY(full_name(parts, "SYSTEM$GET_TAG", context));
  const std::string wanted = tag.database + "." + tag.schema + "." + tag.name;
  std::string object_name = *arguments[1];
  if (domain == "COLUMN") {
    std::vector<std::string> column = TRY(parts_of(object_name, context));
    const std::optional<std::string> own = TRY(column_tag(column, wanted, view, context));
    if (own) return own;
    object_name = joined(column);
    domain = "TABLE";
  }
  const catalog::Object* object = TRY(tagged_object(domain, object_name, view, context));
  while (object != nullptr) {
    for (const auto& [name, value] : object->tags) {
      if (name == wanted) return std::optional<std::string>(value);
    }
    object = view.snapshot().container(object->parent);
  }
  return std::optional<std::string>();
}

// SYSTEM$TAG_VALUE_CONTAINS(tag, object, domain, value)
FunctionAnswer tag_value_contains(const FunctionArguments& arguments, const SessionView& view,
                                  const CommandContext& context) {
  if (!arguments[3]) return std::optional<std::string>();
  const FunctionArguments tag(arguments.begin(), arguments.begin() + 3);
  const std::optional<std::string> value = TRY(get_tag(tag, view, context));
  return std::optional<std::string>(value && *value == *arguments[3] ? "true" : "false");
}

// SYSTEM$GET_TAG_ALLOWED_VALUES(tag): an array of texts; NULL where all are allowed.
FunctionAnswer tag_allowed_values(const FunctionArguments& arguments, const SessionView& view,
                                  const CommandContext& context) {
  if (!arguments[0]) return std::optional<std::string>();
  const std::vector<std::string> parts = TRY(parts_of(*arguments[0], context));
  const FullName name = TRY(full_name(parts, "SYSTEM$GET_TAG_ALLOWED_VALUES", context));
  const auto* tag = catalog::object_cast<catalog::StoredObject>(
      view.find(name.database, name.schema, catalog::Space::tag, name.name));
  if (tag == nullptr) return catalog::errors::does_not_exist("Tag", name.typed);
  const std::optional<std::vector<std::string>> values = allowed_values(*tag);
  if (!values) return std::optional<std::string>();
  JsonWriter json;
  json.begin_array();
  for (const std::string& value : *values) json.string(value);
  json.end_array();
  return std::optional<std::string>(json.text());
}

constexpr ObjectFunction rows[] = {
    {"SYSTEM$GET_TAG", 3, 3, get_tag},
    {"SYSTEM$GET_TAG_ALLOWED_VALUES", 1, 1, tag_allowed_values},
    {"SYSTEM$TAG_VALUE_CONTAINS", 4, 4, tag_value_contains},
};

}  // namespace

std::span<const ObjectFunction> tag_functions() { return rows; }

}  // namespace mockhaus::commands
