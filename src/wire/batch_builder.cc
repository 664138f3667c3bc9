#include "wire/batch_builder.h"

#include <charconv>

#include "values/decimal.h"
#include "values/errors.h"

namespace mockhaus::wire {

using values::int128;

// The rows that are being added, and how the engine stores them.
struct ColumnBuilder::Source {
  Source(const ArrowSchema& schema, const ArrowArray& from, int64_t begin, int64_t rows)
      : format(schema.format), array(from), first(from.offset + begin), count(rows) {
    const bool may_have_nulls = from.null_count != 0 && from.n_buffers > 0;
    validity = may_have_nulls ? static_cast<const uint8_t*>(from.buffers[0]) : nullptr;
    if (format[0] == 'd') {
      const size_t comma = format.find(',');
      std::from_chars(format.data() + comma + 1, format.data() + format.size(), scale);
    }
  }

  template <class T>
  const T* data(int buffer = 1) const {
    return static_cast<const T*>(array.buffers[buffer]) + first;
  }
  bool valid(int64_t row) const {
    return !validity || (validity[(first + row) / 8] >> ((first + row) % 8) & 1);
  }
  bool is(char kind) const { return format[0] == kind; }

  std::string_view format;
  const ArrowArray& array;
  int64_t first;
  int64_t count;
  const uint8_t* validity = nullptr;
  int scale = 0;  // of decimals
};

namespace {

Error unexpected_form(std::string_view format, const sql::Type& type) {
  return {"000603", "XX000",
          "SQL execution internal error:\nA result column of type " + sql::describe(type) +
              " came in form " + std::string(format) + ".",
          {}};
}

int64_t floor_divide(int64_t value, int64_t by) {
  const int64_t quotient = value / by;
  return quotient - (value % by < 0 ? 1 : 0);
}

// Dividing 128 bits is slow, and between the years 1678 and 2262 not needed.
struct Instant {
  int64_t seconds;
  int32_t nanoseconds;
};
Instant split(int128 nanoseconds) {
  constexpr int64_t second = values::nanoseconds_per_second;
  if (nanoseconds == static_cast<int64_t>(nanoseconds)) {
    const auto narrow = static_cast<int64_t>(nanoseconds);
    const int64_t seconds = floor_divide(narrow, second);
    return {seconds, static_cast<int32_t>(narrow - seconds * second)};
  }
  int128 seconds = nanoseconds / second;
  if (nanoseconds % second < 0) --seconds;
  return {static_cast<int64_t>(seconds), static_cast<int32_t>(nanoseconds - seconds * second)};
}

int64_t power_of_ten(int exponent) {
  return static_cast<int64_t>(values::power_of_ten(exponent));
}

// In units of 10^-scale seconds, scale <= 7.
int64_t scaled(Instant instant, int scale) {
  return instant.seconds * power_of_ten(scale) +
         instant.nanoseconds / static_cast<int32_t>(power_of_ten(9 - scale));
}

void set_bits(char* bits, int64_t begin, int64_t count) {
  for (int64_t at = begin; at < begin + count;) {
    if (at % 8 == 0 && begin + count - at >= 8) {
      bits[at / 8] = static_cast<char>(0xFF);
      at += 8;
    } else {
      bits[at / 8] = static_cast<char>(bits[at / 8] | (1 << (at % 8)));
      ++at;
    }
  }
}

// Makes the buffer hold the bits of `rows` rows; new bits are 0.
void extend_bits(ByteBuffer& buffer, int64_t rows) {
  const size_t wanted = static_cast<size_t>((rows + 7) / 8);
  if (wanted <= buffer.size()) return;
  const size_t more = wanted - buffer.size();
  std::memset(buffer.extend(more), 0, more);
}

}  // namespace

Result<Done> ColumnBuilder::append(const ArrowSchema& schema, const ArrowArray& array,
                                   int64_t begin, int64_t count) {
  const Source source(schema, array, begin, count);
  if (source.is('n')) return append_nulls(count);
  append_validity(source);
  TRY(append_values(source));
  rows_ += count;
  return Done{};
}

void ColumnBuilder::append_validity(const Source& source) {
  int64_t nulls = 0;
  for (int64_t row = 0; source.validity && row < source.count; ++row) nulls += !source.valid(row);
  if (nulls == 0 && nulls_ == 0) return;
  ByteBuffer& bits = buffers_[0];
  if (nulls_ == 0) {  // the first NULL of the column: what came before is valid
    extend_bits(bits, rows_);
    set_bits(bits.data(), 0, rows_);
  }
  extend_bits(bits, rows_ + source.count);
  if (nulls == 0) {
    set_bits(bits.data(), rows_, source.count);
  } else {
    for (int64_t row = 0; row < source.count; ++row) {
      if (source.valid(row)) set_bits(bits.data(), rows_ + row, 1);
    }
  }
  nulls_ += nulls;
}

Result<Done> ColumnBuilder::append_nulls(int64_t count) {
  ByteBuffer& bits = buffers_[0];
  const bool had_bits = nulls_ > 0;
  extend_bits(bits, rows_ + count);
  if (!had_bits) set_bits(bits.data(), 0, rows_);
  const auto add_zeros = [&](int which, size_t width) {
    const size_t bytes = width * static_cast<size_t>(count);
    std::memset(buffers_[which].extend(bytes), 0, bytes);
  };
  switch (form_) {
    case ColumnForm::text:
    case ColumnForm::binary: {
      if (buffers_[1].size() == 0) std::memset(buffers_[1].extend(4), 0, 4);
      const int32_t end = static_cast<int32_t>(buffers_[2].size());
      for (int64_t row = 0; row < count; ++row) buffers_[1].append(&end, sizeof end);
      break;
    }
    case ColumnForm::boolean: extend_bits(buffers_[1], rows_ + count); break;
    case ColumnForm::vector: add_zeros(1, static_cast<size_t>(vector_bytes(type_))); break;
    case ColumnForm::decimal: add_zeros(1, 16); break;
    case ColumnForm::date: add_zeros(1, 4); break;
    case ColumnForm::epoch_fraction_zone: add_zeros(3, 4); [[fallthrough]];
    case ColumnForm::epoch_fraction:
    case ColumnForm::epoch_zone: add_zeros(2, 4); [[fallthrough]];
    case ColumnForm::integer:
    case ColumnForm::real:
    case ColumnForm::time:
    case ColumnForm::epoch: add_zeros(1, 8); break;
  }
  nulls_ += count;
  rows_ += count;
  return Done{};
}

Result<Done> ColumnBuilder::append_values(const Source& source) {
  switch (form_) {
    case ColumnForm::integer:
    case ColumnForm::decimal:
    case ColumnForm::real: return append_number(source);
    case ColumnForm::text:
    case ColumnForm::binary: return append_text(source);
    case ColumnForm::boolean: return append_boolean(source);
    case ColumnForm::date:
    case ColumnForm::time:
    case ColumnForm::epoch:
    case ColumnForm::epoch_fraction:
    case ColumnForm::epoch_zone:
    case ColumnForm::epoch_fraction_zone: return append_instant(source);
    case ColumnForm::vector: return append_vectors(source);
  }
  return Done{};
}

namespace {

// Writes convert(source[row]) for every row, and zero bits for NULL.
template <class To, class From, class IsValid, class Convert>
void convert_rows(const From* from, int64_t count, bool all_valid, IsValid&& valid, ByteBuffer& to,
                  Convert&& convert) {
  char* out = to.extend(static_cast<size_t>(count) * sizeof(To));
  for (int64_t row = 0; row < count; ++row, out += sizeof(To)) {
    To value{};
    if (all_valid || valid(row)) {
      From original;
      std::memcpy(&original, reinterpret_cast<const char*>(from) + row * sizeof(From),
                  sizeof(From));
      value = convert(original);
    }
    std::memcpy(out, &value, sizeof value);
  }
}

}  // namespace

Result<Done> ColumnBuilder::append_number(const Source& source) {
  const auto valid = [&](int64_t row) { return source.valid(row); };
  const bool all_valid = source.validity == nullptr;
  ByteBuffer& out = buffers_[1];
  if (form_ == ColumnForm::real) {
    if (source.is('g')) {
      convert_rows<double>(source.data<double>(), source.count, all_valid, valid, out,
                           [](double value) { return value; });
      return Done{};
    }
    if (!source.is('f')) return unexpected_form(source.format, type_);
    convert_rows<double>(source.data<float>(), source.count, all_valid, valid, out,
                         [](float value) { return static_cast<double>(value); });
    return Done{};
  }
  const int raise = type_.scale - source.scale;
  if (raise < 0) return unexpected_form(source.format, type_);
  const int128 factor = values::power_of_ten(raise);
  bool fits = true;
  const auto convert = [&](auto from) {
    if (form_ == ColumnForm::integer) {
      convert_rows<int64_t>(from, source.count, all_valid, valid, out, [&](auto value) {
        fits = fits && value == static_cast<decltype(value)>(static_cast<int64_t>(value));
        return static_cast<int64_t>(value);
      });
    } else if (raise == 0) {
      convert_rows<int128>(from, source.count, all_valid, valid, out,
                           [](auto value) { return static_cast<int128>(value); });
    } else {
      convert_rows<int128>(from, source.count, all_valid, valid, out, [&](auto value) {
        int128 product = 0;
        fits = !__builtin_mul_overflow(static_cast<int128>(value), factor, &product) && fits;
        return product;
      });
    }
  };
  switch (source.format[0]) {
    case 'd': convert(source.data<int128>()); break;
    case 'l': convert(source.data<int64_t>()); break;
    case 'i': convert(source.data<int32_t>()); break;
    case 's': convert(source.data<int16_t>()); break;
    case 'c': convert(source.data<int8_t>()); break;
    case 'L': convert(source.data<uint64_t>()); break;
    case 'I': convert(source.data<uint32_t>()); break;
    default: return unexpected_form(source.format, type_);
  }
  if (!fits) return values::errors::number_not_representable(type_.precision, type_.scale, "");
  return Done{};
}

Result<Done> ColumnBuilder::append_text(const Source& source) {
  const bool text = source.is('u'), binary = source.is('z');
  if (!text && !binary) return unexpected_form(source.format, type_);
  const auto* offsets = source.data<int32_t>();
  const auto* bytes = static_cast<const char*>(source.array.buffers[2]);
  ByteBuffer& places = buffers_[1];
  ByteBuffer& content = buffers_[2];
  if (places.size() == 0) std::memset(places.extend(4), 0, 4);
  const int64_t length = offsets[source.count] - offsets[0];
  const int64_t shift = static_cast<int64_t>(content.size()) - offsets[0];
  if (static_cast<int64_t>(content.size()) + length > INT32_MAX) {
    return Error{"000603", "XX000", "The rows of the result are too large to be sent.", {}};
  }
  char* out = places.extend(static_cast<size_t>(source.count) * 4);
  for (int64_t row = 1; row <= source.count; ++row, out += 4) {
    const auto end = static_cast<int32_t>(offsets[row] + shift);
    std::memcpy(out, &end, 4);
  }
  content.append(bytes + offsets[0], static_cast<size_t>(length));
  return Done{};
}

// The engine gives them as BLOB, or as bytes of one width where they were kept already.
Result<Done> ColumnBuilder::append_vectors(const Source& source) {
  const bool blob = source.is('z');
  if (!blob && !source.is('w')) return unexpected_form(source.format, type_);
  const int64_t width = vector_bytes(type_);
  const auto* bytes = static_cast<const char*>(source.array.buffers[blob ? 2 : 1]);
  char* out = buffers_[1].extend(static_cast<size_t>(source.count * width));
  for (int64_t row = 0; row < source.count; ++row, out += width) {
    const int64_t at = blob ? source.data<int32_t>()[row] : (source.first + row) * width;
    if (!source.valid(row)) std::memset(out, 0, static_cast<size_t>(width));
    else if (blob && source.data<int32_t>()[row + 1] - at != width)
      return unexpected_form(source.format, type_);
    else std::memcpy(out, bytes + at, static_cast<size_t>(width));
  }
  return Done{};
}

Result<Done> ColumnBuilder::append_boolean(const Source& source) {
  if (!source.is('b')) return unexpected_form(source.format, type_);
  const auto* bits = static_cast<const uint8_t*>(source.array.buffers[1]);
  extend_bits(buffers_[1], rows_ + source.count);
  char* out = buffers_[1].data();
  for (int64_t row = 0; row < source.count; ++row) {
    const int64_t at = source.first + row;
    if (source.valid(row) && (bits[at / 8] >> (at % 8) & 1)) set_bits(out, rows_ + row, 1);
  }
  return Done{};
}

Result<Done> ColumnBuilder::append_instant(const Source& source) {
  const auto valid = [&](int64_t row) { return source.valid(row); };
  const bool all_valid = source.validity == nullptr;
  ByteBuffer& first = buffers_[1];
  if (form_ == ColumnForm::date) {
    if (!source.format.starts_with("tdD")) return unexpected_form(source.format, type_);
    convert_rows<int32_t>(source.data<int32_t>(), source.count, all_valid, valid, first,
                          [](int32_t days) { return days; });
    return Done{};
  }
  if (form_ == ColumnForm::time) {
    if (!source.is('l')) return unexpected_form(source.format, type_);
    const int64_t unit = power_of_ten(9 - type_.scale);
    convert_rows<int64_t>(source.data<int64_t>(), source.count, all_valid, valid, first,
                          [&](int64_t nanoseconds) { return nanoseconds / unit; });
    return Done{};
  }
  if (!source.is('d') || source.scale != 0) return unexpected_form(source.format, type_);
  const auto* from = source.data<int128>();
  const bool zoned = type_.kind == sql::TypeKind::timestamp_tz;
  const auto instant = [&](int128 value) { return split(zoned ? value >> 12 : value); };
  const bool whole = form_ == ColumnForm::epoch_fraction ||
                     form_ == ColumnForm::epoch_fraction_zone;
  convert_rows<int64_t>(from, source.count, all_valid, valid, first, [&](int128 value) {
    return whole ? instant(value).seconds : scaled(instant(value), type_.scale);
  });
  int next = 2;
  if (whole) {
    convert_rows<int32_t>(from, source.count, all_valid, valid, buffers_[next++],
                          [&](int128 value) { return instant(value).nanoseconds; });
  }
  if (zoned) {
    convert_rows<int32_t>(from, source.count, all_valid, valid, buffers_[next],
                          [](int128 value) { return static_cast<int32_t>(value & 4095); });
  }
  return Done{};
}

int64_t ColumnBuilder::bytes() const {
  size_t total = 0;
  for (const ByteBuffer& buffer : buffers_) total += buffer.size();
  return static_cast<int64_t>(total);
}

void ColumnBuilder::clear() {
  for (ByteBuffer& buffer : buffers_) buffer.clear();
  rows_ = 0;
  nulls_ = 0;
}

BatchBuilder::BatchBuilder(const sql::ResultShape& shape) {
  columns_.reserve(shape.size());
  for (const sql::ColumnShape& column : shape) columns_.emplace_back(column.type);
}

Result<Done> BatchBuilder::append(const ArrowSchema& schema, const ArrowArray& array,
                                  int64_t begin, int64_t count) {
  if (array.n_children != static_cast<int64_t>(columns_.size())) {
    return Error{"000603", "XX000", "SQL execution internal error:\nThe result has " +
                 std::to_string(array.n_children) + " columns, not " +
                 std::to_string(columns_.size()) + ".", {}};
  }
  for (size_t column = 0; column < columns_.size(); ++column) {
    TRY(columns_[column].append(*schema.children[column], *array.children[column], begin, count));
  }
  rows_ += count;
  return Done{};
}

int64_t BatchBuilder::bytes() const {
  int64_t total = 0;
  for (const ColumnBuilder& column : columns_) total += column.bytes();
  return total;
}

BatchPlaces BatchBuilder::finish(std::string& body) {
  BatchPlaces places{.rows = rows_, .body_bytes = 0, .columns = {}};
  constexpr size_t alignment = 8;
  body.clear();
  body.reserve(static_cast<size_t>(bytes()) + columns_.size() * column_buffers_max * alignment);
  for (ColumnBuilder& column : columns_) {
    ColumnPlace place{.nulls = column.nulls()};
    for (int which = 0; which < column_buffers_max; ++which) {
      const ByteBuffer& buffer = column.buffer(which);
      place.offset[which] = static_cast<int64_t>(body.size());
      place.size[which] = static_cast<int64_t>(buffer.size());
      body.append(buffer.data(), buffer.size());
      body.append(-body.size() % alignment, '\0');
    }
    places.columns.push_back(place);
    column.clear();
  }
  places.body_bytes = static_cast<int64_t>(body.size());
  rows_ = 0;
  return places;
}

}  // namespace mockhaus::wire
