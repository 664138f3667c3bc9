#include "credentials/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
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
