#include "commands/file_format.h"

#include "base/json.h"
#include "commands/answer.h"
#include "commands/names.h"
#include "sql/errors.h"
#include "sql/parse/parse.h"

namespace mockhaus::commands {
namespace {

using storage::FormatOptions;

constexpr AnswerColumn format_columns[] = {
    {"property"}, {"property_type"}, {"property_value"}, {"property_default"},
};
constexpr AnswerColumn stage_columns[] = {
    {"parent_property"}, {"property"}, {"property_type"}, {"property_value"},
    {"property_default"},
};

// What a stage may be created with; the others belong to external stages.
constexpr std::string_view stage_properties[] = {"FILE_FORMAT", "COPY_OPTIONS", "ENCRYPTION",
                                                 "DIRECTORY"};
constexpr std::string_view external_properties[] = {
    "URL", "STORAGE_INTEGRATION", "CREDENTIALS", "ENDPOINT", "AWS_ACCESS_POINT_ARN",
    "USE_PRIVATELINK_ENDPOINT",
};

Result<FormatOptions> options_of_object(const FullName& name, const catalog::SessionView& view) {
  const catalog::Object* object =
      view.find(name.database, name.schema, catalog::Space::file_format, name.name);
  if (object == nullptr) return catalog::errors::does_not_exist("File format", name.typed);
  return FormatOptions(static_cast<const catalog::StoredObject*>(object)->properties);
}

std::string path_text(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += ".";
    text += '"';
    for (const char c : part) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    text += '"';
  }
  return text;
}

// FORMAT_NAME = f and = 'f': a text that named_format() reads.
Result<std::string> format_name_text(const sql::PropertyValue& value,
                                     const CommandContext& context) {
  if (value.kind != sql::PropertyValueKind::name) return property_text(value, context);
  const std::vector<std::string> parts = TRY(name_parts(value.name, context));
  return path_text(parts);
}

// Where FORMAT_NAME stands for the other options.
Result<FormatOptions> unfold(FormatOptions options, const catalog::SessionView& view,
                             const CommandContext& context) {
  for (size_t i = 0; i < options.size(); ++i) {
    if (options[i].first != "FORMAT_NAME") continue;
    FormatOptions named = TRY(named_format(options[i].second, view, context));
    for (size_t other = 0; other < options.size(); ++other) {
      if (other == i) continue;
      std::erase_if(named, [&](const auto& one) { return one.first == options[other].first; });
      named.push_back(options[other]);
    }
    return named;
  }
  return options;
}

FormatOptions json_options(std::string_view text) {
  Arena arena;
  FormatOptions options;
  const Json* json = parse_json(text, arena);
  if (json == nullptr) return options;
  for (const JsonMember& member : json->members()) {
    options.emplace_back(member.name, member.value.text);
  }
  return options;
}

}  // namespace

Result<FormatOptions> named_format(std::string_view name, const catalog::SessionView& view,
                                   const CommandContext& context) {
  Arena arena;
  const sql::ObjectName parsed = TRY(sql::parse_object_name_text(name, arena));
  const FullName full = TRY(full_name(parsed, "FILE FORMAT", context));
  return options_of_object(full, view);
}

Result<FormatOptions> format_options(const sql::PropertyValue& value,
                                     const catalog::SessionView& view,
                                     const CommandContext& context) {
  FormatOptions options;
  if (value.kind != sql::PropertyValueKind::properties) {
    if (value.kind == sql::PropertyValueKind::list && value.items.size() == 0) return options;
    const std::string name = TRY(format_name_text(value, context));
    return named_format(name, view, context);
  }
  for (const sql::Property& property : value.properties) {
    const bool is_name = property.name == "FORMAT_NAME";
    std::string text = TRY(is_name ? format_name_text(property.value, context)
                                   : property_text(property.value, context));
    options.emplace_back(property.name, std::move(text));
  }
  return unfold(std::move(options), view, context);
}

