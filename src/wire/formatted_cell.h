// Cells that a request of the SQL API wants as formatted text instead of numbers.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "values/binary_text.h"
#include "values/temporal_format.h"
#include "values/zone.h"
#include "wire/batch.h"
#include "wire/protocol.h"

namespace mockhaus::wire {

// Formats the cells of one column. Not thread-safe: it keeps the text of the last cell.
class FormattedCell {
 public:
  // Null when no format was asked for this type.
  static Result<std::unique_ptr<FormattedCell>> make(const sql::Type& type,
                                                     const OutputFormats& formats);

  // The text of a cell that is not NULL; valid until the next call.
  std::string_view text(const ColumnView& column, int64_t row);

 private:
  FormattedCell() = default;

  std::optional<values::TemporalFormat> format_;
  values::BinaryFormat binary_ = values::BinaryFormat::hex;
  values::Zone zone_;
  std::string text_;
};

}  // namespace mockhaus::wire
