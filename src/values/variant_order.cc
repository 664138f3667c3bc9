#include "values/variant_order.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

// A number's key is made of its decimal digits: value = 0.d1d2d3... * 10^exponent.
//
//   class      01 -infinity, 02 negative, 03 zero, 04 positive, 05 infinity, 06 NaN
//   exponent   2 bytes, big endian, biased
//   digits     two to a byte (1..100), the last pair filled up with a zero, then 00
//
// Of a negative number exponent and digits are inverted bit by bit, because there more is less.
// Text ends with 00 00, and 00 inside it becomes 00 ff, so that a prefix sorts before the longer
// text whatever follows. Each part of a container begins with a byte above 00, which ends it.
namespace mockhaus::values {
namespace {

constexpr char number_negative_infinity = 1, number_negative = 2, number_zero = 3,
               number_positive = 4, number_infinity = 5, number_nan = 6;

// By kind, see the header; all numbers share a rank.
constexpr uint8_t ranks[] = {
    15, 14, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 13, 12,
};
uint8_t rank_of(VariantKind kind) { return ranks[static_cast<size_t>(kind)]; }

struct Decimal {
  char digits[40];
  int count = 0;
  int exponent = 0;
  bool negative = false;
};

Decimal digits_of(VariantView number) {
  Decimal result;
  int128 value = number.integer();
  result.negative = value < 0;
  uint128 rest = value < 0 ? -static_cast<uint128>(value) : static_cast<uint128>(value);
  char reversed[40];
  int count = 0;
  while (rest > 0) {
    // 64 bit divisions are much cheaper: take 18 digits at a time.
    constexpr uint64_t chunk = 1'000'000'000'000'000'000;
    auto low = static_cast<uint64_t>(rest % chunk);
    rest /= chunk;
    for (int i = 0; i < 18 && (rest > 0 || low > 0); ++i, low /= 10) {
      reversed[count++] = static_cast<char>(low % 10);
    }
  }
  result.exponent = count - number.scale();
  int end = 0;
  while (end < count && reversed[end] == 0) ++end;
  result.count = count - end;
  for (int i = 0; i < result.count; ++i) result.digits[i] = reversed[count - 1 - i];
  return result;
}

Decimal digits_of(double value) {
  Decimal result;
  result.negative = value < 0;
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, std::fabs(value),
                                 std::chars_format::scientific).ptr;
  const char* at = text;
  for (; at < end && *at != 'e'; ++at) {
    if (*at != '.') result.digits[result.count++] = static_cast<char>(*at - '0');
  }
  if (at < end && at[1] == '+') ++at;
  std::from_chars(at + 1, end, result.exponent);
  ++result.exponent;
  while (result.count > 0 && result.digits[result.count - 1] == 0) --result.count;
  return result;
}

void append_number_key(VariantView number, std::string& out) {
  Decimal decimal;
  if (number.kind() == VariantKind::real) {
    const double value = number.real();
    if (std::isnan(value)) return out.push_back(number_nan);
    if (std::isinf(value)) {
      return out.push_back(value < 0 ? number_negative_infinity : number_infinity);
    }
    decimal = digits_of(value);
  } else {
    decimal = digits_of(number);
  }
  if (decimal.count == 0) return out.push_back(number_zero);
  out.push_back(decimal.negative ? number_negative : number_positive);
  const char flip = decimal.negative ? '\xff' : '\0';
  const int biased = decimal.exponent + 0x4000;
  out.push_back(static_cast<char>(static_cast<char>(biased >> 8) ^ flip));
  out.push_back(static_cast<char>(static_cast<char>(biased & 0xff) ^ flip));
  for (int i = 0; i < decimal.count; i += 2) {
    const int low = i + 1 < decimal.count ? decimal.digits[i + 1] : 0;
    out.push_back(static_cast<char>(static_cast<char>(decimal.digits[i] * 10 + low + 1) ^ flip));
  }
  out.push_back(flip);
}

void append_text_key(std::string_view text, std::string& out) {
  for (size_t start = 0;;) {
    const size_t zero = text.find('\0', start);
    out.append(text.substr(start, zero - start));
    if (zero == std::string_view::npos) break;
    out.append("\0\xff", 2);
    start = zero + 1;
  }
  out.append("\0\0", 2);
}

void append_integer_key(int128 value, std::string& out) {
  const uint128 biased = static_cast<uint128>(value) ^ (uint128{1} << 127);
  for (int shift = 120; shift >= 0; shift -= 8) out.push_back(static_cast<char>(biased >> shift));
}

int sign(int order) { return order < 0 ? -1 : order > 0; }
template <class Number>
int order_of(Number left, Number right) {
  return left < right ? -1 : left > right;
}

int compare_numbers(VariantView left, VariantView right) {
  if (left.kind() == VariantKind::integer && right.kind() == VariantKind::integer) {
    return order_of(left.integer(), right.integer());
  }
  std::string left_key, right_key;
  append_number_key(left, left_key);
  append_number_key(right, right_key);
  return sign(left_key.compare(right_key));
}

int compare(VariantView left, VariantView right, int depth);
void append_sort_key(VariantView value, std::string& out, int depth);

int compare_parts(VariantView left, VariantView right, int depth) {
  if (depth > variant_depth_max) return sign(left.bytes().compare(right.bytes()));
  const VariantParts left_parts(left), right_parts(right);
  const size_t common = std::min(left_parts.size(), right_parts.size());
  for (size_t i = 0; i < common; ++i) {
    if (left.is_object()) {
      if (const int order = left_parts.key(i).compare(right_parts.key(i))) return sign(order);
    }
    if (const int order = compare(left_parts.value(i), right_parts.value(i), depth)) {
      return order;
    }
  }
  return order_of(left_parts.size(), right_parts.size());
}

void append_parts_key(VariantView container, std::string& out, int depth) {
  if (depth > variant_depth_max) return void(out.append(container.bytes()));
  const VariantParts parts(container);
  for (size_t i = 0; i < parts.size(); ++i) {
    if (container.is_object()) {
      out.push_back(1);
      append_text_key(parts.key(i), out);
    }
    append_sort_key(parts.value(i), out, depth);
  }
  out.push_back(0);
}

int compare(VariantView left, VariantView right, int depth) {
  if (left.bytes() == right.bytes()) return 0;
  const VariantKind kind = left.kind();
  if (const int order = rank_of(kind) - rank_of(right.kind())) return sign(order);
  switch (kind) {
    case VariantKind::undefined:
    case VariantKind::null: return 0;
    case VariantKind::boolean: return order_of(left.boolean(), right.boolean());
    case VariantKind::integer:
    case VariantKind::decimal:
    case VariantKind::real: return compare_numbers(left, right);
    case VariantKind::text:
    case VariantKind::binary: return sign(left.text().compare(right.text()));
    case VariantKind::date: return order_of(left.date(), right.date());
    case VariantKind::time: return order_of(left.time(), right.time());
    case VariantKind::timestamp_ntz:
    case VariantKind::timestamp_ltz: return order_of(left.timestamp(), right.timestamp());
    case VariantKind::timestamp_tz:
      return order_of(unpack(left.timestamp()).instant, unpack(right.timestamp()).instant);
    case VariantKind::array:
    case VariantKind::object: return compare_parts(left, right, depth + 1);
  }
  return 0;
}

void append_sort_key(VariantView value, std::string& out, int depth) {
  const VariantKind kind = value.kind();
  out.push_back(static_cast<char>(rank_of(kind)));
  switch (kind) {
    case VariantKind::undefined:
    case VariantKind::null: return;
    case VariantKind::boolean: return out.push_back(value.boolean() ? 1 : 0);
    case VariantKind::integer:
    case VariantKind::decimal:
    case VariantKind::real: return append_number_key(value, out);
    case VariantKind::text:
    case VariantKind::binary: return append_text_key(value.text(), out);
    case VariantKind::date: return append_integer_key(value.date(), out);
    case VariantKind::time: return append_integer_key(value.time(), out);
    case VariantKind::timestamp_ntz:
    case VariantKind::timestamp_ltz: return append_integer_key(value.timestamp(), out);
    case VariantKind::timestamp_tz:
      return append_integer_key(unpack(value.timestamp()).instant, out);
    case VariantKind::array:
    case VariantKind::object: return append_parts_key(value, out, depth + 1);
  }
}

}  // namespace

int compare(VariantView left, VariantView right) { return compare(left, right, 0); }
bool equal(VariantView left, VariantView right) { return compare(left, right) == 0; }
void append_sort_key(VariantView value, std::string& out) { append_sort_key(value, out, 0); }

}  // namespace mockhaus::values