Result<FormatOptions> stage_format(const catalog::StoredObject& stage,
                                   const catalog::SessionView& view,
                                   const CommandContext& context) {
  const std::string text = catalog::find_property(stage.properties, "FILE_FORMAT");
  if (text.empty()) return FormatOptions();
  if (!text.starts_with('{')) return named_format(text, view, context);
  return unfold(json_options(text), view, context);
}

Result<Done> check_file_format(const catalog::StoredObject& format) {
  TRY(storage::read_file_format(format.properties));
  return Done{};
}

Result<Done> check_stage(const catalog::StoredObject& stage, const CommandContext& context) {
  for (const auto& [name, value] : stage.properties) {
    for (const std::string_view external : external_properties) {
      if (name == external) return sql::errors::unsupported("external stage (" + name + ")");
    }
    if (std::find(std::begin(stage_properties), std::end(stage_properties), name) ==
        std::end(stage_properties)) {
      return catalog::errors::invalid_property(name, "STAGE");
    }
  }
  const catalog::SessionView view = session_view(context);
  const FormatOptions options = TRY(stage_format(stage, view, context));
  TRY(storage::read_file_format(options));
  return Done{};
}

Outcome describe_file_format(const catalog::StoredObject& object) {
  Outcome outcome;
  outcome.shape = shape_of(format_columns);
  const Result<storage::FileFormat> format = storage::read_file_format(object.properties);
  if (!format.ok()) return outcome;
  const std::string type(name_of(format->type));
  outcome.rows.push_back({"TYPE", "String", type, "CSV"});
  for (const storage::FormatOption& option : storage::options_of(format->type)) {
    outcome.rows.push_back({std::string(option.name), std::string(name_of(option.kind)),
                            described_value(*format, option), std::string(option.otherwise)});
  }
  return outcome;
}

Result<Outcome> describe_stage(const catalog::StoredObject& stage,
                               const catalog::SessionView& view, const CommandContext& context) {
  const FormatOptions options = TRY(stage_format(stage, view, context));
  const storage::FileFormat format = TRY(storage::read_file_format(options));
  Outcome outcome;
  outcome.shape = shape_of(stage_columns);
  outcome.rows.push_back({"STAGE_FILE_FORMAT", "TYPE", "String", std::string(name_of(format.type)),
                          "CSV"});
  for (const storage::FormatOption& option : storage::options_of(format.type)) {
    outcome.rows.push_back({"STAGE_FILE_FORMAT", std::string(option.name),
                            std::string(name_of(option.kind)), described_value(format, option),
                            std::string(option.otherwise)});
  }
  struct CopyOption {
    const char *name, *type, *value;
  };
  constexpr CopyOption copy_options[] = {
      {"ON_ERROR", "String", "ABORT_STATEMENT"}, {"SIZE_LIMIT", "Long", ""},
      {"PURGE", "Boolean", "false"},             {"RETURN_FAILED_ONLY", "Boolean", "false"},
      {"ENFORCE_LENGTH", "Boolean", "true"},     {"TRUNCATECOLUMNS", "Boolean", "false"},
      {"FORCE", "Boolean", "false"},
  };
  const FormatOptions given =
      json_options(catalog::find_property(stage.properties, "COPY_OPTIONS"));
  for (const CopyOption& option : copy_options) {
    std::string value = catalog::find_property(given, option.name, option.value);
    outcome.rows.push_back({"STAGE_COPY_OPTIONS", option.name, option.type, std::move(value),
                            option.value});
  }
  outcome.rows.push_back({"STAGE_LOCATION", "URL", "String", "", ""});
  const FormatOptions directory =
      json_options(catalog::find_property(stage.properties, "DIRECTORY"));
  const std::string enabled = catalog::find_property(directory, "ENABLE", "false");
  outcome.rows.push_back({"DIRECTORY", "ENABLE", "Boolean",
                          enabled == "TRUE" ? "true" : "false", "false"});
  outcome.rows.push_back({"DIRECTORY", "AUTO_REFRESH", "Boolean", "false", "false"});
  return outcome;
}

}  // namespace mockhaus::commands
