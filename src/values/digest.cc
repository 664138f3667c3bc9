#include "values/digest.h"

#include <openssl/evp.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>

#include "base/check.h"
#include "values/decimal.h"

namespace mockhaus::values {
namespace {

// Looked up once: looking up costs more than hashing a short text.
const EVP_MD* method(Digest digest) {
  static const EVP_MD* const methods[] = {
      EVP_MD_fetch(nullptr, "MD5", nullptr),    EVP_MD_fetch(nullptr, "SHA1", nullptr),
      EVP_MD_fetch(nullptr, "SHA224", nullptr), EVP_MD_fetch(nullptr, "SHA256", nullptr),
      EVP_MD_fetch(nullptr, "SHA384", nullptr), EVP_MD_fetch(nullptr, "SHA512", nullptr)};
  return methods[static_cast<size_t>(digest)];
}

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

enum Kind : uint64_t { null_kind = 1, boolean_kind, number_kind, real_kind, text_kind,
                       bytes_kind, first_other_kind };

}  // namespace

std::optional<Digest> sha2_digest(int64_t bits) {
  switch (bits) {
    case 224: return Digest::sha224;
    case 0:
    case 256: return Digest::sha256;
    case 384: return Digest::sha384;
    case 512: return Digest::sha512;
    default: return std::nullopt;
  }
}

size_t write_digest(Digest digest, std::string_view bytes, unsigned char* out) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  unsigned size = 0;
  CHECK(EVP_DigestInit_ex(context.get(), method(digest), nullptr) == 1);
  CHECK(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1);
  CHECK(EVP_DigestFinal_ex(context.get(), out, &size) == 1);
  return size;
}

void ValueHash::mix(uint64_t word) {
  // One round of a multiply-and-fold hash: every input bit reaches every output bit.
  const uint128 product =
      static_cast<uint128>(state_ ^ word) * 0x9E3779B97F4A7C15u + 0xD6E8FEB86659FD93u;
  state_ = static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  state_ = (state_ ^ (state_ >> 29)) * 0xBF58476D1CE4E5B9u;
  state_ ^= state_ >> 32;
}

void ValueHash::mix_bytes(uint64_t kind, std::string_view bytes) {
  mix(kind);
  mix(bytes.size());
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    uint64_t word;
    std::memcpy(&word, bytes.data(), 8);
    mix(word);
  }
  if (bytes.empty()) return;
  uint64_t word = 0;
  std::memcpy(&word, bytes.data(), bytes.size());
  mix(word);
}

void ValueHash::add_null() { mix(null_kind); }

void ValueHash::add_boolean(bool value) {
  mix(boolean_kind);
  mix(value);
}

void ValueHash::add_decimal(int128 units, int scale) {
  while (scale > 0 && units % 10 == 0) {
    units /= 10;
    --scale;
    if (units == 0) scale = 0;
  }
  mix(number_kind);
  mix(static_cast<uint64_t>(units));
  mix(static_cast<uint64_t>(units >> 64));
  mix(static_cast<uint64_t>(scale));
}

void ValueHash::add_double(double value) {
  // A double that prints as a NUMBER hashes as that NUMBER.
  if (std::fabs(value) < 1e37) {
    if (value == std::trunc(value)) return add_decimal(static_cast<int128>(value), 0);
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
    if (end.ec == std::errc()) {
      const std::string_view number(text, static_cast<size_t>(end.ptr - text));
      const int scale = static_cast<int>(number.size() - number.find('.') - 1);
      int128 units = 0;
      if (scale <= 37 && parse_decimal(number, 38, scale, units) == NumberFault::none) {
        return add_decimal(units, scale);
      }
    }
  }
  mix(real_kind);
  uint64_t bits = 0;
  if (!std::isnan(value)) std::memcpy(&bits, &value, sizeof bits);
  mix(bits);
}

void ValueHash::add_text(std::string_view text) { mix_bytes(text_kind, text); }
void ValueHash::add_bytes(std::string_view bytes) { mix_bytes(bytes_kind, bytes); }

void ValueHash::add_other(int kind, int128 value) {
  mix(first_other_kind + static_cast<uint64_t>(kind));
  mix(static_cast<uint64_t>(value));
  mix(static_cast<uint64_t>(value >> 64));
}

}  // namespace mockhaus::values
