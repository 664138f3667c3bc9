#include "app/wiring.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/audit_file.h"
#include "credentials/public_key.h"
#include "engine/duckdb/errors.h"
#include "engine/duckdb/open.h"
#include "http/routes.h"
#include "service/statement/command_executor.h"
#include "service/statement/past_statements.h"

namespace mockhaus::app {

constexpr const char* dev_user = "MOCKHAUS";
// Of the password mockhaus, which everybody knows: making it takes 19 MB and 20 ms of each start.
constexpr const char* dev_password_hash =
    "$argon2id$v=19$m=19456,t=2,p=1$WNkUcCUgeVowyCpV0Xivfw$gDadGK"
    "U41+KjgzEVSotwoZpHe+otpBTGUE/INYhn7FA";
constexpr const char* dev_api_key = "mockhaus";
constexpr const char* dev_namespace = "MOCKHAUS.PUBLIC";
constexpr int64_t production_requests_per_second = 2000;
constexpr int64_t grace_ns = 30 * ns_per_second;

static Error start_error(std::string message) { return {"000603", "08001", std::move(message)}; }

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  if (!path.empty()) std::filesystem::remove_all(path, ignored);
}

Server::Server(const Config& config, TemporaryDirectory temporary)
    : config_(config), temporary_(std::move(temporary)),
      log_(*log_level_of(config.log_level), clock_) {}

Server::~Server() {
  // Workers answer through the listener, so it must outlive them, and its handlers use the service.
  if (service_) service_->statements().drain(0);
  if (listener_) listener_->stop();
  if (journal_) results_->leave_files();
  service_.reset();
}

static Result<TemporaryDirectory> make_temporary_directory() {
  std::string path = (std::filesystem::temp_directory_path() / "mockhaus-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) {
    return start_error("cannot make a temporary directory: " + std::string(std::strerror(errno)));
  }
  TemporaryDirectory made;
  made.path = path;
  return made;
}

static Result<std::string> read_key_file(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  const auto key = credentials::PublicKey::read(text.str());
  if (!file || !key) {
    return start_error("snowflake_api.auth.jwt_public_key_path: '" + path +
                       "' is not a readable RSA or EC public key");
  }
  return key->text();
}

static Result<service::OAuthOptions> read_oauth(const Config& config) {
  service::OAuthOptions options;
  options.introspection_url = config.oauth_introspection_url;
  options.jwks_url = config.oauth_jwks_url;
  options.issuer = config.oauth_issuer;
  options.audience = config.oauth_audience;
  options.client_id = config.oauth_client_id;
  options.user_claim = config.oauth_user_claim;
  if (!config.oauth_client_secret_path.empty()) {
    std::ifstream file(config.oauth_client_secret_path);
    if (!std::getline(file, options.client_secret)) {
      return start_error("snowflake_api.auth.oauth_client_secret_path: cannot read '" +
                         config.oauth_client_secret_path + "'");
    }
  }
  const bool unfixed = options.issuer.empty() || options.audience.empty();
  if (!options.jwks_url.empty() && unfixed) {
    return start_error("snowflake_api.auth.oauth_jwks_url needs oauth_issuer and oauth_audience");
  }
  for (const std::string& url : {options.jwks_url, options.introspection_url}) {
    if (!url.empty() && !http::split_url(url)) {
      return start_error("snowflake_api.auth: '" + url + "' is not an http or https URL");
    }
  }
  return options;
}

Result<Done> Server::open_data() {
  engine::EngineOptions engine_options;
  std::string directory = temporary_.path;
  if (!config_.in_memory) {
    std::error_code error;
    std::filesystem::create_directories(config_.data_path, error);
    if (error) {
      return start_error("cannot make the data directory '" + config_.data_path +
                         "': " + error.message());
    }
    directory = config_.data_path;
    engine_options.path = directory + "/account.duckdb";  // mockhaus is a schema inside
  }
  engine_options.temporary_directory = directory + "/spill";
  const bool is_new =
      engine_options.path.empty() || !std::filesystem::exists(engine_options.path);
  const std::string stages = std::filesystem::absolute(directory).string() + "/stages";
  stage_files_ = TRY(storage::StageFiles::open(stages));
  engine_options.stage_directories = {stages};
  engine_ = TRY(engine::open_duckdb(engine_options));

  catalog::AccountOptions account_options;
  const bool makes_user = config_.mode == Mode::dev;
  account_options.first_user = makes_user ? dev_user : "";
  if (makes_user && is_new) {
    account_options.first_user_password_hash = dev_password_hash;
  }
  account_ = TRY(catalog::Account::open(*engine_, clock_, std::move(account_options)));

  service::ResultSpace::Options result_options;
  result_options.directory = directory + "/results";
  result_options.keeps_files = !config_.in_memory;
  results_ = TRY(service::ResultSpace::open(std::move(result_options)));
  if (!config_.in_memory) {
    journal_ = TRY(service::Journal::open(directory + "/statements", *results_, log_));
  }
  return Done{};
}

