#include "values/cardinality.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace mockhaus::values {
namespace {

constexpr int precision = 12;
constexpr size_t register_count = size_t{1} << precision;
constexpr size_t sparse_max = 2048;
// Where HLL_EXPORT writes the registers that are not zero instead of all.
constexpr size_t exported_sparse_max = register_count / 4;

void set_register(std::vector<uint8_t>& registers, uint64_t hash) {
  const size_t index = hash >> (64 - precision);
  const uint64_t rest = hash << precision | uint64_t{1} << (precision - 1);
  const auto rank = static_cast<uint8_t>(std::countl_zero(rest) + 1);
  registers[index] = std::max(registers[index], rank);
}

int64_t estimate_of(const std::vector<uint8_t>& registers) {
  constexpr double m = register_count;
  double sum = 0;
  int zeros = 0;
  for (const uint8_t rank : registers) {
    sum += std::ldexp(1.0, -rank);
    zeros += rank == 0;
  }
  const double raw = 0.7213 / (1 + 1.079 / m) * m * m / sum;
  const double estimate = raw <= 2.5 * m && zeros > 0 ? m * std::log(m / zeros) : raw;
  return std::llround(estimate);
}

}  // namespace

void CardinalityState::add(uint64_t hash) {
  if (!registers_.empty()) return set_register(registers_, hash);
  hashes_.push_back(hash);
  if (hashes_.size() < 2 * sparse_max) return;
  normalize();
  if (hashes_.size() > sparse_max) make_dense();
}

void CardinalityState::normalize() const {
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
}

void CardinalityState::make_dense() {
  registers_ = registers();
  hashes_.clear();
}

std::vector<uint8_t> CardinalityState::registers() const {
  if (!registers_.empty()) return registers_;
  std::vector<uint8_t> result(register_count, 0);
  for (const uint64_t hash : hashes_) set_register(result, hash);
  return result;
}

bool CardinalityState::merge(std::string_view state) {
  if (state.empty()) return false;
  const char kind = state[0];
  state.remove_prefix(1);
  if (kind == 'S' && state.size() % 8 == 0) {
    for (; !state.empty(); state.remove_prefix(8)) {
      uint64_t hash;
      std::memcpy(&hash, state.data(), 8);
      add(hash);
    }
    return true;
  }
  if (kind != 'D' || state.size() != register_count) return false;
  if (registers_.empty()) make_dense();
  for (size_t i = 0; i < register_count; ++i) {
    registers_[i] = std::max(registers_[i], static_cast<uint8_t>(state[i]));
  }
  return true;
}

bool CardinalityState::import(VariantView object) {
  const auto sparse = object.find("sparse"), dense = object.find("dense");
  if (registers_.empty()) make_dense();
  if (dense && dense->is_array()) {
    const VariantParts ranks(*dense);
    if (ranks.size() != register_count) return false;
    for (size_t i = 0; i < register_count; ++i) {
      registers_[i] = static_cast<uint8_t>(ranks.value(i).integer());
    }
    return true;
  }
  if (!sparse) return false;
  const auto indices = sparse->find("indices"), counts = sparse->find("maxLzCounts");
  if (!indices || !counts) return false;
  const VariantParts places(*indices), ranks(*counts);
  if (places.size() != ranks.size()) return false;
  for (size_t i = 0; i < places.size(); ++i) {
    const int128 place = places.value(i).integer();
    if (place < 0 || place >= static_cast<int128>(register_count)) return false;
    registers_[static_cast<size_t>(place)] = static_cast<uint8_t>(ranks.value(i).integer());
  }
  return true;
}

std::string CardinalityState::bytes() const {
  std::string result(1, registers_.empty() ? 'S' : 'D');
  if (!registers_.empty()) {
    result.append(reinterpret_cast<const char*>(registers_.data()), registers_.size());
    return result;
  }
  normalize();
  result.append(reinterpret_cast<const char*>(hashes_.data()), hashes_.size() * 8);
  return result;
}

int64_t CardinalityState::estimate() const {
  if (!registers_.empty()) return estimate_of(registers_);
  normalize();
  return static_cast<int64_t>(hashes_.size());
}

void CardinalityState::export_to(VariantBuilder& out) const {
  const std::vector<uint8_t> ranks = registers();
  const auto used = register_count - static_cast<size_t>(
                                         std::count(ranks.begin(), ranks.end(), uint8_t{0}));
  out.begin_object();
  out.add_key("precision");
  out.add_integer(precision);
  out.add_key("version");
  out.add_integer(4);
  if (used > exported_sparse_max) {
    out.add_key("dense");
    out.begin_array();
    for (const uint8_t rank : ranks) out.add_integer(rank);
    out.end_array();
  } else {
    out.add_key("sparse");
    out.begin_object();
    out.add_key("indices");
    out.begin_array();
    for (size_t i = 0; i < ranks.size(); ++i) {
      if (ranks[i] != 0) out.add_integer(static_cast<int128>(i));
    }
    out.end_array();
    out.add_key("maxLzCounts");
    out.begin_array();
    for (const uint8_t rank : ranks) {
      if (rank != 0) out.add_integer(rank);
    }
    out.end_array();
    out.end_object(DuplicateKey::refuse);
  }
  out.end_object(DuplicateKey::refuse);
}

}  // namespace mockhaus::values
