#include "service/auth/errors.h"

namespace mockhaus::service::errors {

static Error make(std::string_view code, std::string message) {
  return {std::string(code), "08001", std::move(message)};
}

Error wrong_password() {
  return {"390100", "28000", "Incorrect username or password was specified."};
}
Error jwt_invalid() { return {"390144", "28000", "JWT token is invalid. null"}; }
Error oauth_invalid() { return {"390303", "28000", "Invalid OAuth access token. null"}; }
Error access_token_invalid() {
  return {"394400", "28000", "Programmatic access token is invalid."};
}
Error user_disabled() {
  return make("390101", "User access disabled. Contact your local system administrator.");
}
Error user_expired() {
  return make("390101", "User access has expired. Contact your local system administrator.");
}
Error user_locked() {
  return make("390102",
              "Your user account has been temporarily locked due to too many failed attempts. Try "
              "again after 15 minutes or contact your account administrator for assistance.");
}
Error must_change_password() {
  return make("390106", "Specified password has expired. Password must be changed.");
}
Error oauth_expired() { return make("390318", "OAuth access token expired. null"); }
Error oauth_unavailable() {
  return make("390503", "The identity provider is not available. Try again later.");
}
Error no_token() { return make("390146", "Authorization token is missing or invalid."); }
Error role_not_granted(std::string_view role, std::string_view user) {
  return make("390186", "Role '" + std::string(role) +
                            "' specified in the connect string is not granted to this user " +
                            std::string(user) +
                            ". Contact your local system administrator, or attempt to login with "
                            "another role, e.g. PUBLIC.");
}
Error session_expired() {
  return make("390112", "Your session has expired. Please login again.");
}
Error session_gone() { return make("390104", "User must login again to access the service."); }
Error session_closed() {
  return make("390111", "Session no longer exists.  New login required to access the service.");
}
Error master_expired() {
  return make("390114", "Authentication token has expired.  The user must authenticate again.");
}
Error master_invalid() {
  return make("390115", "Authentication token is invalid.  The user must authenticate again.");
}
Error too_many_requests() { return make("390505", "Too many requests."); }
Error unsupported_authenticator(std::string_view name) {
  return {"000002", "0A000", "Unsupported feature 'authenticator " + std::string(name) + "'."};
}

}  // namespace mockhaus::service::errors
