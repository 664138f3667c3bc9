#include "commands/stage_rows.h"

#include <charconv>

#include "catalog/physical.h"
#include "commands/evaluate.h"
#include "commands/file_format.h"
#include "commands/names.h"
#include "commands/parquet_rows.h"
#include "sql/errors.h"

namespace mockhaus::commands {
namespace {

using catalog::physical::quote_literal;
using storage::FileType;

void add_column(sql::Relation& relation, std::string name, std::string physical, sql::Type type) {
  sql::RelationColumn& column = relation.columns.emplace_back();
  column.name = std::move(name);
  column.physical_name = std::move(physical);
  column.type = type;
}

Result<std::optional<std::string>> option_text(const sql::Expression& value,
                                               const CommandContext& context,
                                               std::string_view source) {
  if (value.kind == sql::ExpressionKind::column_reference) {  // FILE_FORMAT => my_format
    const Span span = value.span;
    return std::optional(std::string(source.substr(span.begin, span.end - span.begin)));
  }
  return evaluate_text(value, context, source);
}

}  // namespace

size_t positional_columns(std::string_view text) {
  constexpr size_t columns_max = 16'384;
  size_t most = 1;
  for (size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
    size_t number = 0;
    const auto [stop, error] =
        std::from_chars(text.data() + at + 1, text.data() + text.size(), number);
    if (error == std::errc() && number <= columns_max) most = std::max(most, number);
  }
  return most;
}

Result<storage::ScannedFile> scanned_file(const StagePlace& place, storage::StagedFile file,
                                          const CommandContext& context) {
  storage::ScannedFile scanned;
  scanned.path = TRY(context.stage_files->path_of(place.folder, file.name));
  scanned.file = std::move(file);
  return scanned;
}

Result<std::string> scan_rows(const storage::Scan& scan, const CommandContext& context) {
  switch (scan.format.type) {
    case FileType::csv:
    case FileType::json: return "mh_stage_rows(" + quote_literal(storage::scan_text(scan)) + ")";
    case FileType::parquet: return parquet_rows(scan, context);
    default:
      return sql::errors::unsupported("file format type " +
                                      std::string(name_of(scan.format.type)));
  }
}

Result<std::unique_ptr<sql::Relation>> stage_relation(const storage::Scan& scan,
                                                      const CommandContext& context,
                                                      const std::string& rows) {
  auto relation = std::make_unique<sql::Relation>();
  const bool is_csv = scan.format.type == FileType::csv;
  for (size_t i = 1; i <= scan.columns; ++i) {
    add_column(*relation, "$" + std::to_string(i), "c" + std::to_string(i),
               is_csv ? sql::types::text() : sql::types::variant());
  }
  add_column(*relation, "METADATA$FILENAME", "mfile", sql::types::text());
  add_column(*relation, "METADATA$FILE_ROW_NUMBER", "mrow", sql::types::number(18, 0));
  add_column(*relation, "METADATA$FILE_CONTENT_KEY", "mkey", sql::types::text());
  add_column(*relation, "METADATA$FILE_LAST_MODIFIED", "mmodified",
             sql::types::timestamp(sql::TypeKind::timestamp_ntz));
  relation->physical_name = rows;
  if (rows.empty()) relation->physical_name = TRY(scan_rows(scan, context));
  return relation;
}

Result<std::unique_ptr<sql::Relation>> resolve_stage(const sql::StageTable& table,
                                                     std::string_view source,
                                                     const catalog::SessionView& view,
                                                     const CommandContext& context) {
  const StagePlace place = TRY(find_stage_place(table.location, view, context));
  storage::FormatOptions options;
  if (place.stage != nullptr) options = TRY(stage_format(*place.stage, view, context));
  std::optional<std::string> pattern;
  for (const sql::StageOption& option : table.options) {
    const std::optional<std::string> text = TRY(option_text(*option.value, context, source));
    if (option.name.text == "FILE_FORMAT") {
      options = TRY(named_format(text.value_or(""), view, context));
    } else if (option.name.text == "PATTERN") {
      pattern = text;
    } else {
      return catalog::errors::invalid_parameter(option.name.text);
    }
  }
  storage::Scan scan;
  scan.format = TRY(storage::read_file_format(options));
  const std::vector<storage::StagedFile> files = TRY(files_of(place, pattern, context));
  for (const storage::StagedFile& file : files) {
    storage::ScannedFile scanned = TRY(scanned_file(place, file, context));
    scan.files.push_back(std::move(scanned));
  }
  if (scan.format.type == FileType::csv) scan.columns = positional_columns(source);
  return stage_relation(scan, context);
}

}  // namespace mockhaus::commands
