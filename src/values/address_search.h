// SEARCH_IP: internet addresses in texts that are a given one, or lie in a range.
//
// A text is searched for IPv4 and IPv6 addresses that stand alone: no letter, digit, point or
// colon beside them. Leading zeros do not matter: 192.000.002.001 is 192.0.2.1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mockhaus::values {

class AddressSearch {
 public:
  // `wanted` is an address, or one with /prefix; nothing when it is neither.
  static std::optional<AddressSearch> make(std::string_view wanted);
  bool matches(std::string_view text) const;

 private:
  struct Address {
    int bits = 32;  // 128: IPv6
    std::array<uint8_t, 16> bytes{};
  };
  static std::optional<Address> parse(std::string_view text);
  bool in_range(const Address& address) const;

  Address wanted_;
  int prefix_ = 32;
};

}  // namespace mockhaus::values
