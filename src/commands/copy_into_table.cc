// COPY INTO table: file by file, all in the statement's transaction.
#include <algorithm>

#include "catalog/account.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/copy_load.h"
#include "commands/load_history.h"
#include "commands/names.h"
#include "commands/reading.h"
#include "commands/transaction.h"
#include "commands/validate_load.h"
#include "commands/widen.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using Type = AnswerColumn::Type;
using storage::ScannedFile;

constexpr AnswerColumn report_columns[] = {
    {"file"}, {"status"}, {"rows_parsed", Type::number}, {"rows_loaded", Type::number},
    {"error_limit", Type::number}, {"errors_seen", Type::number}, {"first_error"},
    {"first_error_line", Type::number}, {"first_error_character", Type::number},
    {"first_error_column_name"},
};
constexpr AnswerColumn error_columns[] = {
    {"ERROR"}, {"FILE"}, {"LINE", Type::number}, {"CHARACTER", Type::number},
    {"BYTE_OFFSET", Type::number}, {"CATEGORY"}, {"CODE", Type::number}, {"SQL_STATE"},
    {"COLUMN_NAME"}, {"ROW_NUMBER", Type::number}, {"ROW_START_LINE", Type::number},
    {"REJECTED_RECORD"},
};

struct FileReport {
  const ScannedFile* file = nullptr;
  std::string status = "LOADED";
  int64_t parsed = 0, loaded = 0, error_limit = 1, errors = 0;
  std::optional<ErrorPlace> first;
};

bool is_of_the_data(const Error& error) {
  return error.code.starts_with("100") && error.code.size() == 6;
}

Result<int64_t> insert(const CopyLoad& load, const storage::Scan& scan) {
  const sql::DmlTranslation translation = TRY(translate_load(load, scan));
  int64_t rows = 0;
  for (const sql::DmlTranslation::Step& step : translation.steps) {
    rows = TRY(load.context.engine.execute(step.sql, engine::Replay::repeatable));
  }
  return rows;
}

// Whether SKIP_FILE and its like leave the file out.
bool is_skipped(const CopyOptions& options, const LoadErrors& errors) {
  if (options.on_error != OnError::skip_file) return false;
  const auto count = static_cast<int64_t>(errors.bad.size());
  if (!options.skip_percent) return count >= std::max<int64_t>(options.skip_errors, 1);
  return count * 100 > options.skip_errors * errors.parsed;
}

int64_t error_limit(const CopyOptions& options, int64_t parsed) {
  switch (options.on_error) {
    case OnError::abort_statement: return 1;
    case OnError::continue_loading: return parsed;
    case OnError::skip_file: break;
  }
  return options.skip_percent ? std::max<int64_t>(1, parsed * options.skip_errors / 100)
                              : std::max<int64_t>(1, options.skip_errors);
}

Result<Done> load_around_errors(const CopyLoad& load, const LoadErrors& errors,
                                FileReport& report) {
  report.parsed = errors.parsed;
  report.errors = static_cast<int64_t>(errors.bad.size());
  report.first = place_of_error(load, *report.file, errors.bad.front());
  report.status = "LOAD_FAILED";
  if (is_skipped(load.options, errors)) return Done{};
  storage::Scan scan = load.scan_of(*report.file, storage::Faults::skip);
  for (const BadRecord& bad : errors.bad) scan.skip.push_back(bad.row);
  report.loaded = TRY(insert(load, scan));
  if (report.loaded > 0) report.status = "PARTIALLY_LOADED";
  return Done{};
}

Result<FileReport> load_file(const CopyLoad& load, const ScannedFile& file) {
  FileReport report;
  report.file = &file;
  const Result<int64_t> rows = insert(load, load.scan_of(file, storage::Faults::fail));
  if (rows.ok()) {
    report.parsed = report.loaded = *rows;
    report.error_limit = error_limit(load.options, report.parsed);
    return report;
  }
  if (!is_of_the_data(rows.error()) || has_no_room(rows.error())) return rows.error();
  const LoadErrors errors = TRY(find_load_errors(load, file, ErrorTexts::first));
  if (errors.bad.empty()) return rows.error();
  if (load.options.on_error == OnError::abort_statement) {
    return abort_error(load, file, errors.bad.front());
  }
  TRY(load_around_errors(load, errors, report));
  report.error_limit = error_limit(load.options, report.parsed);
  return report;
}

LoadRecord record_of(const CopyLoad& load, const FileReport& report) {
  LoadRecord record;
  record.file = load.place.folder + "/" + report.file->file.name;
  record.md5 = report.file->file.md5;
  record.stage = load.place.shown;
  record.bytes = report.file->file.size;
  record.parsed = report.parsed;
  record.loaded = report.loaded;
  record.errors = report.errors;
  record.status = report.status;
  if (report.first) {
    record.first_error = report.first->bad.error.message;
    record.first_error_column = report.first->column_name;
    record.first_error_line = report.first->line;
    record.first_error_character = report.first->character;
  }
  return record;
}

