#include "base/arena.h"

#include <algorithm>

namespace mockhaus {

void Arena::add_block(size_t at_least) {
  // Starts at 8 kB (a TPC-H query fits) and doubles up to 1 MB, so big texts need few blocks.
  const size_t usual = size_t{8192} << std::min<size_t>(blocks_.size(), 7);
  const size_t size = std::max(usual, at_least);
  blocks_.emplace_back(new std::byte[size]);
  next_ = reinterpret_cast<size_t>(blocks_.back().get());
  end_ = next_ + size;
  bytes_ += size;
}

}  // namespace mockhaus
