// The answers to a proof that is not good enough. One answer for every reason, so that nobody
// learns which part was wrong.
#pragma once

#include "base/error.h"

namespace mockhaus::service::errors {

Error wrong_password();        // 390100
Error jwt_invalid();           // 390144
Error oauth_invalid();         // 390303
Error access_token_invalid();  // 394400
Error user_disabled();         // 390101
Error user_locked();           // 390102
Error user_expired();          // 390101
Error must_change_password();  // 390106
Error oauth_expired();         // 390318
Error oauth_unavailable();     // 390503: the provider does not answer
Error no_token();              // 390146
Error role_not_granted(std::string_view role, std::string_view user);  // 390186
Error session_expired();       // 390112
Error session_gone();          // 390104
Error session_closed();        // 390111
Error master_expired();        // 390114
Error master_invalid();        // 390115
Error too_many_requests();     // 390505
Error unsupported_authenticator(std::string_view name);  // 000002

}  // namespace mockhaus::service::errors
