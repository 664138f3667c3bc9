// Writes VARIANT values (layout: variant.h) front to back into one buffer that is used again.
//
// Add one value, or begin a container, add its parts and end it; then take bytes(). Nested
// containers close in place: only their own bytes move, to make room for the table of ends.
// Numbers are brought to their one form. The caller keeps the order of calls right: in an object a
// key before each value, each begin with its end. Values of 4 GB and more are a broken CHECK.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/variant.h"

namespace mockhaus::values {

// What an object does with a key that comes twice. `keep_last` is the update flag of Snowflake.
enum class DuplicateKey { refuse, keep_last };

class VariantBuilder {
 public:
  void clear();
  std::string_view bytes() const { return {data_.get(), size_}; }
  VariantView view() const { return VariantView(bytes()); }
  int depth() const { return static_cast<int>(frames_.size()); }

  void add_undefined() { add_tag(variant_tag::undefined); }
  void add_null() { add_tag(variant_tag::null); }
  void add_boolean(bool value) { add_tag(value ? variant_tag::yes : variant_tag::no); }
  void add_integer(int128 value);
  void add_decimal(int128 unscaled, int scale);  // 0 <= scale <= 37
  void add_real(double value);
  void add_text(std::string_view text) { add_bytes(variant_tag::text, text); }
  void add_binary(std::string_view bytes) { add_bytes(variant_tag::binary, bytes); }
  void add_date(int32_t days);
  void add_time(int64_t nanoseconds);
  void add_timestamp(VariantKind kind, int128 value);
  void add(VariantView value);  // copies; a view of bytes that are no value adds undefined

  // `count`: how many elements will come, if it is known; then nothing moves at the end.
  void begin_array(size_t count = 0);
  void end_array();
  size_t array_size() const { return entries_.size() - frames_.back().first_entry; }

  void begin_object();
  void add_key(std::string_view key);
  // Sorts the members. Gives the place (counted in the order of adding) of the first member
  // whose key was there before; then, under `refuse`, the object is not usable.
  std::optional<size_t> end_object(DuplicateKey duplicates) {
    return end_members(variant_tag::object, duplicates);
  }
  void end_xml_element() { end_members(variant_tag::xml, DuplicateKey::keep_last); }

 private:
  struct Entry {
    uint32_t begin;     // of the key, or of the element
    uint32_t key_size;  // 0 in arrays
    uint32_t end;       // known when the container ends
    uint64_t key_head;  // the first 8 bytes of the key as a number that orders as they do
  };
  struct Frame {
    size_t first_entry;
    size_t content_begin;
    bool is_array;
    size_t header;  // bytes that are kept free before the content
  };

  void add_tag(uint8_t tag) {
    start_value();
    put(static_cast<char>(tag));
  }
  void add_bytes(uint8_t tag, std::string_view bytes) {
    add_tag(tag);
    append(bytes.data(), bytes.size());
  }
  void start_value() {
    if (in_array_) entries_.push_back({static_cast<uint32_t>(size_), 0, 0, 0});
  }
  void put(char byte) {
    if (size_ == capacity_) grow(1);
    data_[size_++] = byte;
  }
  void append(const void* from, size_t bytes);
  void append_shortest(int128 value);
  void grow(size_t more);
  void close_entries(size_t first);
  std::optional<size_t> sort_entries(size_t first, DuplicateKey duplicates);
  std::optional<size_t> end_members(uint8_t tag, DuplicateKey duplicates);
  void pop_frame();

  std::unique_ptr<char[]> data_;
  size_t size_ = 0;
  size_t capacity_ = 0;
  bool in_array_ = false;
  std::vector<Entry> entries_;  // of all open containers, the innermost last
  std::vector<Frame> frames_;
  std::string scratch_;  // where the members of an object are put in order
};

}  // namespace mockhaus::values
