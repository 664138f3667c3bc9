// Which records of a file do not fit. The INSERT says only that one does not; so the records are
// kept in a temporary table, and each column is computed over them once more under TRY; where the
// engine cannot do that, over halves of them, and halves of those, until single records remain.
// Every error is thereby that of the very conversion.
#include <algorithm>

#include "commands/copy_load.h"
#include "commands/engine_rows.h"

namespace mockhaus::commands {
namespace {

constexpr std::string_view records = "mh_copy";
constexpr std::string_view first_mark = "7777000001", last_mark = "7777000002";
constexpr std::string_view value_head = "SELECT CAST(max(hash(c)) AS VARCHAR) FROM ";
constexpr std::string_view null_head = "SELECT CAST(count(*) - count(c) AS VARCHAR) FROM ";

std::string with_range(std::string text, int64_t first, int64_t last) {
  const auto put = [&text](std::string_view mark, int64_t value) {
    for (size_t at = text.find(mark); at != text.npos; at = text.find(mark)) {
      text.replace(at, mark.size(), std::to_string(value));
    }
  };
  put(first_mark, first);
  put(last_mark, last);
  return text;
}

const catalog::Column* column_of(const CopyLoad& load, std::string_view name) {
  for (const catalog::Column& column : load.table->columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

class Search {
 public:
  Search(const CopyLoad& load, LoadErrors& errors) : load_(load), errors_(errors) {}

  // Every record of the column that fails, without its error where that is quicker.
  Result<Done> look_at_all(const sql::ColumnProbe& probe, int64_t last) {
    if (!probe.failing_records.empty()) {
      const Result<std::vector<TextRow>> failing =
          query_rows(load_.context.engine, with_range(probe.failing_records, 1, last));
      if (failing.ok()) {
        for (const TextRow& row : *failing) {
          errors_.bad.push_back({std::stoll(row[0].value_or("0")), Error{}, probe.column});
        }
        return Done{};
      }
    }
    return look(probe, 1, last);
  }

  // The error of a record that was found without it.
  Result<Done> tell(std::span<const sql::ColumnProbe> probes, BadRecord& bad) {
    for (const sql::ColumnProbe& probe : probes) {
      if (!bad.error.code.empty() || probe.column != bad.column) continue;
      std::optional<Error> error = TRY(failure(probe, bad.row, bad.row));
      if (error) bad.error = *std::move(error);
    }
    return Done{};
  }

 private:
  Result<Done> look(const sql::ColumnProbe& probe, int64_t first, int64_t last) {
    if (first > last) return Done{};
    const std::optional<Error> error = TRY(failure(probe, first, last));
    if (!error) return Done{};
    if (first == last) {
      errors_.bad.push_back({first, *error, probe.column});
      return Done{};
    }
    const int64_t middle = first + (last - first) / 2;
    TRY(look(probe, first, middle));
    return look(probe, middle + 1, last);
  }

  // The error of the column in this range of records, or nothing; other failures end the search.
  Result<std::optional<Error>> failure(const sql::ColumnProbe& probe, int64_t first,
                                       int64_t last) {
    const std::string values = with_range(probe.values, first, last);
    const Result<std::vector<TextRow>> computed = query_rows(load_.context.engine, values);
    if (!computed.ok()) {
      if (!computed.error().code.starts_with("100")) return computed.error();
      return std::optional<Error>(computed.error());
    }
    const catalog::Column* column = column_of(load_, probe.column);
    if (column == nullptr || column->nullable) return std::optional<Error>();
    const std::string nulls = std::string(null_head) + values.substr(value_head.size());
    const std::vector<TextRow> counted = TRY(query_rows(load_.context.engine, nulls));
    if (counted.empty() || counted[0][0] == "0") return std::optional<Error>();
    return std::optional<Error>(Error{"100072", "22000", "NULL result in a non-nullable column",
                                      std::nullopt});
  }

  const CopyLoad& load_;
  LoadErrors& errors_;
};

Result<Done> find_unreadable(const CopyLoad& load, LoadErrors& errors) {
  const std::vector<TextRow> rows = TRY(query_rows(
      load.context.engine,
      "SELECT mrow, mfault FROM " + std::string(records) + " WHERE mfault IS NOT NULL"));
  for (const TextRow& row : rows) {
    errors.bad.push_back({std::stoll(row[0].value_or("0")),
                          Error{"100080", "22000", row[1].value_or(""), std::nullopt}, ""});
  }
  return Done{};
}

Result<Done> find_all(const CopyLoad& load, const storage::Scan& scan, ErrorTexts texts,
                      LoadErrors& errors) {
  const std::string rows = "(SELECT * FROM " + std::string(records) + " WHERE mrow BETWEEN " +
                           std::string(first_mark) + " AND " + std::string(last_mark) +
                           " AND mfault IS NULL)";
  const std::vector<sql::ColumnProbe> probes = TRY(probe_load(load, scan, rows));
  const std::vector<TextRow> counted =
      TRY(query_rows(load.context.engine, "SELECT count(*) FROM " + std::string(records)));
  errors.parsed = counted.empty() ? 0 : std::stoll(counted[0][0].value_or("0"));
  TRY(find_unreadable(load, errors));
  Search search(load, errors);
  for (const sql::ColumnProbe& probe : probes) TRY(search.look_at_all(probe, errors.parsed));
  // One error for each record: that of its first column.
  std::stable_sort(errors.bad.begin(), errors.bad.end(),
                   [](const BadRecord& a, const BadRecord& b) { return a.row < b.row; });
  const auto same = [](const BadRecord& a, const BadRecord& b) { return a.row == b.row; };
  errors.bad.erase(std::unique(errors.bad.begin(), errors.bad.end(), same), errors.bad.end());
  for (BadRecord& bad : errors.bad) {
    TRY(search.tell(probes, bad));
    if (texts == ErrorTexts::first) break;
  }
  return Done{};
}

// "T"["C":2], or with a number alone "T"[2] where a field has no column.
std::string column_name_of(const CopyLoad& load, std::string_view column, size_t field) {
  const auto& columns = load.table->columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name != column) continue;
    return "\"" + load.table->name + "\"[\"" + columns[i].name + "\":" + std::to_string(i + 1) +
           "]";
  }
  if (field == 0) return {};
  if (field <= load.columns.size() && load.expected > 0) {
    return column_name_of(load, load.columns[field - 1], 0);
  }
  return "\"" + load.table->name + "\"[" + std::to_string(field) + "]";
}

}  // namespace

Result<LoadErrors> find_load_errors(const CopyLoad& load, const storage::ScannedFile& file,
                                    ErrorTexts texts) {
  storage::Scan scan = load.scan_of(file, storage::Faults::show);
  const std::string rows = TRY(scan_rows(scan, load.context));
  TRY(load.context.engine.execute("CREATE OR REPLACE TEMP TABLE " + std::string(records) +
                                  " AS SELECT * FROM " + rows));
  LoadErrors errors;
  const Result<Done> found = find_all(load, scan, texts, errors);
  (void)load.context.engine.drop_relation(records);
  if (!found.ok()) return found.error();
  return errors;
}

ErrorPlace place_of_error(const CopyLoad& load, const storage::ScannedFile& file,
                          const BadRecord& bad) {
  ErrorPlace place;
  place.bad = bad;
  place.column_name = column_name_of(load, bad.column, 0);
  place.line = place.start_line = bad.row;
  place.character = 1;
  auto reader = storage::open_records(file.path, file.file.name, load.format, load.expected);
  if (!reader.ok()) return place;
  storage::Record record;
  while (true) {
    const Result<bool> more = (*reader)->next(record);
    if (!more.ok() || !*more) return place;
    if (record.row == bad.row) break;
  }
  place.rejected = record.text;
  place.line = place.start_line = record.line;
  place.byte = record.byte;
  if (record.fault) {
    place.bad.error = {record.fault->code, record.fault->sql_state, record.fault->message, {}};
    place.line = record.fault->line;
    place.character = record.fault->character;
    place.byte = record.fault->byte;
    place.column_name = column_name_of(load, "", record.fault->column);
    return place;
  }
  if (load.expected == 0) return place;
  const auto at = std::find(load.columns.begin(), load.columns.end(), bad.column);
  const size_t field = static_cast<size_t>(at - load.columns.begin());
  if (field < record.characters.size()) place.character = record.characters[field];
  place.byte = record.byte + place.character - 1;
  return place;
}

Error abort_error(const CopyLoad& load, const storage::ScannedFile& file, const BadRecord& bad) {
  const ErrorPlace place = place_of_error(load, file, bad);
  Error error = place.bad.error;
  const bool whole_record = bad.column.empty();
  error.message += "\n  File '" + file.file.name + "', line " + std::to_string(place.line) +
                   ", character " + std::to_string(place.character) + "\n  Row " +
                   std::to_string(bad.row);
  if (whole_record) error.message += " starts at line " + std::to_string(place.start_line - 1);
  error.message += ", column " + place.column_name +
                   "\n  If you would like to continue loading when an error is encountered, use "
                   "other values such as 'SKIP_FILE' or 'CONTINUE' for the ON_ERROR option. For "
                   "more information on loading options, please run 'info loading_data' in a SQL "
                   "client.";
  return error;
}

}  // namespace mockhaus::commands
