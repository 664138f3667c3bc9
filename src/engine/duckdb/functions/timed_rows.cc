#include "engine/duckdb/functions/timed_rows.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>

namespace mockhaus::engine::duckdb {
namespace {

using Clock = std::chrono::steady_clock;

struct Bounds {
  int64_t rows = std::numeric_limits<int64_t>::max();
  std::chrono::duration<double> time{0};
};

struct Progress {
  int64_t next = 0;
  std::optional<Clock::time_point> started;
};

// Seconds beyond this are no limit: the deadline of the statement comes first.
constexpr double seconds_max = 1e9;

void bind(duckdb_bind_info info) {
  Bounds* bounds = new Bounds;
  duckdb_value rows = duckdb_bind_get_parameter(info, 0);
  duckdb_value seconds = duckdb_bind_get_parameter(info, 1);
  if (!duckdb_is_null_value(rows)) bounds->rows = duckdb_get_int64(rows);
  if (!duckdb_is_null_value(seconds)) {
    bounds->time =
        std::chrono::duration<double>(std::min(duckdb_get_double(seconds), seconds_max));
  }
  duckdb_destroy_value(&rows);
  duckdb_destroy_value(&seconds);
  duckdb_logical_type bigint = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
  duckdb_bind_add_result_column(info, "n", bigint);
  duckdb_destroy_logical_type(&bigint);
  duckdb_bind_set_bind_data(info, bounds, [](void* data) { delete static_cast<Bounds*>(data); });
}

void init(duckdb_init_info info) {
  duckdb_init_set_init_data(info, new Progress,
                            [](void* data) { delete static_cast<Progress*>(data); });
  duckdb_init_set_max_threads(info, 1);
}

void run(duckdb_function_info info, duckdb_data_chunk output) {
  const auto& bounds = *static_cast<const Bounds*>(duckdb_function_get_bind_data(info));
  auto& progress = *static_cast<Progress*>(duckdb_function_get_init_data(info));
  const Clock::time_point now = Clock::now();
  if (!progress.started) progress.started = now;
  int64_t count = 0;
  if (now - *progress.started < bounds.time) {
    count = std::clamp<int64_t>(bounds.rows - progress.next, 0,
                                static_cast<int64_t>(duckdb_vector_size()));
  }
  duckdb_vector column = duckdb_data_chunk_get_vector(output, 0);
  auto* numbers = static_cast<int64_t*>(duckdb_vector_get_data(column));
  for (int64_t i = 0; i < count; ++i) numbers[i] = progress.next++;
  duckdb_data_chunk_set_size(output, static_cast<idx_t>(count));
}

}  // namespace

Result<Done> register_timed_rows(duckdb_connection connection) {
  duckdb_table_function function = duckdb_create_table_function();
  duckdb_table_function_set_name(function, "mh_timed_rows");
  for (const duckdb_type each : {DUCKDB_TYPE_BIGINT, DUCKDB_TYPE_DOUBLE}) {
    duckdb_logical_type type = duckdb_create_logical_type(each);
    duckdb_table_function_add_parameter(function, type);
    duckdb_destroy_logical_type(&type);
  }
  duckdb_table_function_set_bind(function, bind);
  duckdb_table_function_set_init(function, init);
  duckdb_table_function_set_function(function, run);
  const bool good = duckdb_register_table_function(connection, function) == DuckDBSuccess;
  duckdb_destroy_table_function(&function);
  if (good) return Done{};
  return Error{"000603", "XX000", "cannot register native function mh_timed_rows", {}};
}

}  // namespace mockhaus::engine::duckdb
