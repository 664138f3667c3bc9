// Collects the engine's batches into the kept form (batch.h).
//
// The engine's arrays are in the form of values/physical.h; numbers may come as any integer or
// decimal type. A number that its column's form cannot hold is error 100046.
#pragma once

#include <vector>

#include "base/result.h"
#include "engine/arrow.h"
#include "wire/batch.h"
#include "wire/byte_buffer.h"

namespace mockhaus::wire {

class ColumnBuilder {
 public:
  explicit ColumnBuilder(const sql::Type& type) : type_(type), form_(form_of(type)) {}

  // Adds rows [begin, begin + count) of an array with this schema.
  Result<Done> append(const ArrowSchema& schema, const ArrowArray& array, int64_t begin,
                      int64_t count);
  int64_t bytes() const;
  int64_t nulls() const { return nulls_; }
  const ByteBuffer& buffer(int which) const { return buffers_[which]; }
  void clear();

 private:
  struct Source;
  void append_validity(const Source& source);
  Result<Done> append_values(const Source& source);
  Result<Done> append_number(const Source& source);
  Result<Done> append_text(const Source& source);
  Result<Done> append_boolean(const Source& source);
  Result<Done> append_vectors(const Source& source);
  Result<Done> append_instant(const Source& source);
  Result<Done> append_nulls(int64_t count);

  sql::Type type_;
  ColumnForm form_;
  int64_t rows_ = 0;
  int64_t nulls_ = 0;
  std::array<ByteBuffer, column_buffers_max> buffers_;
};

class BatchBuilder {
 public:
  explicit BatchBuilder(const sql::ResultShape& shape);

  Result<Done> append(const ArrowSchema& schema, const ArrowArray& array, int64_t begin,
                      int64_t count);
  int64_t rows() const { return rows_; }
  int64_t bytes() const;

  // Makes `body` the body, and starts over.
  BatchPlaces finish(std::string& body);

 private:
  std::vector<ColumnBuilder> columns_;
  int64_t rows_ = 0;
};

}  // namespace mockhaus::wire
