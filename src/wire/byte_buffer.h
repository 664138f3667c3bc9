// Bytes that grow, without being cleared first as those of a string are.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace mockhaus::wire {

class ByteBuffer {
 public:
  ByteBuffer() = default;
  ByteBuffer(ByteBuffer&& other) noexcept { swap(other); }
  ByteBuffer& operator=(ByteBuffer&& other) noexcept {
    swap(other);
    return *this;
  }
  ~ByteBuffer() { std::free(data_); }

  char* data() { return data_; }
  const char* data() const { return data_; }
  size_t size() const { return size_; }
  void clear() { size_ = 0; }

  // Makes room for `more` bytes behind the end, and returns where they go.
  char* reserve(size_t more) {
    if (size_ + more > capacity_) grow(size_ + more);
    return data_ + size_;
  }
  // Counts bytes that were written into reserved room; `extend` does both.
  void commit(size_t written) { size_ += written; }
  char* extend(size_t more) {
    char* at = reserve(more);
    size_ += more;
    return at;
  }
  void append(const void* from, size_t count) {
    if (count > 0) std::memcpy(extend(count), from, count);
  }

 private:
  void grow(size_t at_least) {
    size_t wanted = capacity_ == 0 ? 256 : capacity_ * 2;
    if (wanted < at_least) wanted = at_least;
    void* moved = std::realloc(data_, wanted);
    if (moved == nullptr) throw std::bad_alloc();
    data_ = static_cast<char*>(moved);
    capacity_ = wanted;
  }
  void swap(ByteBuffer& other) {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  char* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace mockhaus::wire
