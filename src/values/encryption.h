// AES in Galois counter mode, as ENCRYPT_RAW and DECRYPT_RAW use it, and keys out of passphrases.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mockhaus::values {

constexpr size_t aes_iv_bytes = 12;
constexpr size_t aes_tag_bytes = 16;

// 16, 24 or 32 bytes.
bool is_aes_key(std::string_view key);

struct Encrypted {
  std::string ciphertext;
  std::string tag;
};
// The key must be one; false: the library refused.
bool encrypt_aes_gcm(std::string_view key, std::string_view iv, std::string_view extra,
                     std::string_view plain, Encrypted& out);
// False: not the key, the vector, the extra data or the tag that it was made with.
bool decrypt_aes_gcm(std::string_view key, std::string_view iv, std::string_view extra,
                     std::string_view cipher, std::string_view tag, std::string& out);

// A fresh vector.
std::string random_bytes(size_t count);
// 32 bytes out of a passphrase and a salt.
std::string key_of_passphrase(std::string_view passphrase, std::string_view salt);

}  // namespace mockhaus::values