TextRow report_row(const CopyLoad& load, const FileReport& report) {
  TextRow row = {load.place.shown + report.file->file.name, report.status,
                 std::to_string(report.parsed), std::to_string(report.loaded),
                 std::to_string(report.error_limit), std::to_string(report.errors)};
  if (!report.first) {
    row.resize(std::size(report_columns));
    return row;
  }
  row.emplace_back(report.first->bad.error.message);
  row.emplace_back(std::to_string(report.first->line));
  row.emplace_back(std::to_string(report.first->character));
  row.emplace_back(report.first->column_name);
  return row;
}

// The files that are asked for. FILES names them behind the path.
Result<std::vector<ScannedFile>> find_files(const CopyLoad& load) {
  std::vector<storage::StagedFile> found;
  if (load.options.files) {
    for (const std::string& name : *load.options.files) {
      storage::StagedFile file =
          TRY(load.context.stage_files->find(load.place.folder, load.place.path + name));
      found.push_back(std::move(file));
    }
  } else {
    found = TRY(files_of(load.place, load.options.pattern, load.context));
  }
  std::vector<ScannedFile> files;
  for (storage::StagedFile& file : found) {
    ScannedFile scanned = TRY(scanned_file(load.place, std::move(file), load.context));
    files.push_back(std::move(scanned));
  }
  return files;
}

Result<Done> leave_out_loaded(const CopyLoad& load, std::vector<ScannedFile>& files) {
  const bool reads_only = load.options.validation != Validation::none;
  if (load.options.force || files.empty() || reads_only) return Done{};
  const std::map<std::string, std::string> loaded =
      TRY(loaded_files(load.context, load.table->id));
  std::erase_if(files, [&](const ScannedFile& file) {
    const auto known = loaded.find(load.place.folder + "/" + file.file.name);
    return known != loaded.end() && known->second == file.file.md5;
  });
  return Done{};
}

// The stage, from the query, FROM, or the table's own.
Result<Done> find_source(CopyLoad& load, const sql::CopyIntoTable& copy,
                         const catalog::SessionView& view, std::string& text) {
  if (copy.query != nullptr) {
    TRY(check_load_query(*copy.query));
    const auto& stage =
        sql::as<sql::StageTable>(*sql::as<sql::Select>(*copy.query->body).from[0]);
    text = stage.location;
    if (!stage.options.empty()) {
      return catalog::errors::invalid_parameter(stage.options[0].name.text);
    }
  } else if (copy.has_source) {
    text = TRY(location_text(copy.source, load.context));
  }
  if (text.empty()) {
    load.place.folder = stage_folder(*load.table, load.context.temporary != nullptr &&
                                                      load.context.temporary->find_by_id(
                                                          load.table->id) != nullptr);
    return Done{};
  }
  load.place = TRY(find_stage_place(text, view, load.context));
  return Done{};
}

Result<Done> choose_format(CopyLoad& load, const catalog::SessionView& view) {
  storage::FormatOptions options;
  if (load.options.format) {
    options = *load.options.format;
  } else if (load.place.stage != nullptr) {
    options = TRY(stage_format(*load.place.stage, view, load.context));
  }
  load.format = TRY(storage::read_file_format(options));
  return Done{};
}

Result<Outcome> load_all(const CopyLoad& load, const std::vector<ScannedFile>& files) {
  Outcome outcome;
  outcome.shape = shape_of(report_columns);
  outcome.has_counts = true;
  outcome.footprint.writes.push_back(load.table->id);
  std::vector<FileReport> reports;
  StatementTransaction transaction(load.context);
  TRY(transaction.begin());
  int64_t bytes = 0;
  for (const ScannedFile& file : files) {
    if (load.context.cancelled != nullptr && *load.context.cancelled) {
      return catalog::errors::canceled();
    }
    if (load.options.size_limit > 0 && bytes > load.options.size_limit) break;
    FileReport report = TRY(load_file(load, file));
    bytes += file.file.size;
    TRY(remember_load(load.context, load.table->id, record_of(load, report)));
    reports.push_back(std::move(report));
  }
  TRY(transaction.finish());
  for (const FileReport& report : reports) {
    outcome.counts.inserted += report.loaded;
    if (load.options.purge && report.status == "LOADED") {
      load.context.stage_files->remove(load.place.folder, report.file->file.name);
    }
    if (load.options.return_failed_only && report.status == "LOADED") continue;
    outcome.rows.push_back(report_row(load, report));
  }
  return outcome;
}

TextRow error_row(const CopyLoad& load, const ScannedFile& file, const BadRecord& bad) {
  const ErrorPlace place = place_of_error(load, file, bad);
  const bool unreadable = bad.column.empty();
  return {place.bad.error.message, load.place.shown + file.file.name, std::to_string(place.line),
          std::to_string(place.character), std::to_string(place.byte),
          unreadable ? "parsing" : "conversion", place.bad.error.code, place.bad.error.sql_state,
          place.column_name, std::to_string(bad.row), std::to_string(place.start_line),
          place.rejected};
}

