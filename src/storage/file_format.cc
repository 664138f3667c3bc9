// table: the options of each file type, in the order in which DESCRIBE prints them.
#include "storage/file_format.h"

#include <algorithm>
#include <charconv>

#include "base/arena.h"
#include "storage/errors.h"

namespace mockhaus::storage {
namespace {

using enum OptionKind;

constexpr FormatOption csv_options[] = {
    {"RECORD_DELIMITER", delimiter, "\\n"},
    {"FIELD_DELIMITER", delimiter, ","},
    {"FILE_EXTENSION", text, ""},
    {"SKIP_HEADER", integer, "0"},
    {"PARSE_HEADER", boolean, "false"},
    {"DATE_FORMAT", text, "AUTO"},
    {"TIME_FORMAT", text, "AUTO"},
    {"TIMESTAMP_FORMAT", text, "AUTO"},
    {"BINARY_FORMAT", word, "HEX"},
    {"ESCAPE", delimiter, "NONE"},
    {"ESCAPE_UNENCLOSED_FIELD", delimiter, "\\\\"},
    {"TRIM_SPACE", boolean, "false"},
    {"FIELD_OPTIONALLY_ENCLOSED_BY", delimiter, "NONE"},
    {"NULL_IF", list, "[\\\\N]"},
    {"COMPRESSION", word, "AUTO"},
    {"ERROR_ON_COLUMN_COUNT_MISMATCH", boolean, "true"},
    {"VALIDATE_UTF8", boolean, "true"},
    {"SKIP_BLANK_LINES", boolean, "false"},
    {"REPLACE_INVALID_CHARACTERS", boolean, "false"},
    {"EMPTY_FIELD_AS_NULL", boolean, "true"},
    {"SKIP_BYTE_ORDER_MARK", boolean, "true"},
    {"ENCODING", word, "UTF8"},
    {"MULTI_LINE", boolean, "true"},
};
constexpr FormatOption json_options[] = {
    {"FILE_EXTENSION", text, ""},
    {"DATE_FORMAT", text, "AUTO"},
    {"TIME_FORMAT", text, "AUTO"},
    {"TIMESTAMP_FORMAT", text, "AUTO"},
    {"BINARY_FORMAT", word, "HEX"},
    {"TRIM_SPACE", boolean, "false"},
    {"NULL_IF", list, "[]"},
    {"COMPRESSION", word, "AUTO"},
    {"ENABLE_OCTAL", boolean, "false"},
    {"ALLOW_DUPLICATE", boolean, "false"},
    {"STRIP_OUTER_ARRAY", boolean, "false"},
    {"STRIP_NULL_VALUES", boolean, "false"},
    {"IGNORE_UTF8_ERRORS", boolean, "false"},
    {"REPLACE_INVALID_CHARACTERS", boolean, "false"},
    {"SKIP_BYTE_ORDER_MARK", boolean, "true"},
    {"MULTI_LINE", boolean, "true"},
};
constexpr FormatOption parquet_options[] = {
    {"TRIM_SPACE", boolean, "false"},
    {"NULL_IF", list, "[]"},
    {"COMPRESSION", word, "AUTO"},
    {"SNAPPY_COMPRESSION", boolean, "true"},
    {"BINARY_AS_TEXT", boolean, "true"},
    {"REPLACE_INVALID_CHARACTERS", boolean, "false"},
    {"USE_LOGICAL_TYPE", boolean, "false"},
    {"USE_VECTORIZED_SCANNER", boolean, "false"},
};
constexpr FormatOption avro_options[] = {
    {"TRIM_SPACE", boolean, "false"},
    {"NULL_IF", list, "[]"},
    {"COMPRESSION", word, "AUTO"},
    {"REPLACE_INVALID_CHARACTERS", boolean, "false"},
};
constexpr FormatOption orc_options[] = {
    {"TRIM_SPACE", boolean, "false"},
    {"NULL_IF", list, "[]"},
    {"REPLACE_INVALID_CHARACTERS", boolean, "false"},
};
constexpr FormatOption xml_options[] = {
    {"COMPRESSION", word, "AUTO"},
    {"IGNORE_UTF8_ERRORS", boolean, "false"},
    {"PRESERVE_SPACE", boolean, "false"},
    {"STRIP_OUTER_ELEMENT", boolean, "false"},
    {"DISABLE_SNOWFLAKE_DATA", boolean, "false"},
    {"DISABLE_AUTO_CONVERT", boolean, "false"},
    {"REPLACE_INVALID_CHARACTERS", boolean, "false"},
    {"SKIP_BYTE_ORDER_MARK", boolean, "true"},
};

struct TypeRow {
  FileType type;
  std::string_view name;
  std::span<const FormatOption> options;
};
// In the order of FileType.
constexpr TypeRow types[] = {
    {FileType::csv, "CSV", csv_options},    {FileType::json, "JSON", json_options},
    {FileType::parquet, "PARQUET", parquet_options}, {FileType::avro, "AVRO", avro_options},
    {FileType::orc, "ORC", orc_options},    {FileType::xml, "XML", xml_options},
};

// What has one set of values.
struct Words {
  std::string_view option;
  std::string_view values;  // separated by blanks
};
constexpr Words words[] = {
    {"BINARY_FORMAT", " HEX BASE64 UTF8 UTF-8 "},
    {"COMPRESSION", " AUTO GZIP BZ2 BROTLI ZSTD DEFLATE RAW_DEFLATE NONE LZO SNAPPY "},
};

std::string upper(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return made;
}

// Fields of FileFormat by the name of their option.
bool* truth_field(FileFormat& f, std::string_view name) {
  struct Field {
    std::string_view name;
    bool FileFormat::* field;
  };
  constexpr Field fields[] = {
      {"PARSE_HEADER", &FileFormat::parse_header},
      {"SKIP_BLANK_LINES", &FileFormat::skip_blank_lines},
      {"TRIM_SPACE", &FileFormat::trim_space},
      {"ERROR_ON_COLUMN_COUNT_MISMATCH", &FileFormat::error_on_column_count_mismatch},
      {"REPLACE_INVALID_CHARACTERS", &FileFormat::replace_invalid_characters},
      {"EMPTY_FIELD_AS_NULL", &FileFormat::empty_field_as_null},
      {"SKIP_BYTE_ORDER_MARK", &FileFormat::skip_byte_order_mark},
      {"MULTI_LINE", &FileFormat::multi_line},
      {"ALLOW_DUPLICATE", &FileFormat::allow_duplicate},
      {"STRIP_OUTER_ARRAY", &FileFormat::strip_outer_array},
      {"STRIP_NULL_VALUES", &FileFormat::strip_null_values},
      {"IGNORE_UTF8_ERRORS", &FileFormat::ignore_utf8_errors},
      {"ENABLE_OCTAL", &FileFormat::enable_octal},
  };
  for (const Field& field : fields) {
    if (field.name == name) return &(f.*field.field);
  }
  return nullptr;
}

std::string* text_field(FileFormat& f, std::string_view name) {
  struct Field {
    std::string_view name;
    std::string FileFormat::* field;
  };
  constexpr Field fields[] = {
      {"COMPRESSION", &FileFormat::compression},
      {"RECORD_DELIMITER", &FileFormat::record_delimiter},
      {"FIELD_DELIMITER", &FileFormat::field_delimiter},
      {"FILE_EXTENSION", &FileFormat::file_extension},
      {"DATE_FORMAT", &FileFormat::date_format},
      {"TIME_FORMAT", &FileFormat::time_format},
      {"TIMESTAMP_FORMAT", &FileFormat::timestamp_format},
      {"BINARY_FORMAT", &FileFormat::binary_format},
      {"ESCAPE", &FileFormat::escape},
      {"ESCAPE_UNENCLOSED_FIELD", &FileFormat::escape_unenclosed},
      {"FIELD_OPTIONALLY_ENCLOSED_BY", &FileFormat::enclosed_by},
      {"ENCODING", &FileFormat::encoding},
  };
  for (const Field& field : fields) {
    if (field.name == name) return &(f.*field.field);
  }
  return nullptr;
}

// NONE; \t and \001 and \x01 as texts, 0x01; else the text itself. Absent: too long or broken.
std::optional<std::string> delimiter_text(std::string_view text) {
  constexpr size_t bytes_max = 20;
  if (upper(text) == "NONE") return std::string();
  std::string made;
  const bool all_hex = text.starts_with("0x") || text.starts_with("0X");
  for (size_t i = 0; i < text.size(); ++i) {
    const bool hex = all_hex ? i == 0 : text.substr(i).starts_with("\\x");
    if (hex) {
      i += 2;
      const size_t first = i;
      while (i + 1 < text.size() && std::isxdigit(static_cast<unsigned char>(text[i]))) {
        unsigned value = 0;
        const auto [stop, error] = std::from_chars(&text[i], &text[i] + 2, value, 16);
        if (error != std::errc() || stop != &text[i] + 2) return std::nullopt;
        made += static_cast<char>(value);
        i += 2;
        if (!all_hex) break;
      }
      if (i == first) return std::nullopt;
      --i;
      continue;
    }
    if (text[i] == '\\' && i + 1 < text.size()) {
      const char next = text[i + 1];
      if (next >= '0' && next <= '7') {
        unsigned value = 0;
        const char* end = std::min(&text[i] + 4, text.data() + text.size());
        const auto [stop, error] = std::from_chars(&text[i] + 1, end, value, 8);
        made += static_cast<char>(value);
        i += static_cast<size_t>(stop - &text[i]) - 1;
        continue;
      }
      constexpr std::string_view names = "ntrbf\\'\"", meant = "\n\t\r\b\f\\'\"";
      const size_t at = names.find(next);
      if (at != names.npos) {
        made += meant[at];
        ++i;
        continue;
      }
    }
    made += text[i];
  }
  if (made.empty() || made.size() > bytes_max) return std::nullopt;
  return made;
}

const FormatOption* find_option(FileType type, std::string_view name) {
  for (const FormatOption& option : options_of(type)) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

Result<Done> set_option(FileFormat& format, const FormatOption& option, std::string& value) {
  const std::string word = upper(value);
  switch (option.kind) {
    case boolean: {
      const bool yes = word == "TRUE" || word == "1";
      if (!yes && word != "FALSE" && word != "0") {
        return errors::invalid_option_value(value, option.name);
      }
      if (bool* field = truth_field(format, option.name)) *field = yes;
      value = yes ? "true" : "false";
      return Done{};
    }
    case integer: {
      const char* end = value.data() + value.size();
      const auto [stop, error] = std::from_chars(value.data(), end, format.skip_header);
      if (error != std::errc() || stop != end || format.skip_header < 0) {
        return errors::invalid_option_value(value, option.name);
      }
      return Done{};
    }
    case list: format.null_if = list_items(value); return Done{};
    case delimiter: {
      const std::optional<std::string> text = delimiter_text(value);
      if (!text) return errors::invalid_option_value(value, option.name);
      *text_field(format, option.name) = *text;
      return Done{};
    }
    case OptionKind::word: value = word; break;
    case text: break;
  }
  for (const Words& row : words) {
    if (row.option != option.name) continue;
    if (row.values.find(" " + value + " ") == row.values.npos) {
      return errors::invalid_option_value(value, option.name);
    }
  }
  if (std::string* field = text_field(format, option.name)) *field = value;
  return Done{};
}

// What excludes each other, and what we do not read.
Result<Done> check_together(const FileFormat& format) {
  const auto is_one = [](const std::string& text) { return text.size() <= 1; };
  if (format.type != FileType::csv) return Done{};
  if (format.parse_header && format.skip_header > 0) {
    return errors::invalid_option_value("true", "PARSE_HEADER");
  }
  if (!is_one(format.escape)) return errors::invalid_option_value(format.escape, "ESCAPE");
  if (!is_one(format.escape_unenclosed)) {
    return errors::invalid_option_value(format.escape_unenclosed, "ESCAPE_UNENCLOSED_FIELD");
  }
  if (!format.enclosed_by.empty() && format.enclosed_by != "\"" && format.enclosed_by != "'" &&
      format.enclosed_by.size() > 1) {
    return errors::invalid_option_value(format.enclosed_by, "FIELD_OPTIONALLY_ENCLOSED_BY");
  }
  return Done{};
}

std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) {
    constexpr std::string_view meant = "\n\t\r\\", names = "ntr\\";
    const size_t at = meant.find(c);
    if (at == meant.npos) {
      made += c;
    } else {
      made += '\\';
      made += names[at];
    }
  }
  return made;
}

const std::string* given_value(const FileFormat& format, std::string_view name) {
  for (const auto& [given, value] : format.given) {
    if (given == name) return &value;
  }
  return nullptr;
}

}  // namespace

