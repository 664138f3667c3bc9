// Catalog records in the DuckDB file: table mockhaus.records, beside the data it describes.
//
// Records are written by the session that changes the object, in its transaction; ids are handed
// out in blocks, in transactions of their own.
#pragma once

#include <mutex>

#include "engine/duckdb/session.h"
#include "engine/engine.h"

namespace mockhaus::engine::duckdb {

class CatalogStore final : public RecordStore {
 public:
  explicit CatalogStore(std::shared_ptr<InstanceSlot> slot) : own_session_(std::move(slot)) {}

  Result<std::vector<Record>> load_all(EngineSession& session) override;
  Result<Done> put(EngineSession& session, const Record& record) override;
  Result<Done> remove(EngineSession& session, uint64_t id) override;
  Result<uint64_t> reserve_ids(uint64_t count) override;

 private:
  std::mutex reserving_;  // guards own_session_
  Session own_session_;
};

}  // namespace mockhaus::engine::duckdb