Result<Outcome> validate_errors(const CopyLoad& load, const std::vector<ScannedFile>& files) {
  Outcome outcome;
  outcome.shape = shape_of(error_columns);
  for (const ScannedFile& file : files) {
    const LoadErrors errors = TRY(find_load_errors(load, file, ErrorTexts::all));
    for (const BadRecord& bad : errors.bad) {
      outcome.rows.push_back(error_row(load, file, bad));
    }
  }
  return outcome;
}

// RETURN_n_ROWS: the first rows as they would be loaded; the first error otherwise.
Result<Outcome> validate_rows(const CopyLoad& load, const std::vector<ScannedFile>& files) {
  for (const ScannedFile& file : files) {
    const LoadErrors errors = TRY(find_load_errors(load, file, ErrorTexts::first));
    if (!errors.bad.empty()) return abort_error(load, file, errors.bad.front());
  }
  storage::Scan scan = load.scan_of(files.front(), storage::Faults::fail);
  scan.files = files;
  const catalog::SessionView view = session_view(
      load.context, [&](const catalog::SessionView&, const sql::StageTable&, std::string_view) {
        return stage_relation(scan, load.context);
      });
  sql::Translation translation = TRY(sql::translate_query(*load.insert->source, load.source,
                                                          load.context.session, view));
  Outcome outcome;
  outcome.shape = std::move(translation.shape);
  for (size_t i = 0; i < outcome.shape.size() && i < load.columns.size(); ++i) {
    outcome.shape[i].name = load.columns[i];
  }
  outcome.stream = TRY(load.context.engine.query("SELECT * FROM (" + translation.sql +
                                                 ") LIMIT " +
                                                 std::to_string(load.options.validation_rows)));
  return outcome;
}

}  // namespace

Result<std::vector<TextRow>> errors_of_load(const sql::CopyIntoTable& copy, std::string_view text,
                                            const CommandContext& context, LoadTime when) {
  if (copy.query != nullptr) return sql::errors::unsupported("VALIDATE of a load with a query");
  const catalog::SessionView view = session_view(context);
  const FullName name = TRY(full_name(copy.table, "VALIDATE", context));
  CopyLoad load{context, {}, {}, {}, nullptr, {}, nullptr, {}, 1, 0};
  load.table = TRY(find_table(view, name));
  load.options = TRY(read_copy_options(copy.options, view, context));
  std::vector<TextRow> none;
  if (load.options.on_error == OnError::abort_statement) return none;
  std::string location;
  TRY(find_source(load, copy, view, location));
  TRY(choose_format(load, view));
  std::vector<ScannedFile> files = TRY(find_files(load));
  const std::set<std::string> loaded =
      TRY(files_loaded_between(context, load.table->id, when.from_ms, when.until_ms));
  std::erase_if(files, [&](const ScannedFile& file) {
    return !loaded.contains(load.place.folder + "/" + file.file.name);
  });
  if (files.empty()) return none;
  Arena arena;
  TRY(plan_load(load, copy, text, files.front(), arena));
  Outcome outcome = TRY(validate_errors(load, files));
  return std::move(outcome.rows);
}

Result<Outcome> run_copy_into_table(const Command& command) {
  const auto& copy = command.as<sql::CopyIntoTable>();
  const CommandContext& context = command.context;
  const catalog::SessionView view = session_view(context);
  const FullName name = TRY(full_name(copy.table, "COPY INTO", context));
  CopyLoad load{context, {}, {}, {}, nullptr, {}, nullptr, {}, 1, 0};
  load.table = TRY(find_table(view, name));
  load.options = TRY(read_copy_options(copy.options, view, context));
  std::string location;
  TRY(find_source(load, copy, view, location));
  TRY(choose_format(load, view));
  if (context.describe_only) {
    Outcome outcome;
    outcome.shape = shape_of(report_columns);
    return outcome;
  }
  std::vector<ScannedFile> files = TRY(find_files(load));
  TRY(leave_out_loaded(load, files));
  if (files.empty()) return status("Copy executed with 0 files processed.");
  Arena arena;
  TRY(plan_load(load, copy, command.text, files.front(), arena));
  switch (load.options.validation) {
    case Validation::none: {
      Result<Outcome> outcome = load_all(load, files);
      if (outcome.ok() || !has_no_room(outcome.error())) return outcome;
      const uint64_t table[] = {load.table->id};
      TRY(widen(context, table));
      return load_all(load, files);
    }
    case Validation::rows: return validate_rows(load, files);
    case Validation::errors:
    case Validation::all_errors: break;
  }
  return validate_errors(load, files);
}

}  // namespace mockhaus::commands
