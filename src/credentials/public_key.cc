#include "credentials/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include "base/base64.h"

namespace mockhaus::credentials {

// The base64 text between PEM's header lines, or the text itself, without white space.
static std::string body_of(std::string_view text) {
  if (const size_t begin = text.find("-----BEGIN"); begin != std::string_view::npos) {
    const size_t from = text.find("-----", begin + 10);
    if (from == std::string_view::npos) return {};
    text = text.substr(from + 5);
    text = text.substr(0, text.find("-----END"));
  }
  std::string body;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') body += c;
  }
  return body;
}

static bool is_p256(const EVP_PKEY* key) {
  char name[32] = {};
  size_t length = 0;
  return EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name,
                                        &length) == 1 &&
         std::string_view(name, length) == "prime256v1";
}

std::optional<PublicKey> PublicKey::read(std::string_view text) {
  if (text.size() > 16384) return std::nullopt;
  const std::optional<std::string> der = decode_base64(body_of(text));
  if (!der || der->empty()) return std::nullopt;
  const auto* at = reinterpret_cast<const unsigned char*>(der->data());
  const unsigned char* end = at + der->size();
  std::shared_ptr<EVP_PKEY> key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der->size())),
                                EVP_PKEY_free);
  if (key == nullptr || at != end) return std::nullopt;

  PublicKey result;
  if (EVP_PKEY_is_a(key.get(), "RSA")) {
    const int bits = EVP_PKEY_get_bits(key.get());
    if (bits < 2048 || bits > 16384) return std::nullopt;
    result.scheme_ = SignatureScheme::rs256;
  } else if (EVP_PKEY_is_a(key.get(), "EC") && is_p256(key.get())) {
    result.scheme_ = SignatureScheme::es256;
  } else {
    return std::nullopt;
  }
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(der->data()), der->size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  result.fingerprint_ = "SHA256:" + encode_base64(digest);
  result.text_ = encode_base64(*der);
  result.key_ = std::move(key);
  return result;
}

using Parameters = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;

// Base64 of the DER form of a key given by its parts; empty: they are none.
static std::string der_text(const char* algorithm, OSSL_PARAM_BLD* parts) {
  std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> list(OSSL_PARAM_BLD_to_param(parts),
                                                               OSSL_PARAM_free);
  std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_from_name(nullptr, algorithm, nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* made = nullptr;
  if (!list || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, list.get()) != 1) {
    return {};
  }
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(made, EVP_PKEY_free);
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key.get(), &der);
  if (size <= 0) return {};
  const std::string text =
      encode_base64(std::string_view(reinterpret_cast<char*>(der), static_cast<size_t>(size)));
  OPENSSL_free(der);
  return text;
}

std::optional<PublicKey> PublicKey::from_rsa(std::string_view n, std::string_view e) {
  const auto modulus = decode_base64_url(n), exponent = decode_base64_url(e);
  if (!modulus || !exponent || modulus->size() > 2048 || exponent->size() > 8) return std::nullopt;
  using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
  const auto number = [](const std::string& bytes) {
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                            static_cast<int>(bytes.size()), nullptr),
                  BN_free);
  };
  const Number first = number(*modulus), second = number(*exponent);
  const Parameters parts(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, first.get());
  OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, second.get());
  return read(der_text("RSA", parts.get()));
}

std::optional<PublicKey> PublicKey::from_p256(std::string_view x, std::string_view y) {
  const auto left = decode_base64_url(x), right = decode_base64_url(y);
  if (!left || !right || left->size() != 32 || right->size() != 32) return std::nullopt;
  const std::string point = "\x04" + *left + *right;
  const Parameters parts(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return read(der_text("EC", parts.get()));
}

// A JWT carries r and s side by side; OpenSSL wants them in ASN.1.
static std::string to_der_signature(std::string_view signature) {
  if (signature.size() != 64) return {};
  const auto* bytes = reinterpret_cast<const unsigned char*>(signature.data());
  std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
  BIGNUM* r = BN_bin2bn(bytes, 32, nullptr);
  BIGNUM* s = BN_bin2bn(bytes + 32, 32, nullptr);
  if (ECDSA_SIG_set0(pair.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return {};
  }
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  if (size <= 0) return {};
  std::string result(reinterpret_cast<char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return result;
}

bool PublicKey::verifies(std::string_view signed_text, std::string_view signature) const {
  const std::string der = scheme_ == SignatureScheme::es256 ? to_der_signature(signature)
                                                            : std::string(signature);
  if (der.empty()) return false;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                  EVP_MD_CTX_free);
  auto* key = static_cast<EVP_PKEY*>(key_.get());
  if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1) return false;
  return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(der.data()),
                          der.size(), reinterpret_cast<const unsigned char*>(signed_text.data()),
                          signed_text.size()) == 1;
}

}  // namespace mockhaus::credentials
