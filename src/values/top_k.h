// The most frequent values by the Space-Saving algorithm: APPROX_TOP_K and its kin.
//
// At most `counters` values are counted at a time; a new one takes the place, and inherits the
// count, of the rarest. Among equal counts the value that was counted last ranks first.
//
// A state is the OBJECT {counters, datatype, precision, scale, state: [[value, count], ..], type}.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "values/variant_builder.h"

namespace mockhaus::values {

constexpr int64_t top_k_counters_max = 100'000;

class TopK {
 public:
  explicit TopK(int64_t counters) : counters_(counters) {}

  void add(VariantView value, int64_t count = 1);
  size_t size() const { return entries_.size(); }
  // Drops the values that rank last until `counters` are left.
  void trim(int64_t counters);
  // Adds [[value, count], ...] of the first `k`.
  void write(size_t k, VariantBuilder& out) const;

 private:
  // Ordered from the rarest, and among equals from the one that was counted first.
  struct Rank {
    int64_t count = 0;
    uint64_t turn = 0;
    auto operator<=>(const Rank&) const = default;
  };
  struct Entry {
    Rank rank;
    std::string value;
  };

  int64_t counters_;
  uint64_t turn_ = 0;
  std::unordered_map<std::string, Entry> entries_;  // by sort key
  std::map<Rank, const std::string*> ranked_;       // to the sort key
};

// What a state says beside its values.
struct TopKHead {
  int64_t counters = 0;
  std::string_view datatype = "MISSING";
  int64_t precision = 38;
  int64_t scale = 0;
};

// A state that saw nothing has one counter and no width of its own.
void write_top_k_state(const TopK& top, const TopKHead& head, VariantBuilder& out);
// False where the value is no such state. `pairs` is its array.
bool read_top_k_state(VariantView state, TopKHead& head, VariantView& pairs);

}  // namespace mockhaus::values