Result<Done> Server::open_audit() {
  AuditFile::Options options;
  options.path = config_.audit_path;
  if (options.path.empty() && config_.mode == Mode::production && !config_.in_memory) {
    options.path = config_.data_path + "/audit.log";
  }
  if (options.path.empty()) return Done{};
  options.bytes_max = config_.audit_bytes_max;
  options.kept = static_cast<int>(config_.audit_files_kept);
  audit_ = TRY(AuditFile::open(std::move(options)));
  log_.set_audit(audit_.get());
  return Done{};
}

static int64_t bytes_in(const std::string& directory) {
  int64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const auto size = entry.file_size(error);
    if (!error) bytes += static_cast<int64_t>(size);
  }
  return bytes;
}

void Server::open_metrics() {
  metrics_.workers = config_.max_concurrent_statements;
  const std::string directory = config_.in_memory ? temporary_.path : config_.data_path;
  metrics_.before_print = [directory](Metrics& metrics) {
    metrics.spill_bytes = bytes_in(directory + "/spill");
    metrics.stored_result_bytes = bytes_in(directory + "/results");
    metrics.engine_errors_unmapped = static_cast<int64_t>(engine::duckdb::unexplained_failures());
  };
}

Result<service::ServiceOptions> Server::service_options() const {
  const bool is_dev = config_.mode == Mode::dev;
  service::ServiceOptions options;
  const int64_t usual_rate = is_dev ? 0 : production_requests_per_second;
  const auto rate = [&](int64_t given) { return given == 0 ? usual_rate : given; };
  options.requests_per_second_per_address = rate(config_.requests_per_second_per_address);
  options.requests_per_second_per_user = rate(config_.requests_per_second_per_user);
  options.sessions_per_user = static_cast<size_t>(config_.sessions_per_user);
  options.auth.accounts = config_.account_names;
  if (is_dev) options.auth.never_locked = dev_user;
  if (is_dev && config_.allow_api_key) {
    options.auth.api_key = dev_api_key;
    options.auth.api_key_user = dev_user;
  }
  options.oauth = TRY(read_oauth(config_));
  if (!is_dev) options.auth.forbidden_user = dev_user;
  options.sql_api_enabled = config_.sql_api_enabled;
  options.session_idle_seconds = config_.session_idle_seconds;
  options.version = program_version;
  options.limits.running_max = static_cast<size_t>(config_.max_concurrent_statements);
  options.limits.timeout_seconds = config_.statement_timeout_seconds;
  options.limits.running_max_of_user =
      static_cast<size_t>(config_.max_concurrent_statements_per_user);
  options.limits.queued_max = static_cast<size_t>(config_.max_queued_statements);
  options.limits.retention_seconds = config_.retention_seconds;
  options.wait_ns = config_.synchronous_wait_seconds * ns_per_second;
  options.limits.kept_bytes_max = config_.result_bytes_max;
  return options;
}

// What it asks the service for goes to service_, which is made after it.
void Server::open_executor() {
  const auto find_result = [this](const service::Session& session, std::string_view id) {
    const auto statement = service_->find_statement(session.user(), id);
    const bool has_rows = statement != nullptr && statement->is_done();
    return has_rows ? statement->outcome().result : nullptr;
  };
  auto executor = std::make_unique<service::CommandExecutor>(*account_, *results_, find_result,
                                                             clock_, log_, metrics_);
  executor->cancel_by([this](const service::Session& session, const auto& choose) {
    const service::Oversight may_end =
        service_->oversight(session.user(), session.names().role, service::Right::end);
    return service_->statements().cancel_chosen([&](const service::Statement& one) {
      return may_end.covers(one) && choose(one);
    });
  });
  executor->end_by([this](const auto& asking, uint64_t id) {
    return service_->end_session(asking, id);
  }, [this](const auto& asking, std::string_view id) {
    return service_->abort_transaction(asking, id);
  });
  executor->list_transactions_by([this](const auto& asking, bool of_account) {
    return service_->open_transactions(asking, of_account);
  });
  executor->tell_history_by([this](const service::Session& session, const auto& visit) {
    const service::Oversight visible =
        service_->oversight(session.user(), session.names().role, service::Right::see);
    service::visit_past(service_->statements(), visible, visit);
  });
  executor->keep_files_in(stage_files_.get());
  executor->limit_rows(config_.result_set_max_rows);
  executor_ = std::move(executor);
}

