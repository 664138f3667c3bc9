// Rows of INFORMATION_SCHEMA for functions, procedures and file formats.
#include "catalog/information_schema_cells.h"
#include "catalog/routine.h"

namespace mockhaus::catalog::information_schema {
namespace {

std::string signature_of(const Routine& routine) {
  std::string arguments;
  for (const RoutineParameter& parameter : routine.parameters) {
    if (!arguments.empty()) arguments += ", ";
    arguments += parameter.name + " " + sql::describe(parameter.type);
  }
  return "(" + arguments + ")";
}

// What DATA_TYPE and the five columns after it say of a result.
void set_result(const Routine& routine, VirtualRow& row) {
  row[5] = routine.result_text;
  if (routine.returns_table) return;
  const sql::Type& type = routine.result;
  if (type.is_text() || type.kind == sql::TypeKind::binary) {
    row[6] = std::to_string(type.length);
    row[7] = std::to_string(type.length);
  } else if (type.is_number()) {
    row[8] = std::to_string(type.precision);
    row[9] = "10";
    row[10] = std::to_string(type.scale);
  }
}

// An option of a file format: its default for CSV and for the other types; null: has none.
struct FormatOption {
  const char* name;
  const char* csv;
  const char* other;
};
// In the order of the columns.
constexpr FormatOption format_options[] = {
    {"RECORD_DELIMITER", "\\n", nullptr},
    {"FIELD_DELIMITER", ",", nullptr},
    {"SKIP_HEADER", "0", nullptr},
    {"DATE_FORMAT", "AUTO", "AUTO"},
    {"TIME_FORMAT", "AUTO", "AUTO"},
    {"TIMESTAMP_FORMAT", "AUTO", "AUTO"},
    {"BINARY_FORMAT", "HEX", "HEX"},
    {"ESCAPE", "NONE", nullptr},
    {"ESCAPE_UNENCLOSED_FIELD", "\\\\", nullptr},
    {"TRIM_SPACE", "false", "false"},
    {"FIELD_OPTIONALLY_ENCLOSED_BY", "NONE", nullptr},
    {"NULL_IF", "[\\\\N]", "[]"},
    {"COMPRESSION", "AUTO", "AUTO"},
    {"ERROR_ON_COLUMN_COUNT_MISMATCH", "true", nullptr},
};

}  // namespace

void functions(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::function, [&](const Object& schema, const Object& object) {
    const auto& routine = static_cast<const Routine&>(object);
    VirtualRow row(find_virtual_relation("FUNCTIONS")->columns.size());
    row[0] = source.database->name;
    row[1] = schema.name;
    row[2] = routine.name;
    row[3] = routine.owner;
    row[4] = signature_of(routine);
    set_result(routine, row);
    row[11] = routine.language;
    row[12] = routine.body;
    row[13] = routine.immutable ? "IMMUTABLE" : "VOLATILE";
    row[14] = yes_no(!routine.strict);
    row[15] = yes_no(routine.secure);
    row[16] = time_cell(routine.created_ms);
    row[17] = time_cell(routine.altered_ms);
    row[18] = text_or_null(routine.comment);
    row[19] = "NO";
    row[32] = yes_no(routine.memoizable);
    row[35] = "NO";
    row[36] = yes_no(routine.aggregate);
    into.push_back(std::move(row));
  });
}

void procedures(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::procedure, [&](const Object& schema, const Object& object) {
    const auto& routine = static_cast<const Routine&>(object);
    VirtualRow row(find_virtual_relation("PROCEDURES")->columns.size());
    row[0] = source.database->name;
    row[1] = schema.name;
    row[2] = routine.name;
    row[3] = routine.owner;
    row[4] = signature_of(routine);
    set_result(routine, row);
    row[11] = routine.language;
    row[12] = routine.body;
    row[13] = time_cell(routine.created_ms);
    row[14] = time_cell(routine.altered_ms);
    row[15] = text_or_null(routine.comment);
    row[22] = "ROLE";
    into.push_back(std::move(row));
  });
}

void file_formats(const VirtualSource& source, std::vector<VirtualRow>& into) {
  each_object(source, Space::file_format, [&](const Object& schema, const Object& object) {
    const auto& format = static_cast<const StoredObject&>(object);
    const std::string type = find_property(format.properties, "TYPE", "CSV");
    VirtualRow row{source.database->name, schema.name, format.name, format.owner, type};
    for (const FormatOption& option : format_options) {
      const char* otherwise = type == "CSV" ? option.csv : option.other;
      row.push_back(text_or_null(find_property(format.properties, option.name,
                                               otherwise == nullptr ? "" : otherwise)));
    }
    row.push_back(time_cell(format.created_ms));
    row.push_back(time_cell(format.altered_ms));
    row.push_back(text_or_null(format.comment));
    into.push_back(std::move(row));
  });
}

}  // namespace mockhaus::catalog::information_schema
