#include "values/encryption.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace mockhaus::values {

namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

const EVP_CIPHER* cipher_of(std::string_view key) {
  return key.size() == 16   ? EVP_aes_128_gcm()
         : key.size() == 24 ? EVP_aes_192_gcm()
                            : EVP_aes_256_gcm();
}

enum Direction { decrypts, encrypts };

// Sets key and vector and gives the extra data in.
Context start(Direction direction, std::string_view key, std::string_view iv,
              std::string_view extra) {
  Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int length = 0;
  const bool ready =
      EVP_CipherInit_ex(context.get(), cipher_of(key), nullptr, nullptr, nullptr, direction) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_IVLEN, static_cast<int>(iv.size()),
                          nullptr) == 1 &&
      EVP_CipherInit_ex(context.get(), nullptr, nullptr, bytes_of(key), bytes_of(iv), direction) ==
          1 &&
      EVP_CipherUpdate(context.get(), nullptr, &length, bytes_of(extra),
                       static_cast<int>(extra.size())) == 1;
  if (!ready) context.reset();
  return context;
}

bool update(EVP_CIPHER_CTX* context, std::string_view in, std::string& out) {
  out.resize(in.size() + aes_tag_bytes);
  int length = 0;
  if (EVP_CipherUpdate(context, bytes_of(out), &length, bytes_of(in),
                       static_cast<int>(in.size())) != 1) {
    return false;
  }
  out.resize(static_cast<size_t>(length));
  return true;
}

bool finish(EVP_CIPHER_CTX* context) {
  unsigned char rest[aes_tag_bytes];
  int length = 0;
  return EVP_CipherFinal_ex(context, rest, &length) == 1;
}

}  // namespace

bool is_aes_key(std::string_view key) {
  return key.size() == 16 || key.size() == 24 || key.size() == 32;
}

bool encrypt_aes_gcm(std::string_view key, std::string_view iv, std::string_view extra,
                     std::string_view plain, Encrypted& out) {
  const Context context = start(encrypts, key, iv, extra);
  if (context == nullptr || !update(context.get(), plain, out.ciphertext)) return false;
  if (!finish(context.get())) return false;
  out.tag.resize(aes_tag_bytes);
  return EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, aes_tag_bytes,
                             out.tag.data()) == 1;
}

bool decrypt_aes_gcm(std::string_view key, std::string_view iv, std::string_view extra,
                     std::string_view cipher, std::string_view tag, std::string& out) {
  if (tag.size() != aes_tag_bytes) return false;
  const Context context = start(decrypts, key, iv, extra);
  if (context == nullptr || !update(context.get(), cipher, out)) return false;
  std::string expected(tag);
  return EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, aes_tag_bytes,
                             expected.data()) == 1 &&
         finish(context.get());
}

std::string random_bytes(size_t count) {
  std::string bytes(count, '\0');
  RAND_bytes(bytes_of(bytes), static_cast<int>(count));
  return bytes;
}

std::string key_of_passphrase(std::string_view passphrase, std::string_view salt) {
  constexpr int rounds = 1000;  // slows a guess down without making a query crawl
  std::string key(32, '\0');
  PKCS5_PBKDF2_HMAC(passphrase.data(), static_cast<int>(passphrase.size()), bytes_of(salt),
                    static_cast<int>(salt.size()), rounds, EVP_sha256(),
                    static_cast<int>(key.size()), bytes_of(key));
  return key;
}

}  // namespace mockhaus::values
