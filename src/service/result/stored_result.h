// The result of one statement, complete and unchangeable, for whoever fetches it.
//
// Rows are cut into partitions when the result is stored; partition 0 is what a first answer
// carries. One stored form (Arrow IPC messages, in memory or in a file of the result space)
// serves both protocols and RESULT_SCAN. A result without rows has one partition of 0 rows.
// Thread-safe. The file disappears with the last owner of the result. save() writes what another
// process needs to open it again.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "commands/context.h"
#include "service/result/result_file.h"
#include "service/result/result_space.h"
#include "wire/protocol.h"

namespace mockhaus::service {

struct Partition {
  int64_t rows = 0;
  int64_t json_bytes = 0;   // about what the rows take as JSON text (partitionInfo)
  int64_t arrow_bytes = 0;  // what arrow_stream() gives
};

// Earlier rows in the engine's physical form, for EngineSession::bind_batches. Columns are named
// c0, c1, ...; VARIANT, OBJECT, ARRAY, MAP, VECTOR and geo columns hold their display text.
struct EngineRows {
  EngineRows() = default;
  EngineRows(EngineRows&& other) noexcept
      : schema(std::exchange(other.schema, {})),
        column_types(std::move(other.column_types)),
        batches(std::move(other.batches)) {}
  EngineRows(const EngineRows&) = delete;
  ~EngineRows();  // releases what was not taken

  ArrowSchema schema{};
  std::vector<std::string> column_types;
  std::vector<ArrowArray> batches;
};

class StoredResult {
 public:
  virtual ~StoredResult() = default;

  virtual const sql::ResultShape& shape() const = 0;
  virtual int64_t row_count() const = 0;
  virtual const std::vector<Partition>& partitions() const = 0;

  // ["1",null],["2","x"]: the rows of a partition, separated by commas, without brackets around.
  virtual Result<std::string> json_rows(size_t partition,
                                        const wire::JsonOptions& options) const = 0;
  // One Arrow IPC stream (schema, rows, end) in the form that drivers read.
  virtual Result<std::string> arrow_stream(size_t partition) const = 0;
  // All rows, for RESULT_SCAN.
  virtual Result<EngineRows> engine_rows() const = 0;

  // Writes a JSON object for open_saved_result(). A small result's rows are put into `bytes`, those
  // of others are in its file. Thread-safe; each statement that has the result saves it.
  virtual Result<Done> save(JsonWriter& json, std::string& bytes) const = 0;
};

struct StoreOptions {
  int64_t rows_max = 0;     // ROWS_PER_RESULTSET: no more are kept; 0: all
  int64_t rows_limit = 0;   // of the server: more are an error; 0: none
  // Told how far it is, while rows come. Null: nobody asks.
  std::atomic<int64_t>* rows_so_far = nullptr;
  std::atomic<int64_t>* bytes_so_far = nullptr;
};

// Reads the outcome's stream to its end, or takes its rows. What else the outcome holds (counts,
// session change) is left as it is. An error of the stream is returned, and nothing is kept.
Result<std::shared_ptr<const StoredResult>> store_result(commands::Outcome& outcome,
                                                         ResultSpace& space,
                                                         const StoreOptions& options);

// A result that save() described; `source` has its bytes from `begin` on if they are not in a file
// of the space. Null: they are gone.
std::shared_ptr<const StoredResult> open_saved_result(const Json& saved, ResultSpace& space,
                                                      std::shared_ptr<ResultFile> source,
                                                      int64_t begin);

}  // namespace mockhaus::service
