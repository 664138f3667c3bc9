// An unsigned integer of 448 bits: sums of squares of NUMBERs, which fit nothing smaller.
//
// A square of 38 digits has 254 bits; 2^40 of them, times their count and a power of ten, stay
// below 2^420. Arithmetic beyond 448 bits wraps. Only what statistics.cc needs.
#pragma once

#include <array>
#include <cstdint>

#include "values/physical.h"

namespace mockhaus::values {

class WideInteger {
 public:
  WideInteger() = default;
  explicit WideInteger(uint128 value) {
    limbs_[0] = static_cast<uint64_t>(value);
    limbs_[1] = static_cast<uint64_t>(value >> 64);
  }

  void add(const WideInteger& other);
  void subtract(const WideInteger& other);  // other <= *this
  void multiply(uint128 factor);
  int compare(const WideInteger& other) const;
  bool is_zero() const;
  // *this = *this / divisor, rounded half up. The divisor is not zero.
  void divide_rounded(const WideInteger& divisor);
  bool fits_128() const;  // below 2^127
  uint128 low() const { return static_cast<uint128>(limbs_[1]) << 64 | limbs_[0]; }

  uint128 high() const { return static_cast<uint128>(limbs_[3]) << 64 | limbs_[2]; }  // bits 128..
  void shift_left_128();

  static WideInteger product(uint128 a, uint128 b);

 private:
  void shift_left_one();
  bool bit(int index) const { return limbs_[static_cast<size_t>(index / 64)] >> (index % 64) & 1; }

  std::array<uint64_t, 7> limbs_{};  // the lowest first
};

}  // namespace mockhaus::values
