// MINHASH states: {state: [k hashes], type: minhash, version: 1}.
//
// The i-th number is the least of the i-th hash of all values. Two sets agree in a number as
// likely as a value of either is in both, which APPROXIMATE_SIMILARITY counts.
#pragma once

#include <cstdint>
#include <vector>

#include "values/variant_builder.h"

namespace mockhaus::values {

constexpr int64_t min_hash_size_max = 1024;

class MinHash {
 public:
  explicit MinHash(size_t size) : least_(size, UINT64_MAX) {}

  void add(uint64_t hash);  // of a value
  // Takes the smaller of each; states of another size, or what is none, are refused.
  bool merge(VariantView state);
  void write(VariantBuilder& out) const;
  size_t size() const { return least_.size(); }

 private:
  std::vector<uint64_t> least_;
};

// The numbers of a state; empty where it is none.
std::vector<uint64_t> read_min_hash(VariantView state);

}  // namespace mockhaus::values
