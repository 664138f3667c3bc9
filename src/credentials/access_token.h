// Programmatic access tokens: random secrets that their holder shows as they are.
//
// mhpat_<id>_<secret>: the id finds the token, 32 random bytes prove it. What is stored is a hash
// that needs no salt and no cost, since nobody can guess 256 bits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mockhaus::credentials {

struct NewToken {
  std::string id, secret_hash;
  std::string text;  // shown once, never stored
};
NewToken make_access_token();

// The id inside a token's text; nothing: not of this form.
std::optional<std::string_view> id_of_access_token(std::string_view text);
bool access_token_matches(std::string_view text, std::string_view secret_hash);

}  // namespace mockhaus::credentials
