#include "engine/duckdb/instance.h"

#include "engine/duckdb/errors.h"
#include "engine/duckdb/native_functions.h"

namespace mockhaus::engine::duckdb {
namespace {

struct Setting {
  const char* name;
  const char* value;
};

// Given before the file is opened.
constexpr Setting opening_settings[] = {
    {"allow_community_extensions", "false"},
    {"allow_unsigned_extensions", "false"},
    {"autoinstall_known_extensions", "false"},
    {"autoload_known_extensions", "false"},
    // Snowflake sorts NULL as the largest value. Emitted SQL says so too; this is the belt.
    {"default_null_order", "nulls_last_on_asc_first_on_desc"},
    // Our parser allows 400 levels, and a level may become several engine expressions.
    {"max_expression_depth", "10000"},
    // HUGEINT leaves as decimal128, which every Arrow reader knows.
    {"arrow_lossless_conversion", "false"},
};

// Run when the file is open, in this order; the last one locks the rest.
constexpr const char* locking_statements[] = {
    "SET GLOBAL TimeZone = 'UTC'",
    "SET GLOBAL enable_external_access = false",
    "SET GLOBAL lock_configuration = true",
};

Error open_failed(std::string_view reason) {
  return {"000603", "XX000", "The data file cannot be opened: " + std::string(reason), {}};
}

class Config {
 public:
  Config() { duckdb_create_config(&config_); }
  ~Config() { duckdb_destroy_config(&config_); }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

  Result<Done> set(const char* name, const std::string& value) {
    if (duckdb_set_config(config_, name, value.c_str()) == DuckDBSuccess) return Done{};
    return open_failed(std::string("the engine refuses setting ") + name);
  }
  duckdb_config get() const { return config_; }

 private:
  duckdb_config config_ = nullptr;
};

std::string temporary_directory(const EngineOptions& options) {
  if (!options.temporary_directory.empty()) return options.temporary_directory;
  return options.path.empty() ? std::string() : options.path + ".tmp";
}

std::string list_literal(const std::vector<std::string>& texts) {
  std::string list = "[";
  for (const std::string& text : texts) {
    if (list.size() > 1) list += ", ";
    list += quote_literal(text);
  }
  return list + "]";
}

}  // namespace

std::string quote_literal(std::string_view text) {
  std::string quoted = "'";
  for (char c : text) {
    if (c == '\'') quoted += '\'';
    quoted += c;
  }
  return quoted + "'";
}

std::string quote_identifier(std::string_view name) {
  std::string quoted = "\"";
  for (char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

Result<Done> run_plain(duckdb_connection connection, const char* sql) {
  duckdb_result result;
  if (duckdb_query(connection, sql, &result) == DuckDBSuccess) {
    duckdb_destroy_result(&result);
    return Done{};
  }
  const char* message = duckdb_result_error(&result);
  Error error = explain(message ? message : "").error;
  duckdb_destroy_result(&result);
  return error;
}

Result<std::shared_ptr<Instance>> Instance::open(const EngineOptions& options) {
  std::shared_ptr<Instance> instance(new Instance);
  TRY(instance->configure(options));
  return instance;
}

Result<Done> Instance::configure(const EngineOptions& options) {
  Config config;
  for (const Setting& setting : opening_settings) TRY(config.set(setting.name, setting.value));
  if (options.memory_limit_bytes > 0) {
    TRY(config.set("memory_limit", std::to_string(options.memory_limit_bytes) + "B"));
  }
  // Counts the calling thread as one, so that one busy session uses exactly this many cores.
  if (options.threads > 0) TRY(config.set("threads", std::to_string(options.threads)));
  char* reason = nullptr;
  const char* path = options.path.empty() ? nullptr : options.path.c_str();
  if (duckdb_open_ext(path, &database_, config.get(), &reason) != DuckDBSuccess) {
    Error error = open_failed(reason ? reason : "unknown");
    duckdb_free(reason);
    return error;
  }
  duckdb_connection connection = nullptr;
  if (duckdb_connect(database_, &connection) != DuckDBSuccess) return open_failed("no connection");
  Result<Done> prepared = prepare_file(connection);
  if (const std::string place = temporary_directory(options); prepared.ok() && !place.empty()) {
    prepared = run_plain(connection, ("SET temp_directory = " + quote_literal(place)).c_str());
  }
  if (prepared.ok() && !options.stage_directories.empty()) {
    prepared = run_plain(connection, ("SET GLOBAL allowed_directories = " +
                                      list_literal(options.stage_directories)).c_str());
  }
  if (prepared.ok()) prepared = start_task_threads(connection);
  for (const char* sql : locking_statements) {
    if (prepared.ok()) prepared = run_plain(connection, sql);
  }
  duckdb_disconnect(&connection);
  return prepared;
}

// All threads of statements are ours: the one that calls, and the task threads.
Result<Done> Instance::start_task_threads(duckdb_connection connection) {
  duckdb_result result;
  int64_t threads = 0;
  if (duckdb_query(connection, "SELECT current_setting('threads')::BIGINT", &result) ==
      DuckDBSuccess) {
    threads = duckdb_value_int64(&result, 0, 0);
  }
  duckdb_destroy_result(&result);
  if (threads < 1) return open_failed("the number of threads is unknown");
  const std::string all = "SET GLOBAL external_threads = " + std::to_string(threads);
  TRY(run_plain(connection, all.c_str()));
  task_threads_ = std::make_unique<TaskThreads>(database_, static_cast<int>(threads) - 1);
  return Done{};
}

Result<Done> Instance::prepare_file(duckdb_connection connection) {
  TRY(run_plain(connection, "CREATE SCHEMA IF NOT EXISTS mockhaus"));
  TRY(run_plain(connection, "CREATE SCHEMA IF NOT EXISTS data"));
  TRY(run_plain(connection,
                "CREATE TABLE IF NOT EXISTS mockhaus.records (id UBIGINT NOT NULL, "
                "kind VARCHAR NOT NULL, parent UBIGINT NOT NULL, name VARCHAR NOT NULL, "
                "definition VARCHAR NOT NULL)"));
  TRY(run_plain(connection,
                "CREATE TABLE IF NOT EXISTS mockhaus.counters (name VARCHAR NOT NULL, "
                "next UBIGINT NOT NULL)"));
  return register_native_functions(connection);
}

Result<duckdb_connection> Instance::connect() {
  duckdb_connection connection = nullptr;
  if (duckdb_connect(database_, &connection) != DuckDBSuccess) return open_failed("no connection");
  return connection;
}

bool Instance::works() {
  duckdb_connection connection = nullptr;
  if (duckdb_connect(database_, &connection) != DuckDBSuccess) return false;
  duckdb_result result;
  const char* probe = "SELECT count(*) FROM mockhaus.counters";
  const bool works = duckdb_query(connection, probe, &result) == DuckDBSuccess;
  duckdb_destroy_result(&result);
  duckdb_disconnect(&connection);
  return works;
}

Instance::~Instance() {
  task_threads_.reset();
  if (database_) duckdb_close(&database_);
  closed_->store(true);
}

}  // namespace mockhaus::engine::duckdb
