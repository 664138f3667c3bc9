// Memory for trees: allocated piece by piece, freed all at once.
//
// Nodes of the parsed and of the resolved tree live here. They are never destroyed one by one, so
// they may share subtrees, and a tree that is 100,000 levels deep is freed without recursion.
// Only types without a destructor may be made here: views, spans, numbers, pointers to arena data.
// Not thread-safe; everything made here lives exactly as long as the arena.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace mockhaus {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T, class... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  // Copies the elements; the result is empty for an empty list.
  template <class T>
  std::span<T> list(std::span<const T> from) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    if (from.empty()) return {};
    T* place = static_cast<T*>(allocate(sizeof(T) * from.size(), alignof(T)));
    std::memcpy(static_cast<void*>(place), from.data(), sizeof(T) * from.size());
    return {place, from.size()};
  }
  template <class T>
  std::span<T> list(const std::vector<T>& from) {
    return list(std::span<const T>(from));
  }

  std::string_view text(std::string_view from) {
    if (from.empty()) return {};
    char* place = static_cast<char*>(allocate(from.size(), 1));
    std::memcpy(place, from.data(), from.size());
    return {place, from.size()};
  }

  size_t bytes() const { return bytes_; }  // what all blocks take together

 private:
  void* allocate(size_t size, size_t alignment) {
    size_t start = (next_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || start + size > end_) {
      add_block(size + alignment);
      start = (next_ + alignment - 1) & ~(alignment - 1);
    }
    next_ = start + size;
    return reinterpret_cast<void*>(start);
  }
  void add_block(size_t at_least);

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  size_t next_ = 0;  // addresses as numbers, so that aligning is arithmetic
  size_t end_ = 0;
  size_t bytes_ = 0;
};

}  // namespace mockhaus
