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

void ValueHash::add_decimal(int128 units, int scale) {
  if (units == static_cast<int64_t>(units)) {  // many times faster than 128 bits
    return add_decimal(static_cast<int64_t>(units), scale);
  }
  for (; scale > 0 && units % 10 == 0; --scale) units /= 10;
  mix_number(number_kind + (static_cast<uint64_t>(scale) << 8), units);
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
  uint64_t bits = 0;
  if (!std::isnan(value)) std::memcpy(&bits, &value, sizeof bits);
  mix(bits, real_kind);
}

void ValueHash::add_other(int kind, int128 value) {
  mix_number(first_other_kind + static_cast<uint64_t>(kind), value);
}

}  // namespace mockhaus::values
