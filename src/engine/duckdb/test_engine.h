// For tests: an engine on a directory of its own, and the rows of a query as one text.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "engine/duckdb/open.h"
#include "engine/engine.h"

#include <doctest/doctest.h>  // last: its CHECK replaces ours

namespace mockhaus::engine::duckdb {

struct TestDirectory {
  TestDirectory() {
    char name[] = "/tmp/mockhaus_test_XXXXXX";
    REQUIRE(mkdtemp(name) != nullptr);
    path = name;
  }
  ~TestDirectory() { std::filesystem::remove_all(path); }
  std::string file(const char* name) const { return path + "/" + name; }
  std::string path;
};

inline std::unique_ptr<Engine> open_engine(const std::string& file) {
  Result<std::unique_ptr<Engine>> engine = open_duckdb({.path = file, .threads = 2});
  REQUIRE_MESSAGE(engine.ok(), engine.error().message);
  return std::move(engine).value();
}

inline std::unique_ptr<EngineSession> open_session(Engine& engine) {
  return std::move(engine.open_session()).value();
}

inline std::string cell_text(const ArrowSchema& type, const ArrowArray& column, int64_t row) {
  row += column.offset;
  const auto* valid = static_cast<const uint8_t*>(column.buffers[0]);
  if (valid && !(valid[row / 8] >> (row % 8) & 1)) return "NULL";
  switch (type.format[0]) {
    case 'i': return std::to_string(static_cast<const int32_t*>(column.buffers[1])[row]);
    case 'l': return std::to_string(static_cast<const int64_t*>(column.buffers[1])[row]);
    case 'd': return std::to_string(static_cast<const int64_t*>(column.buffers[1])[row * 2]);
    case 'u': {
      const auto* offsets = static_cast<const int32_t*>(column.buffers[1]) + row;
      return {static_cast<const char*>(column.buffers[2]) + offsets[0],
              static_cast<size_t>(offsets[1] - offsets[0])};
    }
    default: return std::string("?") + type.format;
  }
}

inline std::string read_all(Stream& stream) {
  std::string text;
  for (ArrowArray batch{};;) {
    Result<bool> more = stream.next(batch);
    if (!more.ok()) return "error " + more.error().code + ": " + more.error().message;
    if (!*more) return text;
    for (int64_t row = 0; row < batch.length; ++row) {
      if (!text.empty()) text += ";";
      for (int64_t column = 0; column < batch.n_children; ++column) {
        if (column > 0) text += ",";
        text += cell_text(*stream.schema().children[column], *batch.children[column], row);
      }
    }
    batch.release(&batch);
  }
}

// "1,a;2,NULL", or "error 000604: ...".
inline std::string rows_of(EngineSession& session, const std::string& sql) {
  Result<std::unique_ptr<Stream>> stream = session.query(sql);
  if (!stream.ok()) return "error " + stream.error().code + ": " + stream.error().message;
  return read_all(**stream);
}

// "3 rows", or "error 100072: ...".
inline std::string run_in(EngineSession& session, const std::string& sql,
                          Replay replay = Replay::repeatable) {
  Result<int64_t> rows = session.execute(sql, replay);
  if (!rows.ok()) return "error " + rows.error().code + ": " + rows.error().message;
  return std::to_string(*rows) + " rows";
}

}  // namespace mockhaus::engine::duckdb
