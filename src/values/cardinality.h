// HyperLogLog states: HLL_ACCUMULATE, HLL_COMBINE, HLL_ESTIMATE, HLL_EXPORT, HLL_IMPORT.
//
// A state of few values keeps their hashes and is exact; beyond that it has 4096 registers, as
// Snowflake's (precision 12). Bytes of a state:
//
//   'S' then the distinct hashes, 8 bytes each, in order    up to sparse_max
//   'D' then 4096 registers of one byte
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "values/variant_builder.h"

namespace mockhaus::values {

class CardinalityState {
 public:
  void add(uint64_t hash);
  bool merge(std::string_view state);  // false for bytes that are no state
  // The OBJECT of HLL_EXPORT; false where it is none.
  bool import(VariantView object);

  std::string bytes() const;
  int64_t estimate() const;
  // {precision: 12, version: 4, sparse: {indices, maxLzCounts}} or {dense: [..], ..}.
  void export_to(VariantBuilder& out) const;

 private:
  void normalize() const;  // sorts the hashes, and drops those that came twice
  void make_dense();
  std::vector<uint8_t> registers() const;

  mutable std::vector<uint64_t> hashes_;
  std::vector<uint8_t> registers_;  // empty while sparse
};

}  // namespace mockhaus::values
