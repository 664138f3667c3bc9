#include "commands/infer_schema.h"

#include <algorithm>

#include "catalog/physical.h"
#include "commands/evaluate.h"
#include "commands/file_format.h"
#include "commands/inferred_column.h"
#include "commands/parquet_rows.h"
#include "commands/stage_rows.h"
#include "sql/errors.h"
#include "storage/record_reader.h"
#include "values/json_parse.h"

namespace mockhaus::commands {
namespace {

using catalog::physical::quote_literal;
using storage::FileType;

struct Question {
  std::string location, format;
  std::vector<std::string> files;
  bool ignore_case = false;
  int64_t files_max = 0, records_max = 0;  // 0: all
};

Result<Question> read_question(const sql::FunctionCall& call, std::string_view source,
                               const CommandContext& context) {
  Question question;
  constexpr std::string_view places[] = {"LOCATION", "FILE_FORMAT", "FILES"};
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const sql::Expression* value = call.arguments[i];
    std::string_view name = i < std::size(places) ? places[i] : std::string_view();
    if (value->kind == sql::ExpressionKind::named_argument) {
      name = sql::as<sql::NamedArgument>(*value).name.text;
      value = sql::as<sql::NamedArgument>(*value).value;
    }
    PropertyText text;
    text.name = name;
    const std::optional<std::string> given = TRY(evaluate_text(*value, context, source));
    text.text = given.value_or("");
    if (name == "LOCATION") {
      question.location = text.text;
    } else if (name == "FILE_FORMAT") {
      question.format = text.text;
    } else if (name == "FILES") {
      question.files = storage::list_items(text.text);
    } else if (name == "IGNORE_CASE") {
      question.ignore_case = TRY(boolean_of(text));
    } else if (name == "MAX_FILE_COUNT") {
      question.files_max = TRY(integer_of(text));
    } else if (name == "MAX_RECORDS_PER_FILE") {
      question.records_max = TRY(integer_of(text));
    } else {
      return sql::errors::unsupported("argument " + std::string(name) + " of INFER_SCHEMA");
    }
  }
  return question;
}

struct ParquetType {
  std::string_view engine, type;
};
constexpr ParquetType parquet_types[] = {
    {"BOOLEAN", "BOOLEAN"},        {"TINYINT", "NUMBER(38, 0)"},  {"SMALLINT", "NUMBER(38, 0)"},
    {"INTEGER", "NUMBER(38, 0)"},  {"BIGINT", "NUMBER(38, 0)"},   {"UTINYINT", "NUMBER(38, 0)"},
    {"USMALLINT", "NUMBER(38, 0)"}, {"UINTEGER", "NUMBER(38, 0)"}, {"UBIGINT", "NUMBER(38, 0)"},
    {"FLOAT", "REAL"},             {"DOUBLE", "REAL"},            {"VARCHAR", "TEXT"},
    {"DATE", "DATE"},              {"TIME", "TIME"},              {"TIMESTAMP", "TIMESTAMP_NTZ"},
    {"TIMESTAMP_S", "TIMESTAMP_NTZ"}, {"TIMESTAMP_MS", "TIMESTAMP_NTZ"},
    {"TIMESTAMP_NS", "TIMESTAMP_NTZ"},
};

std::string type_of_parquet(std::string_view engine, const storage::FileFormat& format) {
  const auto is_on = [&](std::string_view name, bool otherwise) {
    for (const auto& [given, value] : format.given) {
      if (given == name) return value == "true";
    }
    return otherwise;
  };
  for (const ParquetType& row : parquet_types) {
    if (row.engine == engine) return std::string(row.type);
  }
  if (engine.starts_with("DECIMAL(")) {
    const size_t comma = engine.find(',');
    return "NUMBER(" + std::string(engine.substr(8, comma - 8)) + ", " +
           std::string(engine.substr(comma + 1));
  }
  if (engine == "TIMESTAMP WITH TIME ZONE") {
    return is_on("USE_LOGICAL_TYPE", false) ? "TIMESTAMP_LTZ" : "TIMESTAMP_NTZ";
  }
  if (engine == "BLOB") return is_on("BINARY_AS_TEXT", true) ? "TEXT" : "BINARY";
  return engine.ends_with("[]") ? "ARRAY" : "VARIANT";
}

class Columns {
 public:
  explicit Columns(bool ignore_case) : ignore_case_(ignore_case) {}