std::span<const FormatOption> options_of(FileType type) {
  return types[static_cast<size_t>(type)].options;
}

std::optional<FileType> find_file_type(std::string_view word) {
  const std::string name = upper(word);
  for (const TypeRow& row : types) {
    if (row.name == name) return row.type;
  }
  return std::nullopt;
}

std::string_view name_of(FileType type) { return types[static_cast<size_t>(type)].name; }

std::string_view name_of(OptionKind kind) {
  constexpr std::string_view names[] = {"String", "String", "String", "Integer", "Boolean", "List"};
  return names[static_cast<size_t>(kind)];
}

std::vector<std::string> list_items(std::string_view text) {
  Arena arena;
  const Json* json = text.starts_with('[') ? parse_json(text, arena) : nullptr;
  std::vector<std::string> items;
  if (json == nullptr) return {std::string(text)};
  for (const Json& item : json->items()) items.push_back(item.scalar_text().value_or(""));
  return items;
}

Result<FileFormat> read_file_format(const FormatOptions& options) {
  FileFormat format;
  for (const auto& [name, value] : options) {
    if (name != "TYPE") continue;
    const std::optional<FileType> type = find_file_type(value);
    if (!type) return errors::invalid_option_value(value, "TYPE");
    format.type = *type;
  }
  if (format.type != FileType::csv) format.null_if.clear();
  for (const auto& [name, value] : options) {
    if (name == "TYPE") continue;
    const FormatOption* option = find_option(format.type, name);
    if (option == nullptr) return errors::invalid_option(name);
    std::string normal = value;
    TRY(set_option(format, *option, normal));
    format.given.emplace_back(name, std::move(normal));
  }
  TRY(check_together(format));
  return format;
}

