// A window on a file's bytes that a reader moves along: everything from mark() on is in memory.
#pragma once

#include <memory>
#include <string>

#include "storage/byte_source.h"

namespace mockhaus::storage {

class Window {
 public:
  explicit Window(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  // The byte at the place, or -1 at the end of the file or after a failure.
  int peek(size_t ahead = 0) {
    if (place_ + ahead < bytes_.size()) return static_cast<unsigned char>(bytes_[place_ + ahead]);
    return fill(ahead);
  }
  void skip(size_t count = 1) { place_ += count; }
  bool at(std::string_view text) {
    for (size_t i = 0; i < text.size(); ++i) {
      if (peek(i) != static_cast<unsigned char>(text[i])) return false;
    }
    return true;
  }

  // What was before the place is forgotten.
  void mark() { begin_ = place_; }
  std::string_view since_mark() const { return {bytes_.data() + begin_, place_ - begin_}; }
  size_t length() const { return place_ - begin_; }
  int64_t offset() const { return forgotten_ + static_cast<int64_t>(place_); }
  // Bytes without a break from the place on; at least one unless the file is at its end.
  std::string_view ahead() {
    if (peek() < 0) return {};
    return {bytes_.data() + place_, bytes_.size() - place_};
  }

  const std::optional<Error>& failure() const { return failure_; }

 private:
  int fill(size_t ahead) {
    constexpr size_t piece_bytes = size_t{256} << 10;
    if (begin_ > 0) {
      bytes_.erase(0, begin_);
      forgotten_ += static_cast<int64_t>(begin_);
      place_ -= begin_;
      begin_ = 0;
    }
    while (place_ + ahead >= bytes_.size() && !ended_) {
      Result<bool> more = source_->read(bytes_, piece_bytes);
      if (!more.ok()) failure_ = more.error();
      if (!more.ok() || !*more) ended_ = true;
    }
    if (place_ + ahead >= bytes_.size()) return -1;
    return static_cast<unsigned char>(bytes_[place_ + ahead]);
  }

  const std::unique_ptr<ByteSource> source_;
  std::string bytes_;
  size_t begin_ = 0, place_ = 0;
  int64_t forgotten_ = 0;
  bool ended_ = false;
  std::optional<Error> failure_;
};

}  // namespace mockhaus::storage
