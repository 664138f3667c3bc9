#include "values/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "values/binary_text.h"
#include "values/number_text.h"
#include "values/variant_builder.h"

namespace mockhaus::values {
namespace {

void add_optional(VariantBuilder& out, std::string_view key,
                  std::optional<std::string_view> value) {
  out.add_key(key);
  if (value) {
    out.add_text(*value);
  } else {
    out.add_null();
  }
}

// a=1&b=2 as an object; a name without '=' has the value "".
void add_parameters(VariantBuilder& out, std::optional<std::string_view> query) {
  out.add_key("parameters");
  if (!query || query->empty()) return out.add_null();
  out.begin_object();
  for (std::string_view rest = *query; !rest.empty();) {
    const size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const size_t equals = std::min(pair.find('='), pair.size());
    if (pair.empty()) continue;
    out.add_key(pair.substr(0, equals));
    out.add_text(pair.substr(std::min(equals + 1, pair.size())));
  }
  out.end_object(DuplicateKey::keep_last);
}

uint32_t word_at(const std::array<uint8_t, 16>& bytes, size_t word) {
  const size_t i = word * 4;
  return static_cast<uint32_t>(bytes[i]) << 24 | static_cast<uint32_t>(bytes[i + 1]) << 16 |
         static_cast<uint32_t>(bytes[i + 2]) << 8 | bytes[i + 3];
}

// The first (fill 0x00) or last (fill 0xFF) address of the network.
std::array<uint8_t, 16> range_end(const InternetAddress& address, uint8_t fill) {
  std::array<uint8_t, 16> bytes = address.bytes;
  const int size = address.family == 4 ? 32 : 128;
  for (int bit = *address.prefix_length; bit < size; ++bit) {
    const uint8_t mask = static_cast<uint8_t>(0x80 >> (bit % 8));
    uint8_t& byte = bytes[static_cast<size_t>(bit / 8)];
    byte = static_cast<uint8_t>((byte & ~mask) | (fill & mask));
  }
  return bytes;
}

void add_address(VariantBuilder& out, std::string_view key, int family,
                 const std::array<uint8_t, 16>& bytes) {
  out.add_key(key);
  if (family == 4) return out.add_integer(word_at(bytes, 0));
  std::string text;
  encode_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, LetterCase::upper, text);
  out.add_text(text);
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view scheme = text.substr(0, colon);
  const bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return ascii::is_letter(c) || ascii::is_digit(c) || c == '+' || c == '-' || c == '.';
  });
  if (!is_scheme) return std::nullopt;
  Url url;
  url.scheme = scheme;
  std::string_view rest = text.substr(colon + 1);
  if (const size_t hash = rest.find('#'); hash != std::string_view::npos) {
    url.fragment = rest.substr(hash + 1);
    rest = rest.substr(0, hash);
  }
  if (const size_t mark = rest.find('?'); mark != std::string_view::npos) {
    url.query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
  }
  if (!rest.starts_with("//")) {
    url.path = rest;
    return url;
  }
  rest.remove_prefix(2);
  const size_t slash = rest.find('/');
  std::string_view authority = rest.substr(0, slash);
  if (slash != std::string_view::npos) url.path = rest.substr(slash + 1);
  // A colon before '@' belongs to the password, one inside [ ] to an IPv6 address.
  const size_t port = authority.rfind(':');
  const size_t behind = authority.find_last_of("@]");
  if (port != std::string_view::npos && (behind == std::string_view::npos || port > behind)) {
    url.port = authority.substr(port + 1);
    authority = authority.substr(0, port);
  }
  url.host = authority;
  return url;
}

void write_url(const Url& url, VariantBuilder& out) {
  const std::string scheme = ascii::lower(url.scheme);
  out.begin_object();
  add_optional(out, "fragment", url.fragment);
  add_optional(out, "host", url.host);
  add_parameters(out, url.query);
  add_optional(out, "path", url.path);
  add_optional(out, "port", url.port);
  add_optional(out, "query", url.query);
  add_optional(out, "scheme", scheme);
  out.end_object(DuplicateKey::keep_last);
}

std::optional<InternetAddress> parse_internet_address(std::string_view text) {
  InternetAddress address;
  text = trim_blanks(text);
  const size_t slash = text.find('/');
  address.host = text.substr(0, slash);
  const std::string host(address.host);
  if (inet_pton(AF_INET, host.c_str(), address.bytes.data()) != 1) {
    address.family = 6;
    if (inet_pton(AF_INET6, host.c_str(), address.bytes.data()) != 1) return std::nullopt;
  }
  if (slash == std::string_view::npos) return address;
  const std::string_view prefix = text.substr(slash + 1);
  int length = -1;
  const auto read = std::from_chars(prefix.data(), prefix.data() + prefix.size(), length);
  if (read.ptr != prefix.data() + prefix.size() || prefix.empty()) return std::nullopt;
  if (length < 0 || length > (address.family == 4 ? 32 : 128)) return std::nullopt;
  address.prefix_length = length;
  return address;
}

void write_internet_address(const InternetAddress& address, VariantBuilder& out) {
  const bool v4 = address.family == 4;
  out.begin_object();
  out.add_key("family");
  out.add_integer(address.family);
  out.add_key("host");
  out.add_text(address.host);
  out.add_key("ip_fields");
  out.begin_array();
  for (size_t i = 0; i < 4; ++i) out.add_integer(word_at(address.bytes, i));
  out.end_array();
  out.add_key("ip_type");
  out.add_text("inet");
  add_address(out, v4 ? "ipv4" : "hex_ipv6", address.family, address.bytes);
  out.add_key("netmask_prefix_length");
  if (address.prefix_length) {
    out.add_integer(*address.prefix_length);
    add_address(out, v4 ? "ipv4_range_end" : "hex_ipv6_range_end", address.family,
                range_end(address, 0xFF));
    add_address(out, v4 ? "ipv4_range_start" : "hex_ipv6_range_start", address.family,
                range_end(address, 0));
  } else {
    out.add_null();
  }
  out.add_key("snowflake$type");
  out.add_text("ip_address");
  out.end_object(DuplicateKey::keep_last);
}

}  // namespace mockhaus::values
