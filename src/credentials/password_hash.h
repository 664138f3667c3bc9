// Passwords as they are stored: argon2id, with salt and cost inside the text.
//
// One call costs about 15 ms of CPU and 19 MB, on purpose; callers bound how many run at once.
#pragma once

#include <string>
#include <string_view>

namespace mockhaus::credentials {

std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, const std::string& hash);

// A hash that no password matches and that costs as much to check as a real one: checking it hides
// that a user does not exist or has no password.
const std::string& decoy_hash();

// The same number of steps wherever the two differ; lengths may differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// 32 bytes: for tables keyed by secrets, so that the secrets themselves are not kept. Keyed with
// a random key of this process.
std::string fingerprint_of_secret(std::string_view secret);

}  // namespace mockhaus::credentials
