// Tokens that let whoever has them read one result, without a session.
//
// A keyed hash of the statement's id under a key of this process, so nothing has to be remembered;
// they end with the process, and with the result.
#pragma once

#include <string>
#include <string_view>

namespace mockhaus::service {

std::string public_token(std::string_view statement_id);
bool is_public_token(std::string_view statement_id, std::string_view token);

}  // namespace mockhaus::service
