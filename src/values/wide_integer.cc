#include "values/wide_integer.h"

namespace mockhaus::values {

void WideInteger::add(const WideInteger& other) {
  uint128 carry = 0;
  for (size_t i = 0; i < limbs_.size(); ++i) {
    carry += static_cast<uint128>(limbs_[i]) + other.limbs_[i];
    limbs_[i] = static_cast<uint64_t>(carry);
    carry >>= 64;
  }
}

void WideInteger::subtract(const WideInteger& other) {
  uint64_t borrow = 0;
  for (size_t i = 0; i < limbs_.size(); ++i) {
    const uint128 taken = static_cast<uint128>(other.limbs_[i]) + borrow;
    borrow = limbs_[i] < taken ? 1 : 0;
    limbs_[i] = static_cast<uint64_t>(limbs_[i] - taken);
  }
}

void WideInteger::multiply(uint128 factor) {
  const uint64_t low = static_cast<uint64_t>(factor);
  const uint64_t high = static_cast<uint64_t>(factor >> 64);
  WideInteger upper;
  uint128 low_carry = 0, high_carry = 0;
  for (size_t i = 0; i < limbs_.size(); ++i) {
    const uint64_t limb = limbs_[i];
    low_carry += static_cast<uint128>(limb) * low;
    limbs_[i] = static_cast<uint64_t>(low_carry);
    low_carry >>= 64;
    if (high == 0 || i + 1 == limbs_.size()) continue;
    high_carry += static_cast<uint128>(limb) * high;
    upper.limbs_[i + 1] = static_cast<uint64_t>(high_carry);
    high_carry >>= 64;
  }
  if (high != 0) add(upper);
}

int WideInteger::compare(const WideInteger& other) const {
  for (size_t i = limbs_.size(); i-- > 0;) {
    if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -1 : 1;
  }
  return 0;
}

bool WideInteger::is_zero() const { return compare(WideInteger()) == 0; }

bool WideInteger::fits_128() const {
  for (size_t i = 2; i < limbs_.size(); ++i) {
    if (limbs_[i] != 0) return false;
  }
  return limbs_[1] >> 63 == 0;
}

void WideInteger::shift_left_one() {
  for (size_t i = limbs_.size(); i-- > 1;) limbs_[i] = limbs_[i] << 1 | limbs_[i - 1] >> 63;
  limbs_[0] <<= 1;
}

void WideInteger::shift_left_128() {
  for (size_t i = limbs_.size(); i-- > 2;) limbs_[i] = limbs_[i - 2];
  limbs_[0] = limbs_[1] = 0;
}

// Long division bit by bit: once for a group, so that its speed does not matter.
void WideInteger::divide_rounded(const WideInteger& divisor) {
  WideInteger quotient, rest;
  for (int i = static_cast<int>(limbs_.size()) * 64; i-- > 0;) {
    rest.shift_left_one();
    quotient.shift_left_one();
    if (bit(i)) rest.limbs_[0] |= 1;
    if (rest.compare(divisor) < 0) continue;
    rest.subtract(divisor);
    quotient.limbs_[0] |= 1;
  }
  rest.shift_left_one();
  if (rest.compare(divisor) >= 0) quotient.add(WideInteger(1));
  *this = quotient;
}

WideInteger WideInteger::product(uint128 a, uint128 b) {
  WideInteger result(a);
  result.multiply(b);
  return result;
}

}  // namespace mockhaus::values
