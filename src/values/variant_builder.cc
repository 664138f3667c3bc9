#include "values/variant_builder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/check.h"

namespace mockhaus::values {
namespace {

int width_shift_for(size_t content_bytes, size_t count) {
  const size_t largest = std::max(content_bytes, count);
  if (largest <= 0xff) return 0;
  return largest <= 0xffff ? 1 : 2;
}

char* store(char* to, size_t value, int width_shift) {
  const auto four = static_cast<uint32_t>(value);
  std::memcpy(to, &four, size_t{1} << width_shift);
  return to + (size_t{1} << width_shift);
}

uint64_t key_head(std::string_view key) {
  uint64_t head = 0;
  if (key.size() >= 8) std::memcpy(&head, key.data(), 8);
  else if (!key.empty()) std::memcpy(&head, key.data(), key.size());
  return __builtin_bswap64(head);
}

}  // namespace

void VariantBuilder::clear() {
  size_ = 0;
  in_array_ = false;
  entries_.clear();
  frames_.clear();
}

void VariantBuilder::grow(size_t more) {
  const size_t needed = size_ + more;
  CHECK(needed <= std::numeric_limits<uint32_t>::max());
  if (needed <= capacity_) return;
  const size_t capacity = std::max<size_t>({needed, capacity_ * 2, 256});
  std::unique_ptr<char[]> larger(new char[capacity]);
  if (size_ > 0) std::memcpy(larger.get(), data_.get(), size_);
  data_ = std::move(larger);
  capacity_ = capacity;
}

void VariantBuilder::append(const void* from, size_t bytes) {
  if (bytes == 0) return;
  if (size_ + bytes > capacity_) grow(bytes);
  std::memcpy(data_.get() + size_, from, bytes);
  size_ += bytes;
}

void VariantBuilder::append_shortest(int128 value) {
  // Each byte more carries 8 bits more; the last one must keep the sign.
  size_t bytes = 1;
  if (value == static_cast<int64_t>(value)) {
    const auto narrow = static_cast<int64_t>(value);
    const uint64_t magnitude = static_cast<uint64_t>(narrow < 0 ? ~narrow : narrow);
    const int bits = magnitude == 0 ? 0 : 64 - __builtin_clzll(magnitude);
    bytes = static_cast<size_t>(bits / 8) + 1;
  } else {
    bytes = 9;
    while (bytes < 16 && (value >> (bytes * 8 - 1)) != (value >> 127)) ++bytes;
  }
  append(&value, bytes);
}

void VariantBuilder::add_integer(int128 value) {
  add_tag(variant_tag::integer);
  append_shortest(value);
}

void VariantBuilder::add_decimal(int128 unscaled, int scale) {
  if (unscaled == static_cast<int64_t>(unscaled)) {  // many times faster than 128 bits
    auto narrow = static_cast<int64_t>(unscaled);
    for (; scale > 0 && narrow % 10 == 0; --scale) narrow /= 10;
    unscaled = narrow;
  }
  for (; scale > 0 && unscaled % 10 == 0; --scale) unscaled /= 10;
  if (scale == 0) return add_integer(unscaled);
  add_tag(variant_tag::decimal);
  put(static_cast<char>(scale));
  append_shortest(unscaled);
}

void VariantBuilder::add_real(double value) {
  if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
  if (value == 0) value = 0;  // minus zero is zero
  add_tag(variant_tag::real);
  append(&value, sizeof value);
}

void VariantBuilder::add_date(int32_t days) {
  add_tag(variant_tag::date);
  append(&days, sizeof days);
}

void VariantBuilder::add_time(int64_t nanoseconds) {
  add_tag(variant_tag::time);
  append(&nanoseconds, sizeof nanoseconds);
}

void VariantBuilder::add_timestamp(VariantKind kind, int128 value) {
  uint8_t tag = variant_tag::timestamp_ntz;
  if (kind == VariantKind::timestamp_ltz) tag = variant_tag::timestamp_ltz;
  if (kind == VariantKind::timestamp_tz) tag = variant_tag::timestamp_tz;
  add_tag(tag);
  append(&value, sizeof value);
}

void VariantBuilder::add(VariantView value) {
  if (value.is_undefined()) return add_undefined();
  start_value();
  append(value.bytes().data(), value.bytes().size());
}

void VariantBuilder::begin_array(size_t count) {
  start_value();
  const size_t header = count == 0 ? 0 : 2 + count;  // of arrays of less than 256 bytes
  if (header > 0) grow(header);
  frames_.push_back({entries_.size(), size_, true, header});
  size_ += header;
  in_array_ = true;
}

void VariantBuilder::begin_object() {
  start_value();
  frames_.push_back({entries_.size(), size_, false, 0});
  in_array_ = false;
}

void VariantBuilder::add_key(std::string_view key) {
  entries_.push_back({static_cast<uint32_t>(size_), static_cast<uint32_t>(key.size()), 0,
                      key_head(key)});
  append(key.data(), key.size());
}

void VariantBuilder::close_entries(size_t first) {
  for (size_t i = first; i < entries_.size(); ++i) {
    const bool last = i + 1 == entries_.size();
    entries_[i].end = last ? static_cast<uint32_t>(size_) : entries_[i + 1].begin;
  }
}

void VariantBuilder::pop_frame() {
  entries_.resize(frames_.back().first_entry);
  frames_.pop_back();
  in_array_ = !frames_.empty() && frames_.back().is_array;
}

void VariantBuilder::end_array() {
  const Frame frame = frames_.back();
  close_entries(frame.first_entry);
  const size_t count = entries_.size() - frame.first_entry;
  const size_t content_begin = frame.content_begin + frame.header;
  const size_t content = size_ - content_begin;
  const int shift = width_shift_for(content, count);
  const size_t header = 1 + ((1 + count) << shift);
  if (header > frame.header) grow(header - frame.header);
  char* to = data_.get() + frame.content_begin;
  if (header != frame.header) std::memmove(to + header, to + frame.header, content);
  *to++ = static_cast<char>(variant_tag::array + shift);
  to = store(to, count, shift);
  for (size_t i = frame.first_entry; i < entries_.size(); ++i) {
    to = store(to, entries_[i].end - content_begin, shift);
  }
  size_ = frame.content_begin + header + content;
  pop_frame();
}

std::optional<size_t> VariantBuilder::sort_entries(size_t first, DuplicateKey duplicates) {
  const char* data = data_.get();
  const auto key_of = [data](const Entry& entry) {
    return std::string_view(data + entry.begin, entry.key_size);
  };
  const auto before = [&key_of](const Entry& left, const Entry& right) {
    if (left.key_head != right.key_head) return left.key_head < right.key_head;
    const int order = key_of(left).compare(key_of(right));
    return order != 0 ? order < 0 : left.begin < right.begin;
  };
  const auto begin = entries_.begin() + static_cast<ptrdiff_t>(first);
  std::sort(begin, entries_.end(), before);
  uint32_t repeated = std::numeric_limits<uint32_t>::max();
  for (auto next = begin + 1; begin != entries_.end() && next != entries_.end(); ++next) {
    if (next->key_head != (next - 1)->key_head || key_of(*next) != key_of(*(next - 1))) continue;
    repeated = std::min(repeated, next->begin);
  }
  if (repeated == std::numeric_limits<uint32_t>::max()) return std::nullopt;
  size_t place = 0;
  for (auto entry = begin; entry != entries_.end(); ++entry) place += entry->begin < repeated;
  if (duplicates == DuplicateKey::refuse) return place;
  auto kept = begin;
  for (auto entry = begin + 1; entry != entries_.end(); ++entry) {
    if (key_of(*entry) != key_of(*kept)) ++kept;
    *kept = *entry;
  }
  entries_.erase(kept + 1, entries_.end());
  return place;
}

std::optional<size_t> VariantBuilder::end_members(uint8_t tag, DuplicateKey duplicates) {
  const Frame frame = frames_.back();
  close_entries(frame.first_entry);
  const auto repeated = sort_entries(frame.first_entry, duplicates);
  const size_t count = entries_.size() - frame.first_entry;
  size_t content = 0;
  for (size_t i = frame.first_entry; i < entries_.size(); ++i) {
    content += entries_[i].end - entries_[i].begin;
  }
  const int shift = width_shift_for(content, count);
  const size_t header = 1 + ((1 + count * 2) << shift);
  scratch_.resize(header + content);
  char* table = scratch_.data();
  char* to = table + header;
  *table++ = static_cast<char>(tag + shift);
  table = store(table, count, shift);
  size_t end = 0;
  for (size_t i = frame.first_entry; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    const size_t bytes = entry.end - entry.begin;
    std::memcpy(to + end, data_.get() + entry.begin, bytes);
    table = store(table, end + entry.key_size, shift);
    end += bytes;
    table = store(table, end, shift);
  }
  size_ = frame.content_begin;
  append(scratch_.data(), scratch_.size());
  pop_frame();
  return repeated;
}

}  // namespace mockhaus::values
