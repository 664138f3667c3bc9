#include "commands/copy_options.h"

#include <charconv>

#include "base/json.h"
#include "catalog/errors.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

std::string upper(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return made;
}

Error bad_value(const PropertyText& option) {
  return catalog::errors::invalid_parameter_value(option.text, option.name);
}

// Digits at the front of `text`, which they are taken from.
std::optional<int64_t> take_number(std::string_view& text) {
  int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<size_t>(stop - text.data()));
  return value;
}

// ABORT_STATEMENT, CONTINUE, SKIP_FILE, SKIP_FILE_3, SKIP_FILE_10%
Result<Done> set_on_error(CopyOptions& options, const PropertyText& option) {
  const std::string word = upper(option.text);
  if (word == "ABORT_STATEMENT") return Done{};
  if (word == "CONTINUE") {
    options.on_error = OnError::continue_loading;
    return Done{};
  }
  constexpr std::string_view skip = "SKIP_FILE";
  std::string_view rest(word);
  if (!rest.starts_with(skip)) return bad_value(option);
  options.on_error = OnError::skip_file;
  rest.remove_prefix(skip.size());
  if (rest.empty()) return Done{};
  if (!rest.starts_with('_')) return bad_value(option);
  rest.remove_prefix(1);
  const std::optional<int64_t> number = take_number(rest);
  options.skip_percent = rest == "%";
  if (!number || *number < 0 || (!rest.empty() && !options.skip_percent)) return bad_value(option);
  options.skip_errors = *number;
  return Done{};
}

// RETURN_ERRORS, RETURN_ALL_ERRORS, RETURN_10_ROWS
Result<Done> set_validation(CopyOptions& options, const PropertyText& option) {
  const std::string word = upper(option.text);
  if (word == "RETURN_ERRORS" || word == "RETURN_ALL_ERRORS") {
    options.validation = word == "RETURN_ERRORS" ? Validation::errors : Validation::all_errors;
    return Done{};
  }
  std::string_view rest(word);
  constexpr std::string_view head = "RETURN_";
  if (!rest.starts_with(head)) return bad_value(option);
  rest.remove_prefix(head.size());
  const std::optional<int64_t> number = take_number(rest);
  if (!number || *number < 1 || rest != "_ROWS") return bad_value(option);
  options.validation = Validation::rows;
  options.validation_rows = *number;
  return Done{};
}

Result<Done> set_match(CopyOptions& options, const PropertyText& option) {
  const std::string word = upper(option.text);
  if (word == "CASE_SENSITIVE") {
    options.match = MatchColumns::case_sensitive;
  } else if (word == "CASE_INSENSITIVE") {
    options.match = MatchColumns::case_insensitive;
  } else if (word != "NONE") {
    return bad_value(option);
  }
  return Done{};
}

struct TruthOption {
  std::string_view name;
  bool CopyOptions::* field;
};
constexpr TruthOption truths[] = {
    {"FORCE", &CopyOptions::force},
    {"PURGE", &CopyOptions::purge},
    {"RETURN_FAILED_ONLY", &CopyOptions::return_failed_only},
    {"TRUNCATECOLUMNS", &CopyOptions::truncate_columns},
};

// Options that change nothing here: how to load, not what.
constexpr std::string_view without_effect[] = {"LOAD_UNCERTAIN_FILES", "FILE_PROCESSOR",
                                               "CLUSTER_AT_INGEST_TIME"};

Result<Done> set_option(CopyOptions& options, const PropertyText& option) {
  for (const TruthOption& row : truths) {
    if (row.name != option.name) continue;
    options.*row.field = TRY(boolean_of(option));
    return Done{};
  }
  if (option.name == "ENFORCE_LENGTH") {
    const bool enforced = TRY(boolean_of(option));
    options.truncate_columns = !enforced;
  } else if (option.name == "ON_ERROR") {
    TRY(set_on_error(options, option));
  } else if (option.name == "VALIDATION_MODE") {
    TRY(set_validation(options, option));
  } else if (option.name == "MATCH_BY_COLUMN_NAME") {
    TRY(set_match(options, option));
  } else if (option.name == "PATTERN") {
    options.pattern = option.text;
  } else if (option.name == "FILES") {
    options.files = storage::list_items(option.text);
  } else if (option.name == "SIZE_LIMIT") {
    options.size_limit = TRY(integer_of(option));
  } else if (option.name == "LOAD_MODE" && upper(option.text) == "FULL_INGEST") {
    return Done{};
  } else {
    for (const std::string_view name : without_effect) {
      if (name == option.name) return Done{};
    }
    if (option.name == "INCLUDE_METADATA" || option.name == "LOAD_MODE") {
      return sql::errors::unsupported("COPY INTO table with " + option.name);
    }
    return catalog::errors::invalid_parameter(option.name);
  }
  return Done{};
}

}  // namespace

Result<CopyOptions> read_copy_options(sql::List<const sql::Property> properties,
                                      const catalog::SessionView& view,
                                      const CommandContext& context) {
  CopyOptions options;
  for (const sql::Property& property : properties) {
    if (property.name == "FILE_FORMAT") {
      options.format = TRY(format_options(property.value, view, context));
      continue;
    }
    PropertyText text;
    text.name = property.name;
    text.text = TRY(property_text(property.value, context));
    TRY(set_option(options, text));
  }
  return options;
}

}  // namespace mockhaus::commands
