// The seam to whatever runs SQL: text in, Arrow batches out.
//
// Everything above speaks to an engine through these classes and knows no other. A second engine is
// a second folder beside engine/duckdb. One EngineSession per Snowflake session; its calls come
// from one thread at a time, except interrupt(), which any thread may call at any moment.
// The handle behind a session may be replaced while it lives (the engine reopens after a full
// disk); open transactions and temporary tables are lost then, and the next call says so.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/arrow.h"

namespace mockhaus::engine {

// A running query. Batches come in order; each is one Arrow struct array with the columns of
// schema(). Destroying it before the end cancels the query.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual const ArrowSchema& schema() const = 0;
  // Fills `batch` (the caller releases it); false at the end.
  virtual Result<bool> next(ArrowArray& batch) = 0;
};

// Rows of text for array binds: columns[c][r]; no value is SQL NULL.
struct TextRows {
  std::vector<std::vector<std::optional<std::string>>> columns;
};

// The message of error 100039 where a NUMBER has no room in a column of eight bytes.
inline constexpr std::string_view no_room_message = "Numeric value is out of the range of 64 bits";

// Whether a write gives the same when it is run again on the same data. Only such writes can be
// restored after a later statement of their transaction failed.
enum class Replay : uint8_t { repeatable, changes };

// Stands for the committed data that a query reads, at a moment: the same query at an equal version
// reads the same.
struct DataVersion {
  uint64_t instance = 0, commits = 0;
  bool operator==(const DataVersion& other) const = default;
};

// Calls may recurse deeply (the engine binds and executes nested expressions on the caller's
// thread): threads that call a session need 16 MB of stack.
class EngineSession {
 public:
  virtual ~EngineSession() = default;

  // Streams the result of one SELECT (or another statement that answers rows).
  virtual Result<std::unique_ptr<Stream>> query(const std::string& sql) = 0;
  // Runs one statement to its end; the number of rows it changed (0 where that has no meaning).
  virtual Result<int64_t> execute(const std::string& sql, Replay replay) = 0;
  Result<int64_t> execute(const std::string& sql) { return execute(sql, Replay::repeatable); }

  // A Snowflake transaction. A statement that fails inside one undoes only itself: the session
  // keeps what is needed to restore the transaction's earlier work (engine/duckdb/session.cc).
  virtual Result<Done> begin() = 0;
  virtual Result<Done> commit() = 0;
  virtual Result<Done> rollback() = 0;
  virtual bool in_transaction() const = 0;
  // For a statement of several calls: undo_to(mark()) undoes what the open transaction did since.
  virtual size_t mark() const { return 0; }
  virtual Result<Done> undo_to(size_t) { return Done{}; }
  // Gives up what the engine itself holds of the open transaction; the next call does it again.
  // For changes by another session in between, of tables that this one has changed.
  virtual void step_back() {}

  // Of what this query would read now. Nothing: it is changing, or the open transaction has changed
  // something, or the query reads no table.
  virtual std::optional<DataVersion> data_version(const std::string&) { return std::nullopt; }

  // About when a commit last changed what this query reads, in nanoseconds since 1970. Each change
  // has a later one; after a restart it is the time of that.
  virtual Result<int64_t> changed_ns(const std::string&) { return 0; }

  // Makes `rows` readable as the temporary relation `name` with VARCHAR columns "1", "2", ...
  virtual Result<Done> bind_rows(std::string_view name, const TextRows& rows) = 0;
  // Makes batches of an earlier result readable as the temporary relation `name`, whose columns
  // have the names of `schema` and these engine types (sql::storage_type of the result's shape).
  // Takes the batches over, also when it fails.
  virtual Result<Done> bind_batches(std::string_view name,
                                    std::span<const std::string> column_types,
                                    const ArrowSchema& schema,
                                    std::vector<ArrowArray> batches) = 0;
  virtual Result<Done> drop_relation(std::string_view name) = 0;

  // Settings that the engine itself must know. Cheap when nothing changed.
  virtual Result<Done> set_threads(int threads) = 0;

  // Ends the call or stream that is running now with error 000604; does nothing between calls.
  // Who cancels a statement of several calls repeats it until the statement has ended.
  virtual void interrupt() = 0;
  // Whether progress() will be asked during the next calls; the engine may then be slower.
  virtual void watch_progress(bool) {}
  // Of the call or stream that runs now; any thread. 0..100; negative: unknown.
  virtual double progress() const = 0;
};

// A catalog record: an object's definition as JSON text, in the same file and transaction as data.
struct Record {
  uint64_t id = 0;
  std::string kind;       // "database", "table", ...
  uint64_t parent = 0;    // id of the schema, database; 0: the account
  std::string name;
  std::string definition; // JSON
};

// Catalog records, written through the session whose transaction they belong to.
class RecordStore {
 public:
  virtual ~RecordStore() = default;
  virtual Result<std::vector<Record>> load_all(EngineSession& session) = 0;
  virtual Result<Done> put(EngineSession& session, const Record& record) = 0;  // insert or replace
  virtual Result<Done> remove(EngineSession& session, uint64_t id) = 0;
  // The first of `count` numbers that were never given out before, also not before a crash.
  // Durable at once, whatever becomes of any transaction.
  virtual Result<uint64_t> reserve_ids(uint64_t count) = 0;
};

struct EngineOptions {
  std::string path;                 // database file; empty: in memory
  int64_t memory_limit_bytes = 0;   // 0: the engine's own default
  int threads = 0;                  // 0: as many as cores
  std::string temporary_directory;  // empty: beside the file
  std::vector<std::string> stage_directories;  // what COPY may read and write; else: nothing
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual Result<std::unique_ptr<EngineSession>> open_session() = 0;
  virtual RecordStore& records() = 0;
  virtual Result<Done> checkpoint() = 0;
  // False after a failure, until it is open again: by the next call, or by make_ready(), which may
  // take ten seconds.
  virtual bool is_ready() const { return true; }
  virtual Result<Done> make_ready() { return Done{}; }
};

}  // namespace mockhaus::engine
