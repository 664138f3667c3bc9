#include "base/json.h"
#include "http/driver/guard.h"
#include "http/driver/reply.h"
#include "http/errors.h"
#include "http/handlers.h"
#include "service/auth/errors.h"
#include "service/service.h"

namespace mockhaus::http::driver {

using service::OpenedSession;
using service::Service;
using service::SessionStart;
using service::UserRecord;

namespace {

constexpr std::string_view server_version = "9.40.0";

// What a login asks for, besides its proof.
struct LoginRequest {
  Service::Wishes wishes;
  sql::ParameterValues parameters;
  bool validates_names = false;
  std::string client_id, client_version, address;
};

std::string to_upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

// A name in the query string is an identifier: folded unless quoted. Empty counts as absent.
std::optional<std::string> read_name(const Request& request, std::string_view parameter) {
  const std::string_view text = request.query_value(parameter).value_or("");
  if (text.empty()) return std::nullopt;
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
    return std::string(text.substr(1, text.size() - 2));
  }
  return to_upper(text);
}

// Known ones are applied; the rest is ignored whatever it is.
sql::ParameterValues read_parameters(const Json* given) {
  sql::ParameterValues values;
  if (given == nullptr) return values;
  for (const JsonMember& member : given->members()) {
    const sql::ParameterRow* row = sql::find_parameter(member.name);
    const std::optional<std::string> text = member.value.scalar_text();
    if (row == nullptr || !text) continue;
    Result<std::string> value = sql::normalize_parameter(*row, *text);
    if (value) values[std::string(row->name)] = std::move(*value);
  }
  return values;
}

LoginRequest read_login(const Json& data, const Request& request) {
  LoginRequest login;
  login.wishes = {read_name(request, "databaseName"), read_name(request, "schemaName"),
                  read_name(request, "roleName"), read_name(request, "warehouse")};
  const Json* parameters = data.find_value("SESSION_PARAMETERS");
  login.parameters = read_parameters(parameters);
  login.validates_names =
      parameters != nullptr && parameters->truth_of("CLIENT_VALIDATE_DEFAULT_PARAMETERS");
  login.client_id = std::string(data.text_of("CLIENT_APP_ID"));
  login.client_version = std::string(data.text_of("CLIENT_APP_VERSION"));
  login.address = request.remote_address;
  return login;
}

Error not_there(std::string_view what) {
  return {"390201", "08004",
          "The requested " + std::string(what) + " does not exist or not authorized."};
}

// Only for clients that ask for it (Go always does).
Result<Done> check_names(const LoginRequest& login, const service::SessionNames& names) {
  if (!login.validates_names) return Done{};
  if (login.wishes.database && names.database.empty()) return not_there("database");
  if (login.wishes.schema && names.schema.empty()) return not_there("schema");
  if (login.wishes.warehouse && names.warehouse.empty()) return not_there("warehouse");
  return Done{};
}

Response opened(const OpenedSession& opened) {
  const service::Session& session = *opened.session;
  const service::SessionNames names = session.names();
  JsonWriter data;
  data.begin_object().member("masterToken", opened.master_token);
  data.member("token", opened.session_token);
  data.member("validityInSeconds", service::session_token_seconds);
  data.member("masterValidityInSeconds", service::master_token_seconds);
  data.member("displayUserName", session.user()).member("serverVersion", server_version);
  data.member("firstLogin", false).member_null("remMeToken").member("remMeValidityInSeconds", 0);
  data.member("healthCheckInterval", 45).member_null("newClientForUpgrade");
  data.member("sessionId", static_cast<int64_t>(session.id())).key("parameters");
  write_parameters(*session.parameters(), data);
  data.key("sessionInfo").begin_object();
  write_name("databaseName", names.database, data);
  write_name("schemaName", names.schema, data);
  write_name("warehouseName", names.warehouse, data);
  write_name("roleName", names.role, data);
  data.end_object().member_null("idToken").member("idTokenValidityInSeconds", 0);
  data.member_null("responseData").member_null("mfaToken");
  data.member("mfaTokenValidityInSeconds", 0).end_object();
  return success(data.text());
}

Response refused(const Error& error) {
  Response response = failure(error);
  if (error.code != "390100") return response;
  JsonWriter json;
  json.begin_object().key("data").begin_object().member("nextAction", "RETRY_LOGIN");
  json.member("authnMethod", "USERNAME_PASSWORD").key("signInOptions").begin_object().end_object();
  json.end_object().member("code", error.code).member("message", error.message);
  json.member("success", false).member_null("headers").end_object();
  response.body = json.take();
  return response;
}

Result<OpenedSession> open_session(Service& service, const UserRecord& user,
                                   const LoginRequest& login) {
  SessionStart start = TRY(service.prepare(user, login.wishes));
  TRY(check_names(login, start.names));
  for (const auto& [name, value] : login.parameters) start.parameters[name] = value;
  start.client_id = login.client_id;
  start.client_version = login.client_version;
  start.address = login.address;
  return service.sessions().open(std::move(start));
}

Response answer(Service& service, const Result<UserRecord>& user, const LoginRequest& login,
                std::string_view login_name) {
  service.log().info("login", {{"user", user ? std::string_view(user->name) : login_name},
                               {"address", login.address},
                               {"client", login.client_id},
                               {"client_version", login.client_version},
                               {"accepted", user.ok()}});
  service.log().audit("login", {{"user", user ? std::string_view(user->name) : login_name},
                                {"address", login.address},
                                {"client", login.client_id},
                                {"proof", user ? std::string_view(user->proof) : ""},
                                {"token", user ? std::string_view(user->token_name) : ""},
                                {"outcome", user ? "accepted" : "refused"},
                                {"code", user ? "" : std::string_view(user.error().code)}});
  if (!user) return refused(user.error());
  const Result<OpenedSession> session = open_session(service, *user, login);
  return session ? opened(*session) : refused(session.error());
}

// What an identity provider must be asked about; empty: nothing.
std::string provider_token(const Json& data) {
  const std::string authenticator = to_upper(data.text_of("AUTHENTICATOR"));
  const std::string_view token = data.text_of("TOKEN");
  const std::string_view password = data.text_of("PASSWORD");
  if (authenticator == "OAUTH") return std::string(token.empty() ? password : token);
  const bool has_password = data.find_value("PASSWORD") != nullptr;
  return authenticator.empty() && !has_password ? std::string(token) : std::string();
}

// Proofs that are checked at once; nothing when the password decides.
std::optional<Result<UserRecord>> check_token(Service& service, const Json& data) {
  const std::string authenticator = to_upper(data.text_of("AUTHENTICATOR"));
  const std::string_view token = data.text_of("TOKEN");
  const std::string_view password = data.text_of("PASSWORD");
  const std::string_view login = data.text_of("LOGIN_NAME");
  const bool has_password = data.find_value("PASSWORD") != nullptr;
  if (authenticator == "SNOWFLAKE_JWT") return service.authenticator().check_jwt(token);
  if (authenticator == "PROGRAMMATIC_ACCESS_TOKEN") {
    return service.authenticator().check_access_token(token.empty() ? password : token, login);
  }
  if (authenticator == "OAUTH") {
    return service.authenticator().check_bearer(token.empty() ? password : token, authenticator);
  }
  if (authenticator.empty() && !token.empty() && !has_password) {
    return service.authenticator().check_bearer(token, "OAUTH");
  }
  const bool by_password = authenticator.empty() || authenticator == "SNOWFLAKE" ||
                           authenticator == "USERNAME_PASSWORD_MFA";
  if (by_password && service::Authenticator::is_access_token(password)) {
    return service.authenticator().check_access_token(password, login);
  }
  if (by_password) return std::nullopt;
  return service::errors::unsupported_authenticator(authenticator);
}

}  // namespace

