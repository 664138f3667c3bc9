// LIST and REMOVE.
#include <ctime>

#include "commands/answer.h"
#include "commands/command.h"
#include "commands/names.h"
#include "commands/property_text.h"
#include "commands/stage_place.h"

namespace mockhaus::commands {
namespace {

constexpr AnswerColumn list_columns[] = {
    {"name"}, {"size", AnswerColumn::Type::number}, {"md5"}, {"last_modified"},
};
constexpr AnswerColumn remove_columns[] = {{"name"}, {"result"}};

// Mon, 11 Sep 2019 16:57:43 GMT
std::string http_date(int64_t ms) {
  const std::time_t seconds = ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  const size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return std::string(text, size);
}

Result<std::optional<std::string>> pattern_of(sql::List<const sql::Property> options,
                                              const CommandContext& context) {
  std::optional<std::string> pattern;
  for (const sql::Property& option : options) {
    if (option.name != "PATTERN") return catalog::errors::invalid_parameter(option.name);
    pattern = TRY(property_text(option.value, context));
  }
  return pattern;
}

struct NamedFiles {
  StagePlace place;
  std::vector<storage::StagedFile> files;
};

// What LIST or REMOVE is about.
template <class Statement>
Result<NamedFiles> find_named(const Statement& statement, const CommandContext& context) {
  const std::string text = TRY(location_text(statement.stage, context));
  const std::optional<std::string> pattern = TRY(pattern_of(statement.options, context));
  const catalog::SessionView view = session_view(context);
  NamedFiles named;
  named.place = TRY(find_stage_place(text, view, context));
  named.files = TRY(files_of(named.place, pattern, context));
  return named;
}

}  // namespace

Result<Outcome> run_list_files(const Command& command) {
  const CommandContext& context = command.context;
  const auto [place, files] = TRY(find_named(command.as<sql::ListFiles>(), context));
  Outcome outcome;
  outcome.shape = shape_of(list_columns);
  if (context.describe_only) return outcome;
  for (const storage::StagedFile& file : files) {
    outcome.rows.push_back({place.shown + file.name, std::to_string(file.size), file.md5,
                            http_date(file.modified_ms)});
  }
  return outcome;
}

Result<Outcome> run_remove_files(const Command& command) {
  const CommandContext& context = command.context;
  const auto [place, files] = TRY(find_named(command.as<sql::RemoveFiles>(), context));
  Outcome outcome;
  outcome.shape = shape_of(remove_columns);
  if (context.describe_only) return outcome;
  for (const storage::StagedFile& file : files) {
    if (!context.stage_files->remove(place.folder, file.name)) continue;
    outcome.rows.push_back({place.shown + file.name, "removed"});
  }
  return outcome;
}

}  // namespace mockhaus::commands