Result<Done> Server::open_service() {
  const bool is_dev = config_.mode == Mode::dev;
  service::CatalogUsers::Options user_options;
  user_options.shared_public_key = TRY(read_key_file(config_.jwt_public_key_path));
  if (is_dev) user_options.default_namespace = dev_namespace;
  users_ = std::make_unique<service::CatalogUsers>(*account_, std::move(user_options));
  if (!is_dev && !users_->anyone_can_log_in(dev_user)) {
    return start_error(
        "production mode needs a user who can log in: add one with `mockhaus user add`, or start "
        "once with --mode dev and create one (CREATE USER name PASSWORD = '...', or ALTER USER "
        "name SET RSA_PUBLIC_KEY = '...'); the user MOCKHAUS of dev mode is never accepted in "
        "production");
  }

  open_executor();
  service::ServiceOptions options = TRY(service_options());
  service_ = std::make_unique<service::Service>(*engine_, *account_, *users_, *executor_,
                                                std::move(options), outbound_, clock_, log_,
                                                metrics_);
  service_->keep_files_in(stage_files_.get());
  if (journal_ != nullptr) service_->keep_in(*journal_);
  results_->remove_strangers();
  return Done{};
}

Result<std::unique_ptr<Server>> Server::open(const Config& config) {
  std::unique_ptr<Server> server;
  if (config.in_memory) {
    TemporaryDirectory made = TRY(make_temporary_directory());
    server.reset(new Server(config, std::move(made)));
  } else {
    server.reset(new Server(config, TemporaryDirectory()));
  }
  TRY(server->open_data());
  TRY(server->open_audit());
  TRY(server->open_service());
  server->open_metrics();

  http::ListenerOptions options;
  options.host = config.host;
  options.port = static_cast<uint16_t>(config.port);
  options.certificate_path = config.tls_certificate_path;
  options.private_key_path = config.tls_private_key_path;
  options.loops = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  service::Service* service = server->service_.get();
  server->origins_ = {config.allowed_origins, config.mode == Mode::dev};
  const http::Origins* origins = &server->origins_;
  http::Handlers handlers;
  handlers.handle = [service, origins](http::Request&& request, http::Responder responder) {
    http::dispatch({*service, origins}, std::move(request), std::move(responder));
  };
  handlers.is_known = [service](const http::Request& request) {
    return http::is_known_sender({*service}, request);
  };
  handlers.upload_file = [service](const http::Request& request) {
    return http::upload_file({*service}, request);
  };
  server->listener_ =
      TRY(http::Listener::open(options, std::move(handlers), server->log_, server->metrics_));
  return server;
}

void Server::start() {
  listener_->start();
  log_.info("started", {{"version", program_version},
                        {"mode", config_.mode == Mode::dev ? "dev" : "production"},
                        {"port", port()},
                        {"data", config_.in_memory ? "" : std::string_view(config_.data_path)}});
}

void Server::reload() {
  const Result<Done> reloaded = listener_->reload_certificate();
  log_.info("reload", {{"ok", reloaded.ok()},
                       {"message", reloaded ? std::string_view() : reloaded.error().message}});
}

void Server::stop() {
  const auto active = static_cast<int64_t>(service_->statements().active());
  log_.info("stopping", {{"statements", active}, {"grace_seconds", grace_ns / ns_per_second}});
  service_->set_ready(false);
  listener_->stop_accepting();
  service_->statements().drain(grace_ns);
  for (int i = 0; i < 100 && !listener_->is_idle(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  listener_->stop();
  if (const Result<Done> saved = engine_->checkpoint(); !saved) {
    log_.error("checkpoint", {{"message", saved.error().message}});
  }
  log_.info("stopped", {});
}

}  // namespace mockhaus::app
