// A file format: how the bytes of staged files become rows, and rows become bytes.
//
// The options of each type with their defaults are rows of one table (file_format.cc). A format is
// kept as what was given; read_file_format() checks names and values and fills in the rest.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace mockhaus::storage {

enum class FileType : uint8_t { csv, json, parquet, avro, orc, xml };

using FormatOptions = std::vector<std::pair<std::string, std::string>>;  // NAME and text

struct FileFormat {
  FileType type = FileType::csv;
  FormatOptions given;  // without TYPE; lists as JSON texts

  std::string compression = "AUTO";
  std::string record_delimiter = "\n";
  std::string field_delimiter = ",";      // empty: NONE
  std::string file_extension;
  int64_t skip_header = 0;
  bool parse_header = false;
  bool skip_blank_lines = false;
  std::string date_format = "AUTO", time_format = "AUTO", timestamp_format = "AUTO";
  std::string binary_format = "HEX";
  std::string escape;                     // empty: NONE
  std::string escape_unenclosed = "\\";
  std::string enclosed_by;
  bool trim_space = false;
  std::vector<std::string> null_if = {"\\N"};
  bool error_on_column_count_mismatch = true;
  bool replace_invalid_characters = false;
  bool empty_field_as_null = true;
  bool skip_byte_order_mark = true;
  std::string encoding = "UTF8";
  bool multi_line = true;
  bool allow_duplicate = false;           // JSON
  bool strip_outer_array = false;
  bool strip_null_values = false;
  bool ignore_utf8_errors = false;
  bool enable_octal = false;
};

enum class OptionKind : uint8_t { text, word, delimiter, integer, boolean, list };

struct FormatOption {
  std::string_view name;
  OptionKind kind;
  std::string_view otherwise;  // the default, as DESCRIBE prints it
};
std::span<const FormatOption> options_of(FileType type);

std::optional<FileType> find_file_type(std::string_view word);
std::string_view name_of(FileType type);
// String, Integer, Boolean, List
std::string_view name_of(OptionKind kind);

// The format that these options make; TYPE among them, or CSV. Errors: 001420, 001008.
Result<FileFormat> read_file_format(const FormatOptions& options);
// The value of an option as DESCRIBE FILE FORMAT prints it.
std::string described_value(const FileFormat& format, const FormatOption& option);
// {"TYPE":"CSV","RECORD_DELIMITER":"\n", ..}: all options, as SHOW FILE FORMATS prints them.
std::string options_json(const FileFormat& format);

// For the engine's text: what was given, and back.
void write_format(const FileFormat& format, JsonWriter& json);
Result<FileFormat> read_format(const Json& json);

// A list option's JSON text as its items; a plain text is a list of one.
std::vector<std::string> list_items(std::string_view text);

}  // namespace mockhaus::storage
