// Rows of a result in the form in which they are kept: columns of plain buffers, one after the
// other in one body, so that a batch can lie in memory or in a file.
//
//   form                   for                             data buffers (after the validity bits)
//   integer                NUMBER(p<=18, 0)                int64
//   decimal                other NUMBER                    int128, unscaled
//   real                   FLOAT                           double
//   text, binary           VARCHAR, VARIANT..., BINARY     int32 offsets (rows + 1), bytes
//   boolean                BOOLEAN                         bits
//   date                   DATE                            int32, days
//   time                   TIME(s)                         int64 in 10^-s seconds
//   epoch                  NTZ, LTZ, s <= 7                int64 in 10^-s seconds
//   epoch_fraction         NTZ, LTZ, s >= 8                int64 seconds, int32 nanoseconds
//   epoch_zone             TZ, s <= 3                      int64 in 10^-s seconds, int32 zone
//   epoch_fraction_zone    TZ, s >= 4                      int64 seconds, int32 ns, int32 zone
//   vector                 VECTOR(FLOAT | INT, n)          n 32-bit numbers
//
// These are the Arrow forms that all drivers read (driver-protocol.md §11.4); the zone is the
// offset in minutes + 1440. A NULL has zero bits in its place.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sql/sql.h"

namespace mockhaus::wire {

enum class ColumnForm : uint8_t {
  integer, decimal, real, text, binary, boolean, date, time,
  epoch, epoch_fraction, epoch_zone, epoch_fraction_zone, vector,
};
ColumnForm form_of(const sql::Type& type);

int64_t vector_bytes(const sql::Type& type);  // of one value

constexpr int column_buffers_max = 4;  // validity and up to three of data

// Where a column's buffers lie in the body.
struct ColumnPlace {
  int64_t nulls = 0;  // 0: there are no validity bits
  std::array<int64_t, column_buffers_max> offset{};
  std::array<int64_t, column_buffers_max> size{};
};

struct BatchPlaces {
  int64_t rows = 0;
  int64_t body_bytes = 0;
  std::vector<ColumnPlace> columns;
};

// A column as readers see it. Valid as long as the body is.
struct ColumnView {
  ColumnForm form = ColumnForm::text;
  sql::Type type;
  int64_t rows = 0;
  int64_t nulls = 0;
  std::array<const char*, column_buffers_max> buffer{};  // [0] is null if nothing is NULL
  std::array<int64_t, column_buffers_max> size{};

  bool valid(int64_t row) const {
    return buffer[0] == nullptr || (buffer[0][row / 8] >> (row % 8) & 1) != 0;
  }
  template <class T>
  T at(int which, int64_t row) const {
    T value;
    __builtin_memcpy(&value, buffer[which] + row * static_cast<int64_t>(sizeof(T)), sizeof(T));
    return value;
  }
  std::string_view vector_at(int64_t row) const {
    const int64_t bytes = vector_bytes(type);
    return {buffer[1] + row * bytes, static_cast<size_t>(bytes)};
  }
  std::string_view text_at(int64_t row) const {
    const int32_t begin = at<int32_t>(1, row), end = at<int32_t>(1, row + 1);
    return {buffer[2] + begin, static_cast<size_t>(end - begin)};
  }
};

std::vector<ColumnView> view_columns(const sql::ResultShape& shape, const BatchPlaces& places,
                                     std::string_view body);

}  // namespace mockhaus::wire