std::string described_value(const FileFormat& format, const FormatOption& option) {
  const std::string* given = given_value(format, option.name);
  if (given == nullptr) return std::string(option.otherwise);
  if (option.kind == list) {
    std::string made = "[";
    for (const std::string& item : list_items(*given)) {
      if (made.size() > 1) made += ", ";
      made += escaped(item);
    }
    return made + "]";
  }
  if (option.kind != delimiter) return *given;
  if (upper(*given) == "NONE") return "NONE";
  return escaped(delimiter_text(*given).value_or(*given));
}

std::string options_json(const FileFormat& format) {
  JsonWriter json;
  json.begin_object().member("TYPE", name_of(format.type));
  for (const FormatOption& option : options_of(format.type)) {
    const std::string* given = given_value(format, option.name);
    const std::string value = given != nullptr ? *given : std::string(option.otherwise);
    switch (option.kind) {
      case list: {
        json.key(option.name).begin_array();
        for (const std::string& item : format.null_if) json.string(item);
        json.end_array();
        break;
      }
      case delimiter: {
        const std::string text = delimiter_text(value).value_or(value);
        json.member(option.name, text.empty() ? "NONE" : text);
        break;
      }
      case boolean:
      case integer: json.key(option.name).raw(value); break;
      default: json.member(option.name, value);
    }
  }
  json.end_object();
  return json.take();
}

void write_format(const FileFormat& format, JsonWriter& json) {
  json.begin_object().member("TYPE", name_of(format.type));
  for (const auto& [name, value] : format.given) json.member(name, value);
  json.end_object();
}

Result<FileFormat> read_format(const Json& json) {
  FormatOptions options;
  for (const JsonMember& member : json.members()) {
    options.emplace_back(member.name, member.value.text);
  }
  return read_file_format(options);
}

}  // namespace mockhaus::storage