  InferredColumn& find(std::string name, const std::string& file) {
    if (ignore_case_) {
      for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    for (InferredColumn& column : columns_) {
      if (column.name == name) return in_file(column, file);
    }
    columns_.emplace_back().name = std::move(name);
    return in_file(columns_.back(), file);
  }
  std::vector<InferredColumn>& all() { return columns_; }

 private:
  static InferredColumn& in_file(InferredColumn& column, const std::string& file) {
    if (column.files == file || column.files.ends_with(", " + file)) return column;
    column.files += (column.files.empty() ? "" : ", ") + file;
    return column;
  }

  const bool ignore_case_;
  std::vector<InferredColumn> columns_;
};

Result<Done> look_at_parquet(const storage::ScannedFile& file, const storage::FileFormat& format,
                             const CommandContext& context, Columns& columns) {
  const std::vector<ParquetColumn> found = TRY(parquet_columns(file, context));
  for (const ParquetColumn& one : found) {
    InferredColumn& column = columns.find(one.name, file.file.name);
    const std::string type = type_of_parquet(one.engine_type, format);
    column.any_null = true;
    if (!column.fixed_type.empty() && column.fixed_type != type) column.fixed_type = "VARIANT";
    if (column.fixed_type.empty()) column.fixed_type = type;
  }
  return Done{};
}

void look_at_document(std::string_view text, const std::string& file, Columns& columns) {
  values::VariantBuilder builder;
  const auto outcome = values::parse_json(text, values::DuplicateKey::keep_last, builder);
  if (outcome.problem) return;
  const values::VariantParts members(builder.view());
  if (!builder.view().is_object()) return;
  for (size_t i = 0; i < members.size(); ++i) {
    columns.find(std::string(members.key(i)), file).see_variant(members.value(i));
  }
}

Result<Done> look_at_records(const storage::ScannedFile& file, const storage::FileFormat& format,
                             int64_t records_max, Columns& columns) {
  const std::unique_ptr<storage::RecordReader> reader =
      TRY(storage::open_records(file.path, file.file.name, format, 0));
  storage::Record record;
  for (int64_t count = 0; records_max == 0 || count < records_max; ++count) {
    const bool more = TRY(reader->next(record));
    if (!more) break;
    if (record.fault) continue;
    if (format.type == FileType::json) {
      look_at_document(*record.fields[0], file.file.name, columns);
      continue;
    }
    for (size_t i = 0; i < record.fields.size(); ++i) {
      std::string name = i < reader->header().size() ? reader->header()[i]
                                                     : "c" + std::to_string(i + 1);
      InferredColumn& column = columns.find(std::move(name), file.file.name);
      if (record.fields[i]) column.see_text(*record.fields[i]);
      if (!record.fields[i]) column.any_null = true;
    }
  }
  return Done{};
}

std::string expression_of(const InferredColumn& column, size_t place, FileType type) {
  if (type == FileType::csv) return "$" + std::to_string(place + 1) + "::" + column.type();
  const bool plain = std::all_of(column.name.begin(), column.name.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_';
  });
  const std::string name =
      plain ? column.name : catalog::physical::quote_identifier(column.name);
  return "$1:" + name + "::" + column.type();
}

std::unique_ptr<sql::Relation> relation_of(const std::vector<InferredColumn>& columns,
                                           FileType type) {
  auto relation = std::make_unique<sql::Relation>();
  const auto add = [&](const char* name, const char* physical, sql::Type of) {
    sql::RelationColumn& column = relation->columns.emplace_back();
    column.name = name;
    column.physical_name = physical;
    column.type = of;
  };
  add("COLUMN_NAME", "c0", sql::types::text());
  add("TYPE", "c1", sql::types::text());
  add("NULLABLE", "c2", sql::types::boolean());
  add("EXPRESSION", "c3", sql::types::text());
  add("FILENAMES", "c4", sql::types::text());
  add("ORDER_ID", "c5", sql::types::number(38, 0));
  std::string rows;
  for (size_t i = 0; i < columns.size(); ++i) {
    const InferredColumn& column = columns[i];
    rows += (i > 0 ? ", (" : "(") + quote_literal(column.name) + ", " +
            quote_literal(column.type()) + ", true, " +
            quote_literal(expression_of(column, i, type)) + ", " + quote_literal(column.files) +
            ", CAST(" + std::to_string(i) + " AS DECIMAL(38,0)))";
  }
  const bool none = rows.empty();
  if (none) rows = "('', '', true, '', '', CAST(0 AS DECIMAL(38,0)))";
  relation->physical_name = "(SELECT * FROM (VALUES " + rows + ") AS v(c0, c1, c2, c3, c4, c5)" +
                            (none ? " WHERE false)" : ")");
  return relation;
}

}  // namespace

Result<std::unique_ptr<sql::Relation>> resolve_infer_schema(const sql::FunctionCall& call,
                                                            std::string_view source,
                                                            const catalog::SessionView& view,
                                                            const CommandContext& context) {
  if (call.name.parts.back().text != "INFER_SCHEMA") return std::unique_ptr<sql::Relation>();
  const Question question = TRY(read_question(call, source, context));
  const StagePlace place = TRY(find_stage_place(question.location, view, context));
  const storage::FormatOptions options = TRY(named_format(question.format, view, context));
  const storage::FileFormat format = TRY(storage::read_file_format(options));
  std::vector<storage::StagedFile> files = TRY(files_of(place, std::nullopt, context));
  if (!question.files.empty()) {
    std::erase_if(files, [&](const storage::StagedFile& file) {
      const std::string name = file.name.substr(place.path.size());
      return std::find(question.files.begin(), question.files.end(), name) ==
             question.files.end();
    });
  }
  const auto limit = static_cast<size_t>(question.files_max);
  if (limit > 0 && files.size() > limit) files.resize(limit);
  Columns columns(question.ignore_case);
  for (storage::StagedFile& file : files) {
    const storage::ScannedFile scanned = TRY(scanned_file(place, std::move(file), context));
    TRY(format.type == FileType::parquet
            ? look_at_parquet(scanned, format, context, columns)
            : look_at_records(scanned, format, question.records_max, columns));
  }
  return relation_of(columns.all(), format.type);
}

}  // namespace mockhaus::commands
