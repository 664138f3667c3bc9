#include "wire/text_rows.h"

#include <charconv>

#include "values/binary_text.h"
#include "values/decimal.h"
#include "values/embedding.h"
#include "values/number_text.h"

namespace mockhaus::wire {
namespace {

using sql::Type;
using sql::TypeKind;
using values::int128;

// One column as an Arrow array. Offsets, bits and values are built the plain way: such results
// are small.
struct TextColumn {
  std::string format;
  std::string validity, first, second;  // buffers
  const void* buffers[3] = {};
  ArrowSchema schema{};
  ArrowArray array{};
};

void push(std::string& buffer, const auto& value) {
  buffer.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void push_bit(std::string& buffer, size_t row, bool bit) {
  if (row % 8 == 0) buffer += '\0';
  if (bit) buffer.back() = static_cast<char>(buffer.back() | (1 << (row % 8)));
}

std::string format_of(const Type& type) {
  switch (form_of(type)) {
    case ColumnForm::integer:
    case ColumnForm::decimal: return "d:38," + std::to_string(type.scale);
    case ColumnForm::real: return "g";
    case ColumnForm::text: return "u";
    case ColumnForm::binary: return "z";
    case ColumnForm::boolean: return "b";
    case ColumnForm::vector: return "w:" + std::to_string(vector_bytes(type));
    case ColumnForm::date: return "tdD";
    case ColumnForm::time: return "l";
    case ColumnForm::epoch:
    case ColumnForm::epoch_fraction:
    case ColumnForm::epoch_zone:
    case ColumnForm::epoch_fraction_zone: return "d:38,0";
  }
  return "u";
}

bool read_scaled(std::string_view text, int scale, int128& value) {
  return values::parse_decimal(text, values::decimal_digits_max, scale, value) ==
         values::NumberFault::none;
}

// seconds.fraction, and for TIMESTAMP_TZ a blank and the offset + 1440.
bool read_timestamp(std::string_view text, bool zoned, int128& value) {
  if (!zoned) return read_scaled(text, 9, value);
  const size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return false;
  int128 instant = 0, zone = 0;
  if (!read_scaled(text.substr(0, blank), 9, instant)) return false;
  if (!read_scaled(text.substr(blank + 1), 0, zone)) return false;
  value = instant * 4096 + zone;
  return true;
}

bool read_value(std::string_view text, const Type& type, TextColumn& column) {
  int128 number = 0;
  switch (form_of(type)) {
    case ColumnForm::integer:
    case ColumnForm::decimal:
      if (!read_scaled(text, type.scale, number)) return false;
      push(column.first, number);
      return true;
    case ColumnForm::real: {
      double value = 0;
      if (!values::parse_float(text, value)) return false;
      push(column.first, value);
      return true;
    }
    case ColumnForm::text:
      column.second += text;
      return true;
    case ColumnForm::binary: return values::decode_hex(text, column.second);
    case ColumnForm::date:
      if (!read_scaled(text, 0, number)) return false;
      push(column.first, static_cast<int32_t>(number));
      return true;
    case ColumnForm::time:
      if (!read_scaled(text, 9, number)) return false;
      push(column.first, static_cast<int64_t>(number));
      return true;
    case ColumnForm::boolean: return true;  // bits: see add_value
    case ColumnForm::vector:
      return sql::is_float_vector(type) ? values::parse_embedding<float>(text, column.first)
                                        : values::parse_embedding<int32_t>(text, column.first);
    case ColumnForm::epoch:
    case ColumnForm::epoch_fraction:
    case ColumnForm::epoch_zone:
    case ColumnForm::epoch_fraction_zone:
      if (!read_timestamp(text, type.kind == TypeKind::timestamp_tz, number)) return false;
      push(column.first, number);
      return true;
  }
  return false;
}

size_t width_of(ColumnForm form) {
  switch (form) {
    case ColumnForm::text:
    case ColumnForm::binary:
    case ColumnForm::boolean: return 0;
    case ColumnForm::date: return 4;
    case ColumnForm::real:
    case ColumnForm::time: return 8;
    default: return 16;
  }
}

bool add_value(const std::optional<std::string>& cell, const Type& type, size_t row,
               TextColumn& column) {
  const ColumnForm form = form_of(type);
  push_bit(column.validity, row, cell.has_value());
  bool good = true;
  if (form == ColumnForm::boolean) {
    const std::optional<bool> truth = cell ? values::parse_boolean(*cell) : false;
    push_bit(column.first, row, truth.value_or(false));
    good = truth.has_value();
  } else if (cell) {
    good = read_value(*cell, type, column);
  } else {
    column.first.append(
        form == ColumnForm::vector ? static_cast<size_t>(vector_bytes(type)) : width_of(form),
        '\0');
  }
  if (form == ColumnForm::text || form == ColumnForm::binary) {
    push(column.first, static_cast<int32_t>(column.second.size()));
  }
  return good;
}

void release_nothing(ArrowArray* array) { array->release = nullptr; }

void point(TextColumn& column, size_t rows) {
  column.buffers[0] = column.validity.data();
  column.buffers[1] = column.first.data();
  column.buffers[2] = column.second.data();
  column.schema.format = column.format.c_str();
  column.array.length = static_cast<int64_t>(rows);
  column.array.null_count = -1;
  column.array.n_buffers = 3;
  column.array.buffers = column.buffers;
  column.array.release = release_nothing;
}

}  // namespace

Result<Done> append_text_rows(const sql::ResultShape& shape, std::span<const TextRow> rows,
                              BatchBuilder& builder) {
  std::vector<TextColumn> columns(shape.size());
  std::vector<ArrowSchema*> schemas;
  std::vector<ArrowArray*> arrays;
  for (size_t at = 0; at < shape.size(); ++at) {
    const Type& type = shape[at].type;
    TextColumn& column = columns[at];
    column.format = format_of(type);
    if (column.format == "u" || column.format == "z") push(column.first, int32_t{0});
    for (size_t row = 0; row < rows.size(); ++row) {
      if (!add_value(rows[row][at], type, row, column)) {
        return Error{"000603", "XX000", "SQL execution internal error:\n'" + *rows[row][at] +
                     "' is no " + sql::describe(type) + ".", {}};
      }
    }
    point(column, rows.size());
    schemas.push_back(&column.schema);
    arrays.push_back(&column.array);
  }
  ArrowSchema schema{};
  schema.n_children = static_cast<int64_t>(schemas.size());
  schema.children = schemas.data();
  ArrowArray array{};
  array.length = static_cast<int64_t>(rows.size());
  array.n_children = static_cast<int64_t>(arrays.size());
  array.children = arrays.data();
  return builder.append(schema, array, 0, array.length);
}

}  // namespace mockhaus::wire
