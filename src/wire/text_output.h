// Text that grows while it is written to directly.
//
// Writers reserve what they may need, write, and commit what they have written.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

namespace mockhaus::wire {

class TextOutput {
 public:
  explicit TextOutput(size_t expected = 0) { text_.resize(expected); }

  char* reserve(size_t more) {
    if (size_ + more > text_.size()) text_.resize(std::max(text_.size() * 2, size_ + more));
    return text_.data() + size_;
  }
  void commit(const char* end) { size_ = static_cast<size_t>(end - text_.data()); }
  size_t size() const { return size_; }

  std::string take() {
    text_.resize(std::exchange(size_, 0));
    return std::move(text_);
  }

 private:
  std::string text_;  // longer than what is written
  size_t size_ = 0;
};

}  // namespace mockhaus::wire
