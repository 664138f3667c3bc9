#include "values/min_hash.h"

#include <algorithm>

namespace mockhaus::values {
namespace {

// Another well mixed number for each i (the finalizer of SplitMix64).
uint64_t mixed(uint64_t value) {
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

}  // namespace

void MinHash::add(uint64_t hash) {
  for (size_t i = 0; i < least_.size(); ++i) {
    // 53 bits, so that JSON readers keep them.
    least_[i] = std::min(least_[i], mixed(hash + (i + 1) * 0x9E3779B97F4A7C15u) >> 11);
  }
}

bool MinHash::merge(VariantView state) {
  const std::vector<uint64_t> numbers = read_min_hash(state);
  if (least_.empty()) least_ = numbers;
  if (numbers.empty() || numbers.size() != least_.size()) return false;
  for (size_t i = 0; i < least_.size(); ++i) least_[i] = std::min(least_[i], numbers[i]);
  return true;
}

void MinHash::write(VariantBuilder& out) const {
  out.begin_object();
  out.add_key("state");
  out.begin_array();
  for (const uint64_t number : least_) out.add_integer(static_cast<int128>(number));
  out.end_array();
  out.add_key("type");
  out.add_text("minhash");
  out.add_key("version");
  out.add_integer(1);
  out.end_object(DuplicateKey::refuse);
}

std::vector<uint64_t> read_min_hash(VariantView state) {
  std::vector<uint64_t> numbers;
  const auto array = state.find("state"), type = state.find("type");
  if (!array || !type || type->text() != "minhash") return numbers;
  const VariantParts parts(*array);
  for (size_t i = 0; i < parts.size(); ++i) {
    numbers.push_back(static_cast<uint64_t>(parts.value(i).integer()));
  }
  return numbers;
}

}  // namespace mockhaus::values
