#include "wire/json_cells.h"

#include <charconv>
#include <memory>
#include <optional>

#include "values/decimal.h"
#include "values/embedding.h"
#include "values/number_text.h"
#include "values/physical.h"
#include "wire/formatted_cell.h"
#include "wire/json_string.h"

namespace mockhaus::wire {
namespace {

using sql::TypeKind;
using values::int128;

struct Cells;
// Writes the text of one cell that is not NULL, without quotes; returns the end.
using WriteCell = char* (*)(const Cells& cells, int64_t row, char* out);

// One column and how its cells are written.
struct Cells {
  ColumnView column;
  WriteCell write = nullptr;
  size_t width_max = 0;  // 0: depends on the row, see text_width()
  std::unique_ptr<FormattedCell> format;
};

char* append(std::string_view text, char* out) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

constexpr size_t number_width = 48;  // sign, 39 digits, point, a zero before it
constexpr size_t integer_width = 20;

template <class Integer>
char* write_integer(Integer value, char* out) {
  return std::to_chars(out, out + integer_width, value).ptr;
}

// Writes exactly `digits` digits; the value has no more.
char* write_digits(uint64_t value, int digits, char* out) {
  for (int at = digits - 1; at >= 0; --at, value /= 10) {
    out[at] = static_cast<char>('0' + value % 10);
  }
  return out + digits;
}

// value * 10^-scale with exactly `scale` digits behind the point.
char* write_scaled(int64_t value, int scale, char* out) {
  uint64_t magnitude = static_cast<uint64_t>(value);
  if (value < 0) {
    *out++ = '-';
    magnitude = -magnitude;
  }
  if (scale == 0) return write_integer(magnitude, out);
  const auto unit = static_cast<uint64_t>(values::power_of_ten(scale));
  out = write_integer(magnitude / unit, out);
  *out++ = '.';
  return write_digits(magnitude % unit, scale, out);
}

char* write_int64(const Cells& cells, int64_t row, char* out) {
  return write_integer(cells.column.at<int64_t>(1, row), out);
}

char* write_decimal(const Cells& cells, int64_t row, char* out) {
  const auto units = cells.column.at<int128>(1, row);
  const int scale = cells.column.type.scale;
  if (units == static_cast<int64_t>(units) && scale <= 18) {
    return write_scaled(static_cast<int64_t>(units), scale, out);
  }
  return out + values::write_decimal(units, scale, out);
}

char* write_real(const Cells& cells, int64_t row, char* out) {
  return out + values::write_float_exact(cells.column.at<double>(1, row), out);
}

char* write_text(const Cells& cells, int64_t row, char* out) {
  return write_escaped(cells.column.text_at(row), out);
}

char* write_binary(const Cells& cells, int64_t row, char* out) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (char c : cells.column.text_at(row)) {
    *out++ = digits[static_cast<unsigned char>(c) >> 4];
    *out++ = digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

bool truth_at(const Cells& cells, int64_t row) {
  return (cells.column.buffer[1][row / 8] >> (row % 8) & 1) != 0;
}

char* write_true_false(const Cells& cells, int64_t row, char* out) {
  return append(truth_at(cells, row) ? "true" : "false", out);
}

char* write_one_zero(const Cells& cells, int64_t row, char* out) {
  *out = truth_at(cells, row) ? '1' : '0';
  return out + 1;
}

char* write_date(const Cells& cells, int64_t row, char* out) {
  return write_integer(cells.column.at<int32_t>(1, row), out);
}

// TIME and the timestamps that are kept in units of their scale.
char* write_units(const Cells& cells, int64_t row, char* out) {
  return write_scaled(cells.column.at<int64_t>(1, row), cells.column.type.scale, out);
}

// A moment before 1970 is an ordinary negative number: half a second before is -0.500000000.
char* write_epoch(const Cells& cells, int64_t row, char* out) {
  int64_t seconds = cells.column.at<int64_t>(1, row);
  int64_t fraction = cells.column.at<int32_t>(2, row);
  if (seconds < 0) {
    *out++ = '-';
    seconds = -seconds;
    if (fraction > 0) {
      --seconds;
      fraction = values::nanoseconds_per_second - fraction;
    }
  }
  out = write_integer(seconds, out);
  const int scale = cells.column.type.scale;
  if (scale == 0) return out;
  *out++ = '.';
  char nine[9];
  write_digits(static_cast<uint64_t>(fraction), 9, nine);
  return append({nine, static_cast<size_t>(scale)}, out);
}

char* write_zone(const Cells& cells, int which, int64_t row, char* out) {
  *out++ = ' ';
  return write_integer(cells.column.at<int32_t>(which, row), out);
}

char* write_units_zone(const Cells& cells, int64_t row, char* out) {
  return write_zone(cells, 2, row, write_units(cells, row, out));
}

char* write_epoch_zone(const Cells& cells, int64_t row, char* out) {
  return write_zone(cells, 3, row, write_epoch(cells, row, out));
}

char* write_formatted(const Cells& cells, int64_t row, char* out) {
  return write_escaped(cells.format->text(cells.column, row), out);
}

// Digits and points need no escape.
char* write_vector(const Cells& cells, int64_t row, char* out) {
  std::string text;
  const std::string_view bytes = cells.column.vector_at(row);
  if (sql::is_float_vector(cells.column.type)) {
    values::print_embedding(values::Embedding<float>(bytes), text);
  } else {
    values::print_embedding(values::Embedding<int32_t>(bytes), text);
  }
  return append(text, out);
}

// What each form needs: its writer for each protocol, and the largest text.
struct FormRow {
  ColumnForm form;
  WriteCell sql_api, driver;
  size_t width_max;
};
constexpr FormRow form_rows[] = {
    {ColumnForm::integer, write_int64, write_int64, integer_width},
    {ColumnForm::decimal, write_decimal, write_decimal, number_width},
    {ColumnForm::real, write_real, write_real, values::float_text_max},
    {ColumnForm::text, write_text, write_text, 0},
    {ColumnForm::binary, write_binary, write_binary, 0},
    {ColumnForm::boolean, write_true_false, write_one_zero, 5},
    {ColumnForm::date, write_date, write_date, integer_width},
    {ColumnForm::time, write_units, write_units, number_width},
    {ColumnForm::epoch, write_units, write_units, number_width},
    {ColumnForm::epoch_fraction, write_epoch, write_epoch, number_width},
    {ColumnForm::epoch_zone, write_units_zone, write_units_zone, number_width},
    {ColumnForm::epoch_fraction_zone, write_epoch_zone, write_epoch_zone, number_width},
    {ColumnForm::vector, write_vector, write_vector, 0},
};
static_assert(form_rows[static_cast<int>(ColumnForm::vector)].form == ColumnForm::vector);

constexpr size_t formatted_width = 1024;
constexpr size_t around_cell = 3;  // quotes and a comma; "null" is shorter than any width

Result<std::vector<Cells>> prepare(std::span<const ColumnView> columns,
                                   const JsonOptions& options) {
  std::vector<Cells> prepared;
  for (const ColumnView& column : columns) {
    const FormRow& row = form_rows[static_cast<int>(column.form)];
    const bool driver = options.protocol == JsonProtocol::driver;
    Cells cells{column, driver ? row.driver : row.sql_api, row.width_max, nullptr};
    if (options.formats.any())
      cells.format = TRY(FormattedCell::make(column.type, options.formats));
    if (cells.format) {
      cells.write = write_formatted;
      if (cells.width_max > 0) cells.width_max = formatted_width;
    }
    prepared.push_back(std::move(cells));
  }
  return prepared;
}

// What the text of a cell without a fixed width takes at most.
size_t text_width(const ColumnView& column, int64_t row) {
  constexpr size_t element_width = 49;  // sign, 39 digits, point, six digits, comma
  if (column.form == ColumnForm::vector) {
    return static_cast<size_t>(column.type.length) * element_width;
  }
  return column.text_at(row).size() * json_growth_max;
}

}  // namespace

Result<Done> write_json_rows(std::span<const ColumnView> columns, int64_t begin, int64_t end,
                             const JsonOptions& options, TextOutput& out) {
  const std::vector<Cells> prepared = TRY(prepare(columns, options));
  size_t row_width = 4;  // brackets and a comma
  for (const Cells& cells : prepared)
    row_width += std::max<size_t>(cells.width_max, 4) + around_cell;
  const std::string_view null = options.nullable ? "null" : "\"null\"";
  for (int64_t row = begin; row < end; ++row) {
    char* at = out.reserve(row_width);
    if (row != begin) *at++ = ',';
    *at++ = '[';
    for (const Cells& cells : prepared) {
      if (&cells != prepared.data()) *at++ = ',';
      if (!cells.column.valid(row)) {
        at = append(null, at);
        continue;
      }
      if (cells.width_max == 0) {  // the length is known only now
        out.commit(at);
        at = out.reserve(text_width(cells.column, row) + row_width);
      }
      *at++ = '"';
      at = cells.write(cells, row, at);
      *at++ = '"';
    }
    *at++ = ']';
    out.commit(at);
  }
  return Done{};
}

}  // namespace mockhaus::wire
