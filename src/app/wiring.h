// The whole server, built from a configuration: engine, account, service, listener.
#pragma once

#include <memory>

#include "app/config.h"
#include "base/clock.h"
#include "base/audit_file.h"
#include "base/log.h"
#include "base/metrics.h"
#include "catalog/account.h"
#include "engine/engine.h"
#include "http/listener.h"
#include "http/outbound.h"
#include "http/routes.h"
#include "service/auth/catalog_users.h"
#include "service/result/result_space.h"
#include "service/service.h"
#include "storage/stage_files.h"

namespace mockhaus::app {

// Removes the directory of an in-memory server when it goes.
struct TemporaryDirectory {
  std::string path;
  TemporaryDirectory() = default;
  TemporaryDirectory(TemporaryDirectory&& other) noexcept
      : path(std::exchange(other.path, std::string())) {}
  TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
  ~TemporaryDirectory();
};

class Server {
 public:
  // Opens the data, checks that somebody can log in, binds the address. Nothing runs yet.
  static Result<std::unique_ptr<Server>> open(const Config& config);
  ~Server();

  const Log& log() const { return log_; }
  void start();
  uint16_t port() const { return listener_->port(); }
  // Reads the TLS certificate again.
  void reload();
  // Lets what runs finish for a while, cancels the rest, and makes the data durable.
  void stop();

 private:
  explicit Server(const Config& config, TemporaryDirectory temporary);
  Result<Done> open_data();
  Result<Done> open_audit();
  Result<service::ServiceOptions> service_options() const;
  void open_executor();
  Result<Done> open_service();
  void open_metrics();

  const Config config_;
  TemporaryDirectory temporary_;  // of an in-memory server
  SystemClock clock_;
  Metrics metrics_;
  std::unique_ptr<AuditFile> audit_;
  Log log_;
  http::Origins origins_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<catalog::Account> account_;
  std::unique_ptr<storage::StageFiles> stage_files_;
  std::unique_ptr<service::CatalogUsers> users_;
  std::unique_ptr<service::ResultSpace> results_;
  std::unique_ptr<service::Journal> journal_;  // null: in memory
  std::unique_ptr<service::Executor> executor_;
  std::unique_ptr<http::Listener> listener_;
  http::OutboundClient outbound_;
  std::unique_ptr<service::Service> service_;
};

}  // namespace mockhaus::app
