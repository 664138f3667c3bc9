#include "wire/formatted_cell.h"

#include "values/errors.h"
#include "values/timestamp.h"
#include "wire/instant.h"

namespace mockhaus::wire {
namespace {

using sql::TypeKind;

const std::optional<std::string>* format_for(const sql::Type& type, const OutputFormats& formats) {
  switch (type.kind) {
    case TypeKind::date: return &formats.date;
    case TypeKind::time: return &formats.time;
    case TypeKind::timestamp_ntz: return &formats.timestamp_ntz;
    case TypeKind::timestamp_ltz: return &formats.timestamp_ltz;
    case TypeKind::timestamp_tz: return &formats.timestamp_tz;
    case TypeKind::binary: return &formats.binary;
    default: return nullptr;
  }
}

values::TimestampKind timestamp_kind(const sql::Type& type) {
  if (type.kind == TypeKind::timestamp_ltz) return values::TimestampKind::ltz;
  return type.kind == TypeKind::timestamp_tz ? values::TimestampKind::tz
                                             : values::TimestampKind::ntz;
}

}  // namespace

Result<std::unique_ptr<FormattedCell>> FormattedCell::make(const sql::Type& type,
                                                           const OutputFormats& formats) {
  const std::optional<std::string>* format = format_for(type, formats);
  if (format == nullptr || !*format) return std::unique_ptr<FormattedCell>();
  std::unique_ptr<FormattedCell> cell(new FormattedCell);
  if (type.kind == TypeKind::binary) {
    cell->binary_ = values::parse_binary_format(**format).value_or(values::BinaryFormat::hex);
    return cell;
  }
  cell->format_.emplace(**format);
  std::optional<values::Zone> zone = values::Zone::find(formats.timezone);
  if (!zone) return values::errors::unknown_time_zone(formats.timezone);
  cell->zone_ = *std::move(zone);
  return cell;
}

std::string_view FormattedCell::text(const ColumnView& column, int64_t row) {
  text_.clear();
  if (!format_) {
    values::encode_binary(column.text_at(row), binary_, text_);
  } else if (column.form == ColumnForm::date) {
    format_->print(values::display_date(column.at<int32_t>(1, row)), text_);
  } else if (column.form == ColumnForm::time) {
    format_->print(values::display_time(time_at(column, row), column.type.scale), text_);
  } else {
    format_->print(values::display_timestamp(timestamp_kind(column.type), timestamp_at(column, row),
                                             column.type.scale, zone_),
                   text_);
  }
  return text_;
}

}  // namespace mockhaus::wire
