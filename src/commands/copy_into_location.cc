// COPY INTO @stage FROM table or query.
#include <algorithm>

#include "base/arena.h"
#include "catalog/physical.h"
#include "commands/answer.h"
#include "commands/command.h"
#include "commands/engine_rows.h"
#include "commands/file_format.h"
#include "commands/names.h"
#include "commands/reading.h"
#include "commands/unload_files.h"
#include "sql/errors.h"
#include "sql/parse/parse.h"
#include "storage/record_writer.h"

namespace mockhaus::commands {
namespace {

using sql::TypeKind;
using storage::FileType;
using Type = AnswerColumn::Type;

constexpr AnswerColumn totals[] = {
    {"rows_unloaded", Type::number}, {"input_bytes", Type::number}, {"output_bytes", Type::number},
};
constexpr AnswerColumn details[] = {
    {"FILE_NAME"}, {"FILE_SIZE", Type::number}, {"ROW_COUNT", Type::number},
};

struct Unload {
  const Command& command;
  StagePlace place;
  storage::FileFormat format;
  bool overwrite = false, single = false, header = false, detailed = false, query_id = false;
  bool returns_rows = false;
  int64_t bytes_max = 16'777'216;

  std::string query;          // Snowflake's text of what is unloaded
  sql::ResultShape shape;     // its columns
  const CommandContext& context() const { return command.context; }
};

Result<Done> read_options(Unload& unload, const sql::CopyIntoLocation& copy,
                          const catalog::SessionView& view) {
  storage::FormatOptions format;
  if (unload.place.stage != nullptr) {
    format = TRY(stage_format(*unload.place.stage, view, unload.context()));
  }
  for (const sql::Property& property : copy.options) {
    if (property.name == "FILE_FORMAT") {
      format = TRY(format_options(property.value, view, unload.context()));
      continue;
    }
    PropertyText option;
    option.name = property.name;
    option.text = TRY(property_text(property.value, unload.context()));
    if (option.name == "OVERWRITE") {
      unload.overwrite = TRY(boolean_of(option));
    } else if (option.name == "SINGLE") {
      unload.single = TRY(boolean_of(option));
    } else if (option.name == "HEADER") {
      unload.header = TRY(boolean_of(option));
    } else if (option.name == "DETAILED_OUTPUT") {
      unload.detailed = TRY(boolean_of(option));
    } else if (option.name == "INCLUDE_QUERY_ID") {
      unload.query_id = TRY(boolean_of(option));
    } else if (option.name == "MAX_FILE_SIZE") {
      unload.bytes_max = TRY(integer_of(option));
    } else if (option.name == "VALIDATION_MODE" && option.text == "RETURN_ROWS") {
      unload.returns_rows = true;
    } else {
      return catalog::errors::invalid_parameter(option.name);
    }
  }
  unload.format = TRY(storage::read_file_format(format));
  const FileType type = unload.format.type;
  if (type != FileType::csv && type != FileType::json && type != FileType::parquet) {
    return sql::errors::unsupported("unloading " + std::string(name_of(type)) + " files");
  }
  return Done{};
}

std::string quoted_name(const FullName& name) {
  std::string text;
  for (const std::string& part : {name.database, name.schema, name.name}) {
    if (!text.empty()) text += '.';
    text += catalog::physical::quote_identifier(part);
  }
  return text;
}

Result<Done> read_source(Unload& unload, const sql::CopyIntoLocation& copy) {
  if (copy.query != nullptr) {
    const Span span = copy.query->span;
    unload.query = unload.command.text.substr(span.begin, span.end - span.begin);
    return Done{};
  }
  const FullName name = TRY(full_name(copy.table, "COPY INTO", unload.context()));
  unload.query = "SELECT * FROM " + quoted_name(name);
  return Done{};
}

Result<sql::Translation> translate(const Unload& unload, const std::string& text, Arena& arena,
                                   const catalog::SessionView& view) {
  const std::string_view kept = arena.text(text);
  const sql::Query* query = TRY(sql::parse_query_text(kept, arena));
  return sql::translate_query(*query, kept, unload.context().session, view);
}

std::string formatted(const std::string& value, std::string_view format) {
  if (format == "AUTO") return "TO_VARCHAR(" + value + ")";
  std::string literal;
  for (const char c : format) {
    if (c == '\'' || c == '\\') literal += c;
    literal += c;
  }
  return "TO_VARCHAR(" + value + ", '" + literal + "')";
}

// A column as text, in Snowflake's words.
std::string column_text(const Unload& unload, const sql::Type& type, const std::string& value) {
  switch (type.kind) {
    case TypeKind::text: return value;
    case TypeKind::date: return formatted(value, unload.format.date_format);
    case TypeKind::time: return formatted(value, unload.format.time_format);
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz: return formatted(value, unload.format.timestamp_format);
    case TypeKind::binary: return formatted(value, unload.format.binary_format);
    case TypeKind::variant:
    case TypeKind::object:
    case TypeKind::array:
    case TypeKind::map: return "TO_JSON(" + value + ")";
    default: return "TO_VARCHAR(" + value + ")";
  }
}

bool is_enclosed(const sql::Type& type) {
  return type.is_text() || type.is_semi_structured() || type.kind == TypeKind::binary;
}

Result<Done> check_shape(const Unload& unload) {
  const bool is_json = unload.format.type == FileType::json;
  if (is_json && (unload.shape.size() != 1 || !unload.shape[0].type.is_semi_structured())) {
    return Error{"002210", "0A000",
                 "SQL compilation error:\nJSON file format can produce one and only one column of "
                 "data type VARIANT, OBJECT, or ARRAY. Use CSV file format if you want to unload "
                 "more than one column.",
                 std::nullopt};
  }
  return Done{};
}

// SELECT texts [, partition] FROM (query) [ORDER BY partition]
std::string texts_query(const Unload& unload, const sql::CopyIntoLocation& copy) {
  std::string list;
  for (size_t i = 0; i < unload.shape.size(); ++i) {
    if (i > 0) list += ", ";
    list += column_text(unload, unload.shape[i].type, "$" + std::to_string(i + 1));
  }
  std::string text = "SELECT " + list;
  std::string order;
  if (copy.partition_by != nullptr) {
    const Span span = copy.partition_by->span;
    text += ", TO_VARCHAR(";
    text += unload.command.text.substr(span.begin, span.end - span.begin);
    text += ")";
    order = " ORDER BY " + std::to_string(unload.shape.size() + 1);
  }
  return text + " FROM (" + unload.query + ")" + order;
}

std::string header_of(const Unload& unload) {
  std::string head;
  if (!unload.header || unload.format.type != FileType::csv) return head;
  std::vector<storage::WrittenField> names;
  for (const sql::ColumnShape& column : unload.shape) names.push_back({column.name, true});
  append_record(unload.format, names, head);
  return head;
}

Result<Done> write_texts(const Unload& unload, const sql::CopyIntoLocation& copy,
                         const catalog::SessionView& view, UnloadFiles& files) {
  Arena arena;
  const sql::Translation texts = TRY(translate(unload, texts_query(unload, copy), arena, view));
  TRY(provide_relations(unload.context(), view, texts.result_scans));
  const std::unique_ptr<engine::Stream> stream = TRY(unload.context().engine.query(texts.sql));
  const std::string head = header_of(unload);
  std::vector<TextRow> rows;
  std::vector<storage::WrittenField> fields(unload.shape.size());
  std::string record;
  while (true) {
    const bool more = TRY(read_some_rows(*stream, rows));
    if (!more) return Done{};
    for (const TextRow& row : rows) {
      for (size_t i = 0; i < fields.size(); ++i) {
        fields[i] = {row[i], is_enclosed(unload.shape[i].type)};
      }
      record.clear();
      append_record(unload.format, fields, record);
      const bool parted = copy.partition_by != nullptr;
      const std::string partition = parted ? row.back().value_or("__NULL__") : std::string();
      TRY(files.write(partition, record, head));
    }
  }
}

// A column of a result in the types of Parquet.
Result<std::string> parquet_value(const sql::Type& type, const std::string& column) {
  switch (type.kind) {
    case TypeKind::time:
      return "CAST(to_microseconds(" + column + " // 1000) + TIME '00:00:00' AS TIME)";
    case TypeKind::timestamp_ntz: return "make_timestamp_ns(CAST(" + column + " AS BIGINT))";
    case TypeKind::timestamp_ltz:
    case TypeKind::timestamp_tz:
      return Error{"002210", "0A000",
                   "SQL compilation error:\nUnloading TIMESTAMP_TZ or TIMESTAMP_LTZ data to "
                   "PARQUET files is not supported.",
                   std::nullopt};
    default: return column;
  }
}

Result<Done> write_parquet(const Unload& unload, const catalog::SessionView& view,
                           UnloadFiles& files) {
  Arena arena;
  const sql::Translation rows = TRY(translate(unload, unload.query, arena, view));
  TRY(provide_relations(unload.context(), view, rows.result_scans));
  std::string names, list;
  for (size_t i = 0; i < unload.shape.size(); ++i) {
    const std::string column = "u" + std::to_string(i);
    const std::string value = TRY(parquet_value(unload.shape[i].type, column));
    const std::string name = unload.header ? unload.shape[i].name : "_COL_" + std::to_string(i);
    names += (i > 0 ? ", " : "") + column;
    list += (i > 0 ? ", " : "") + value + " AS " + catalog::physical::quote_identifier(name);
  }
  UnloadedFile* file = TRY(files.add_file());
  const std::string path = catalog::physical::quote_literal(file->path);
  const std::string codec = unload.format.compression == "NONE" ? "uncompressed" : "snappy";
  TRY(unload.context().engine.execute("COPY (SELECT " + list + " FROM (" + rows.sql + ") AS u(" +
                                      names + ")) TO " + path + " (FORMAT parquet, COMPRESSION " +
                                      codec + ")"));
  const std::vector<TextRow> counted = TRY(query_rows(
      unload.context().engine, "SELECT count(*) FROM read_parquet([" + path + "])"));
  file->rows = counted.empty() ? 0 : std::stoll(counted[0][0].value_or("0"));
  return Done{};
}

Outcome report(const Unload& unload, const UnloadFiles& files) {
  int64_t rows = 0, input = 0, output = 0;
  Outcome outcome;
  outcome.shape = unload.detailed ? shape_of(details) : shape_of(totals);
  for (const UnloadedFile& file : files.files()) {
    const auto kept = unload.context().stage_files->find(unload.place.folder, file.name);
    const int64_t size = kept.ok() ? kept->size : 0;
    rows += file.rows;
    input += file.bytes == 0 ? size : file.bytes;
    output += size;
    if (unload.detailed) {
      outcome.rows.push_back({file.name, std::to_string(size), std::to_string(file.rows)});
    }
  }
  if (!unload.detailed) {
    outcome.rows.push_back({std::to_string(rows), std::to_string(input), std::to_string(output)});
  }
  return outcome;
}

Result<Outcome> return_rows(const Unload& unload, const catalog::SessionView& view) {
  Arena arena;
  sql::Translation rows = TRY(translate(unload, unload.query, arena, view));
  TRY(provide_relations(unload.context(), view, rows.result_scans));
  Outcome outcome;
  outcome.shape = std::move(rows.shape);
  outcome.stream = TRY(unload.context().engine.query(rows.sql));
  return outcome;
}

UnloadNaming naming_of(const Unload& unload, const sql::CopyIntoLocation& copy) {
  UnloadNaming naming;
  naming.path = unload.place.path;
  naming.extension = extension_of(unload.format);
  naming.single = unload.single;
  const bool named = unload.query_id || copy.partition_by != nullptr;
  if (named) naming.query_id = unload.context().session.statement_id;
  return naming;
}

}  // namespace

Result<Outcome> run_copy_into_location(const Command& command) {
  const auto& copy = command.as<sql::CopyIntoLocation>();
  const CommandContext& context = command.context;
  const catalog::SessionView view = session_view(context);
  const std::string location = TRY(location_text(copy.target, context));
  Unload unload{command, {}, {}};
  unload.place = TRY(find_stage_place(location, view, context));
  TRY(read_options(unload, copy, view));
  TRY(read_source(unload, copy));
  Arena arena;
  sql::Translation whole = TRY(translate(unload, unload.query, arena, view));
  unload.shape = std::move(whole.shape);
  TRY(check_shape(unload));
  const bool is_parquet = unload.format.type == FileType::parquet;
  if (is_parquet && copy.partition_by != nullptr) {
    return sql::errors::unsupported("PARTITION BY with PARQUET files");
  }
  if (unload.returns_rows && !context.describe_only) return return_rows(unload, view);
  if (context.describe_only) {
    Outcome outcome;
    outcome.shape = unload.detailed ? shape_of(details) : shape_of(totals);
    return outcome;
  }
  UnloadFiles files(context, unload.place, naming_of(unload, copy), unload.format.compression,
                    unload.bytes_max);
  TRY(is_parquet ? write_parquet(unload, view, files) : write_texts(unload, copy, view, files));
  TRY(files.keep(unload.overwrite));
  return report(unload, files);
}

}  // namespace mockhaus::commands
