// PUT and GET: the plan of the transfer, which the client's driver carries out.
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/names.h"
#include "commands/property_text.h"
#include "commands/stage_place.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

constexpr std::string_view file_scheme = "file://";
constexpr int64_t parallel_max = 99;

// Methods that a client may say its files are packed with.
constexpr std::string_view source_compressions[] = {
    "auto_detect", "gzip", "bz2", "brotli", "zstd", "deflate", "raw_deflate", "none",
};

Result<std::string> local_path(const sql::Location& location, const CommandContext& context) {
  const std::string text = TRY(location_text(location, context));
  std::string scheme = text.substr(0, file_scheme.size());
  for (char& c : scheme) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (scheme != file_scheme || text.size() == file_scheme.size()) {
    return catalog::errors::syntax("a local file is written file://path, not '" + text + "'.");
  }
  return text.substr(file_scheme.size());
}

Result<Done> set_source_compression(Transfer& transfer, const PropertyText& option) {
  std::string word = option.text;
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view known : source_compressions) {
    if (word == known) {
      transfer.source_compression = word;
      return Done{};
    }
  }
  return catalog::errors::invalid_parameter_value(option.text, option.name);
}

Result<Done> set_parallel(Transfer& transfer, const PropertyText& option) {
  transfer.parallel = TRY(integer_of(option));
  if (transfer.parallel < 1 || transfer.parallel > parallel_max) {
    return catalog::errors::invalid_parameter_value(option.text, option.name);
  }
  return Done{};
}

// The answer where no driver carries the plan out: the columns that drivers show.
Outcome planned(Transfer transfer) {
  constexpr AnswerColumn put_columns[] = {
      {"source"}, {"target"}, {"source_size", AnswerColumn::Type::number},
      {"target_size", AnswerColumn::Type::number}, {"source_compression"},
      {"target_compression"}, {"status"}, {"message"},
  };
  constexpr AnswerColumn get_columns[] = {
      {"file"}, {"size", AnswerColumn::Type::number}, {"status"}, {"message"},
  };
  Outcome outcome;
  const bool upload = transfer.direction == Transfer::Direction::upload;
  outcome.shape = upload ? shape_of(put_columns) : shape_of(get_columns);
  outcome.transfer = std::move(transfer);
  return outcome;
}

}  // namespace

Result<Outcome> run_put(const Command& command) {
  const auto& put = command.as<sql::Put>();
  const CommandContext& context = command.context;
  Transfer transfer;
  transfer.local = TRY(local_path(put.file, context));
  const std::vector<PropertyText> options = TRY(property_texts(put.options, context));
  for (const PropertyText& option : options) {
    if (option.name == "PARALLEL") {
      TRY(set_parallel(transfer, option));
    } else if (option.name == "AUTO_COMPRESS") {
      transfer.auto_compress = TRY(boolean_of(option));
    } else if (option.name == "OVERWRITE") {
      transfer.overwrite = TRY(boolean_of(option));
    } else if (option.name == "SOURCE_COMPRESSION") {
      TRY(set_source_compression(transfer, option));
    } else {
      return catalog::errors::invalid_parameter(option.name);
    }
  }
  const std::string text = TRY(location_text(put.stage, context));
  const catalog::SessionView view = session_view(context);
  const StagePlace place = TRY(find_stage_place(text, view, context));
  transfer.folder = place.folder;
  transfer.prefix = place.path;
  if (!transfer.prefix.empty() && transfer.prefix.back() != '/') transfer.prefix += '/';
  return planned(std::move(transfer));
}

Result<Outcome> run_get(const Command& command) {
  const auto& get = command.as<sql::Get>();
  const CommandContext& context = command.context;
  Transfer transfer;
  transfer.direction = Transfer::Direction::download;
  transfer.local = TRY(local_path(get.file, context));
  std::optional<std::string> pattern;
  const std::vector<PropertyText> options = TRY(property_texts(get.options, context));
  for (const PropertyText& option : options) {
    if (option.name == "PARALLEL") {
      TRY(set_parallel(transfer, option));
    } else if (option.name == "PATTERN") {
      pattern = option.text;
    } else if (option.name != "OVERWRITE") {
      return catalog::errors::invalid_parameter(option.name);
    }
  }
  const std::string text = TRY(location_text(get.stage, context));
  const catalog::SessionView view = session_view(context);
  const StagePlace place = TRY(find_stage_place(text, view, context));
  const std::vector<storage::StagedFile> files = TRY(files_of(place, pattern, context));
  transfer.folder = place.folder;
  for (const storage::StagedFile& file : files) transfer.files.push_back({file.name, file.size});
  return planned(std::move(transfer));
}

}  // namespace mockhaus::commands