static void check_and_answer(Service& service, const Json& data, const LoginRequest& login,
                             Responder responder) {
  const std::string name(data.text_of("LOGIN_NAME"));
  if (const auto user = check_token(service, data)) {
    return responder.send(answer(service, *user, login, name));
  }
  auto held = std::make_shared<Responder>(std::move(responder));  // std::function must be copyable
  service.authenticator().check_password(
      name, std::string(data.text_of("PASSWORD")), login.address,
      [&service, login, name, held](const Result<UserRecord>& user) {
        held->send(answer(service, user, login, name));
      });
}

void log_in(const Context& context, Request request, Responder responder) {
  Service& service = context.service;
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  const Json* data = body != nullptr ? body->find("data") : nullptr;
  if (data == nullptr || !data->is_object()) {
    return responder.send(failure(errors::invalid_payload()));
  }
  const LoginRequest login = read_login(*data, request);
  const std::string token = provider_token(*data);
  if (token.empty()) return check_and_answer(service, *data, login, std::move(responder));
  // The provider may have to be asked first; the request is read again when it has answered.
  auto held = std::make_shared<std::pair<std::string, Responder>>(std::move(request.body),
                                                                  std::move(responder));
  service.authenticator().prepare_bearer(token, "OAUTH", [&service, login, held] {
    Arena memory;
    const Json* again = parse_json(held->first, memory)->find("data");
    check_and_answer(service, *again, login, std::move(held->second));
  });
}

void refuse_authenticator(const Context&, Request request, Responder responder) {
  Arena arena;
  const Json* body = parse_json(request.body, arena);
  const Json* data = body != nullptr ? body->find("data") : nullptr;
  const std::string_view name = data != nullptr ? data->text_of("AUTHENTICATOR") : "";
  responder.send(failure(service::errors::unsupported_authenticator(name)));
}

}  // namespace mockhaus::http::driver
