#include "commands/engine_rows.h"

#include <iterator>

#include "catalog/errors.h"

namespace mockhaus::commands {
namespace {

// Releases a batch whatever happens.
struct Batch {
  ArrowArray array{};
  ~Batch() {
    if (array.release != nullptr) array.release(&array);
  }
};

bool is_null(const ArrowArray& column, int64_t row) {
  const auto* bits = static_cast<const uint8_t*>(column.buffers[0]);
  if (bits == nullptr || column.null_count == 0) return false;
  const int64_t place = column.offset + row;
  return (bits[place / 8] >> (place % 8) & 1) == 0;
}

// Utf8 with offsets of 32 bits (format "u") or 64 ("U").
template <class Offset>
std::string text_at(const ArrowArray& column, int64_t row) {
  const auto* offsets = static_cast<const Offset*>(column.buffers[1]) + column.offset + row;
  const auto* bytes = static_cast<const char*>(column.buffers[2]);
  return std::string(bytes + offsets[0], static_cast<size_t>(offsets[1] - offsets[0]));
}

}  // namespace

Result<bool> read_some_rows(engine::Stream& stream, std::vector<TextRow>& rows) {
  const ArrowSchema& schema = stream.schema();
  rows.clear();
  Batch batch;
  const bool more = TRY(stream.next(batch.array));
  if (!more) return false;
  for (int64_t row = 0; row < batch.array.length; ++row) {
    TextRow& out = rows.emplace_back();
    for (int64_t i = 0; i < batch.array.n_children; ++i) {
      const ArrowArray& column = *batch.array.children[i];
      const std::string_view format = schema.children[i]->format;
      if (format != "u" && format != "U" && format != "l") {
        return catalog::errors::internal("a column of a command's query is not text");
      }
      if (is_null(column, row)) {
        out.emplace_back();
      } else if (format == "l") {
        const auto* numbers = static_cast<const int64_t*>(column.buffers[1]);
        out.emplace_back(std::to_string(numbers[column.offset + row]));
      } else {
        out.emplace_back(format == "u" ? text_at<int32_t>(column, row)
                                       : text_at<int64_t>(column, row));
      }
    }
  }
  return true;
}

Result<std::vector<TextRow>> read_rows(engine::Stream& stream) {
  std::vector<TextRow> rows, some;
  while (true) {
    const bool more = TRY(read_some_rows(stream, some));
    if (!more) return rows;
    std::move(some.begin(), some.end(), std::back_inserter(rows));
  }
}

Result<std::vector<TextRow>> query_rows(engine::EngineSession& engine, const std::string& sql) {
  const std::unique_ptr<engine::Stream> stream = TRY(engine.query(sql));
  return read_rows(*stream);
}

}  // namespace mockhaus::commands
