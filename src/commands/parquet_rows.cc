#include "commands/parquet_rows.h"

#include "catalog/physical.h"
#include "commands/engine_rows.h"

namespace mockhaus::commands {
namespace {

using catalog::physical::quote_identifier;
using catalog::physical::quote_literal;

struct Conversion {
  std::string_view type;  // of the engine; a prefix where it ends with '('
  std::string_view text;  // $ stands for the column
};
constexpr Conversion conversions[] = {
    {"BOOLEAN", "mh_variant($)"},
    {"TINYINT", "mh_variant(CAST($ AS BIGINT))"},
    {"SMALLINT", "mh_variant(CAST($ AS BIGINT))"},
    {"INTEGER", "mh_variant(CAST($ AS BIGINT))"},
    {"BIGINT", "mh_variant($)"},
    {"UTINYINT", "mh_variant(CAST($ AS BIGINT))"},
    {"USMALLINT", "mh_variant(CAST($ AS BIGINT))"},
    {"UINTEGER", "mh_variant(CAST($ AS BIGINT))"},
    {"UBIGINT", "mh_variant(CAST($ AS DECIMAL(20,0)))"},
    {"DECIMAL(", "mh_variant($)"},
    {"FLOAT", "mh_variant(CAST($ AS DOUBLE))"},
    {"DOUBLE", "mh_variant($)"},
    {"VARCHAR", "mh_variant($)"},
    {"DATE", "mh_variant($)"},
    {"TIME", "mh_variant_time(epoch_ns($))"},
    {"TIMESTAMP", "mh_variant_timestamp_ntz(CAST(epoch_ns($) AS HUGEINT))"},
    {"TIMESTAMP_S", "mh_variant_timestamp_ntz(CAST(epoch_ns($) AS HUGEINT))"},
    {"TIMESTAMP_MS", "mh_variant_timestamp_ntz(CAST(epoch_ns($) AS HUGEINT))"},
    {"TIMESTAMP_NS", "mh_variant_timestamp_ntz(CAST(epoch_ns($) AS HUGEINT))"},
};
constexpr std::string_view zoned_time = "TIMESTAMP WITH TIME ZONE";
constexpr std::string_view anything_else = "mh_parse_json(CAST(to_json($) AS VARCHAR))";

std::string value_of(const ParquetColumn& column, const storage::FileFormat& format) {
  const auto option = [&](std::string_view name, bool otherwise) {
    for (const auto& [given, value] : format.given) {
      if (given == name) return value == "true";
    }
    return otherwise;
  };
  std::string_view text = anything_else;
  for (const Conversion& row : conversions) {
    const bool fits = row.type.ends_with('(') ? column.engine_type.starts_with(row.type)
                                              : column.engine_type == row.type;
    if (fits) text = row.text;
  }
  if (column.engine_type == zoned_time) {
    text = option("USE_LOGICAL_TYPE", false)
               ? "mh_variant_timestamp_ltz(CAST(epoch_ns($) AS HUGEINT))"
               : "mh_variant_timestamp_ntz(CAST(epoch_ns($) AS HUGEINT))";
  }
  if (column.engine_type == "BLOB") {
    text = option("BINARY_AS_TEXT", true) ? "mh_variant(TRY(decode($)))" : "mh_variant_binary($)";
  }
  std::string made(text);
  const size_t at = made.find('$');
  return made.replace(at, 1, "p." + quote_identifier(column.name));
}

std::string reader(const storage::ScannedFile& file) {
  return "read_parquet([" + quote_literal(file.path) +
         "], file_row_number = true, hive_partitioning = false)";
}

std::string skipped(const storage::Scan& scan) {
  std::string text;
  for (const int64_t row : scan.skip) {
    text += (text.empty() ? " WHERE p.file_row_number + 1 NOT IN (" : ", ") + std::to_string(row);
  }
  return text.empty() ? text : text + ")";
}

}  // namespace

Result<std::vector<ParquetColumn>> parquet_columns(const storage::ScannedFile& file,
                                                   const CommandContext& context) {
  const std::vector<TextRow> rows = TRY(query_rows(
      context.engine, "SELECT column_name, column_type FROM (DESCRIBE SELECT * EXCLUDE "
                      "(file_row_number) FROM " + reader(file) + ")"));
  std::vector<ParquetColumn> columns;
  for (const TextRow& row : rows) columns.push_back({row[0].value_or(""), row[1].value_or("")});
  return columns;
}

Result<std::string> parquet_rows(const storage::Scan& scan, const CommandContext& context) {
  std::string text;
  for (const storage::ScannedFile& one : scan.files) {
    const std::vector<ParquetColumn> columns = TRY(parquet_columns(one, context));
    std::string members;
    for (const ParquetColumn& column : columns) {
      if (!members.empty()) members += ", ";
      members += quote_literal(column.name) + ", " + value_of(column, scan.format);
    }
    text += text.empty() ? "(" : " UNION ALL ";
    text += "SELECT mh_object_construct(" + members + ") AS c1, " + quote_literal(one.file.name) +
            " AS mfile, p.file_row_number + 1 AS mrow, " + quote_literal(one.file.md5) +
            " AS mkey, CAST(" + std::to_string(one.file.modified_ms) +
            "000000 AS HUGEINT) AS mmodified, CAST(NULL AS VARCHAR) AS mfault FROM " +
            reader(one) + " AS p" + skipped(scan);
  }
  if (text.empty()) {
    return std::string(
        "(SELECT CAST(NULL AS BLOB) AS c1, '' AS mfile, 0::BIGINT AS mrow, '' AS mkey, "
        "0::HUGEINT AS mmodified, CAST(NULL AS VARCHAR) AS mfault WHERE false)");
  }
  return text + ")";
}

}  // namespace mockhaus::commands
