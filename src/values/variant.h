// A VARIANT, OBJECT or ARRAY value in bytes, and the view that reads it without copying.
//
// A value is one tag byte and a body that reaches to the end of its slice. Every part of a value
// is itself a value in a contiguous slice, so taking a part is taking a slice:
//
//   tag      body
//   00       -                                  undefined: an array element that is SQL NULL
//   01       -                                  JSON null
//   02 03    -                                  false, true
//   04       1..16 bytes                        integer, two's complement
//   05       scale, 1..16 bytes                 decimal = integer / 10^scale, 1 <= scale <= 37
//   06       8 bytes                            double
//   07 08    bytes                              text (UTF-8), binary
//   09       4 bytes                            date: days since 1970-01-01
//   0a       8 bytes                            time: nanoseconds since midnight
//   0b 0c 0d 16 bytes                           timestamp ntz, ltz, tz as in physical.h
//   10+w     count, end[count], elements        array
//   18+w     count, {key_end, end}[count], key value key value ...      object
//   1c+w     as object                          XML element, see xml_parse.h
//
// Numbers are little endian; w is 0, 1 or 2: counts and ends take 1 << w bytes. An end counts
// bytes from the start of the elements. Keys are in byte order and distinct.
//
// One value has one form: integers are as short as possible, decimals have no trailing zeros (and
// become integers without a fraction), w is as small as possible, zero and NaN have one form each.
// So equal bytes mean the same value of the same kind; `variant_order.h` compares across kinds.
//
// Views never read outside their slice: bytes that are not a value read as undefined or empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "values/physical.h"

namespace mockhaus::values {

enum class VariantKind : uint8_t {
  undefined, null, boolean, integer, decimal, real, text, binary, date, time,
  timestamp_ntz, timestamp_ltz, timestamp_tz, array, object,
};

namespace variant_tag {
constexpr uint8_t undefined = 0, null = 1, no = 2, yes = 3, integer = 4, decimal = 5, real = 6,
                  text = 7, binary = 8, date = 9, time = 10, timestamp_ntz = 11,
                  timestamp_ltz = 12, timestamp_tz = 13, array = 0x10, object = 0x18,
                  xml = 0x1c;
}

// Deeper values are refused by the parser and by everything that walks a value.
constexpr int variant_depth_max = 1000;

constexpr int variant_scale_max = 37;

class VariantView {
 public:
  VariantView() = default;  // undefined
  explicit VariantView(std::string_view bytes) : bytes_(bytes) {}

  VariantKind kind() const;
  std::string_view bytes() const { return bytes_; }
  bool is_undefined() const { return kind() == VariantKind::undefined; }
  bool is_null() const { return kind() == VariantKind::null; }
  bool is_array() const { return kind() == VariantKind::array; }
  bool is_object() const { return kind() == VariantKind::object; }
  bool is_xml() const { return is_object() && tag() >= variant_tag::xml; }

  // Each is meaningful for its own kind only and gives zero or nothing for others.
  bool boolean() const { return tag() == variant_tag::yes; }
  int128 integer() const;  // of an integer; of a decimal the number without its point
  int scale() const;       // of a decimal, 0 for an integer
  double real() const;
  std::string_view text() const { return body(); }  // of a text or binary
  int32_t date() const;
  int64_t time() const;
  int128 timestamp() const;

  size_t size() const;                     // elements of an array, members of an object
  VariantView at(size_t index) const;      // an element or the value of a member
  std::string_view key(size_t index) const;  // of a member
  std::optional<VariantView> find(std::string_view key) const;  // the value of a member

 private:
  uint8_t tag() const { return bytes_.empty() ? 0 : static_cast<uint8_t>(bytes_[0]); }
  std::string_view body() const { return bytes_.empty() ? bytes_ : bytes_.substr(1); }

  std::string_view bytes_;
};

// The parts of an array or object, for walking over all of them: reads the head of the container
// once. Empty for other kinds. A member is a part with a key.
class VariantParts {
 public:
  explicit VariantParts(VariantView container);

  size_t size() const { return count_; }
  VariantView value(size_t index) const {  // index < size()
    return VariantView(slice(index * ends_per_part_ + ends_per_part_ - 1));
  }
  std::string_view key(size_t index) const { return slice(index * 2); }  // of an object only

 private:
  size_t load(const char* from) const {
    uint32_t value = 0;
    if (width_shift_ == 0) return static_cast<uint8_t>(*from);
    std::memcpy(&value, from, width_shift_ == 1 ? 2 : 4);
    return value;
  }
  std::string_view slice(size_t slot) const {
    const size_t begin = slot == 0 ? 0 : load(table_ + ((slot - 1) << width_shift_));
    const size_t end = load(table_ + (slot << width_shift_));
    if (begin > end || end > content_.size()) return {};
    return content_.substr(begin, end - begin);
  }

  const char* table_ = nullptr;
  size_t count_ = 0;
  size_t ends_per_part_ = 1;
  int width_shift_ = 0;
  std::string_view content_;
};

// What TYPEOF says; empty for undefined, for which TYPEOF is NULL.
std::string_view kind_name(VariantKind kind);

bool is_number(VariantKind kind);  // integer, decimal, real

}  // namespace mockhaus::values
