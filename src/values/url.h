// Parts of a URL and of an internet address, as PARSE_URL and PARSE_IP show them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::values {

class VariantBuilder;

// Views into the text. The path has no leading slash; user and password stay in the host.
struct Url {
  std::string_view scheme;
  std::optional<std::string_view> host, port, path, query, fragment;
};
// Nothing when the text has no scheme.
std::optional<Url> parse_url(std::string_view text);
void write_url(const Url& url, VariantBuilder& out);

struct InternetAddress {
  int family = 4;
  std::string_view host;
  std::array<uint8_t, 16> bytes{};   // the first four for IPv4
  std::optional<int> prefix_length;  // of the net mask
};
std::optional<InternetAddress> parse_internet_address(std::string_view text);
void write_internet_address(const InternetAddress& address, VariantBuilder& out);

}  // namespace mockhaus::values
