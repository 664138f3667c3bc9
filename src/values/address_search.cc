#include "values/address_search.h"

#include <arpa/inet.h>

#include <charconv>
#include <string>

#include "base/ascii.h"

namespace mockhaus::values {

namespace {

using ascii::is_digit;
using ascii::is_letter;
bool is_word(char c) { return is_digit(c) || is_letter(c) || c == '.' || c == ':'; }

// Decimal numbers without their leading zeros, of which the C library wants none.
std::string without_zeros(std::string_view text) {
  std::string out;
  size_t digits = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    digits = is_digit(text[i]) ? digits + 1 : 0;
    if (digits > 3) return {};
    const bool starts = i == 0 || text[i - 1] == '.' || (out.empty() || out.back() == '.');
    const bool zero = text[i] == '0' && starts && i + 1 < text.size() && is_digit(text[i + 1]);
    if (!zero) out += text[i];
  }
  return out;
}

}  // namespace

std::optional<AddressSearch::Address> AddressSearch::parse(std::string_view text) {
  constexpr size_t longest = 64;
  if (text.empty() || text.size() > longest) return std::nullopt;
  Address address;
  if (text.find(':') != std::string_view::npos) {
    address.bits = 128;
    const std::string copy(text);
    if (inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) != 1) return std::nullopt;
    return address;
  }
  const std::string plain = without_zeros(text);
  if (inet_pton(AF_INET, plain.c_str(), address.bytes.data()) != 1) return std::nullopt;
  return address;
}

std::optional<AddressSearch> AddressSearch::make(std::string_view wanted) {
  const size_t slash = wanted.find('/');
  const std::optional<Address> address = parse(wanted.substr(0, slash));
  if (!address) return std::nullopt;
  AddressSearch search;
  search.wanted_ = *address;
  search.prefix_ = address->bits;
  if (slash == std::string_view::npos) return search;
  const std::string_view digits = wanted.substr(slash + 1);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), search.prefix_);
  const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  if (!whole || search.prefix_ < 0 || search.prefix_ > address->bits) return std::nullopt;
  return search;
}

bool AddressSearch::in_range(const Address& address) const {
  if (address.bits != wanted_.bits) return false;
  for (int bit = 0; bit < prefix_; bit += 8) {
    const size_t at = static_cast<size_t>(bit / 8);
    const int left = prefix_ - bit;
    const int mask = left >= 8 ? 0xFF : 0xFF << (8 - left) & 0xFF;
    if (((address.bytes[at] ^ wanted_.bytes[at]) & mask) != 0) return false;
  }
  return true;
}

bool AddressSearch::matches(std::string_view text) const {
  for (size_t begin = 0; begin < text.size();) {
    if (!is_word(text[begin])) {
      ++begin;
      continue;
    }
    size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    std::string_view word = text.substr(begin, end - begin);
    begin = end;
    // The end of a sentence.
    if (word.ends_with('.') || (word.ends_with(':') && !word.ends_with("::"))) {
      word.remove_suffix(1);
    }
    const std::optional<Address> address = parse(word);
    if (address && in_range(*address)) return true;
  }
  return false;
}

}  // namespace mockhaus::values
