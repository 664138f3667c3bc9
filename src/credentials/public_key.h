// A user's public key: reading what ALTER USER was given, its fingerprint, checking signatures.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::credentials {

enum class SignatureScheme : uint8_t { rs256, es256 };

class PublicKey {
 public:
  // Base64 of the DER form, with or without line breaks and PEM header lines. RSA of 2048 to 16384
  // bits, or EC on P-256; anything else is nothing.
  static std::optional<PublicKey> read(std::string_view text);

  // From the members of a JSON Web Key, base64url as they stand there: n and e of an RSA key, x and
  // y of an EC key on P-256.
  static std::optional<PublicKey> from_rsa(std::string_view n, std::string_view e);
  static std::optional<PublicKey> from_p256(std::string_view x, std::string_view y);

  // SHA256:<base64 of SHA-256 over the DER SubjectPublicKeyInfo>, as tokens name the key.
  const std::string& fingerprint() const { return fingerprint_; }
  // Base64 of the DER form in one line.
  const std::string& text() const { return text_; }
  // The only scheme this key signs with; a token does not get to choose.
  SignatureScheme scheme() const { return scheme_; }

  // `signature` as in a JWT: PKCS#1 v1.5 for RSA, r and s of 32 bytes each for EC.
  bool verifies(std::string_view signed_text, std::string_view signature) const;

 private:
  PublicKey() = default;

  std::string fingerprint_, text_;
  SignatureScheme scheme_ = SignatureScheme::rs256;
  std::shared_ptr<void> key_;  // OpenSSL's key, shared by copies; immutable
};

}  // namespace mockhaus::credentials
