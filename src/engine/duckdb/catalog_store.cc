#include "engine/duckdb/catalog_store.h"

namespace mockhaus::engine::duckdb {
namespace {

// Columns of a batch of mockhaus.records, which has no NULL.
uint64_t number_at(const ArrowArray& column, int64_t row) {
  return static_cast<const uint64_t*>(column.buffers[1])[column.offset + row];
}

std::string text_at(const ArrowArray& column, int64_t row) {
  const auto* offsets = static_cast<const int32_t*>(column.buffers[1]) + column.offset + row;
  return {static_cast<const char*>(column.buffers[2]) + offsets[0],
          static_cast<size_t>(offsets[1] - offsets[0])};
}

Record record_at(const ArrowArray& batch, int64_t row) {
  return {.id = number_at(*batch.children[0], row),
          .kind = text_at(*batch.children[1], row),
          .parent = number_at(*batch.children[2], row),
          .name = text_at(*batch.children[3], row),
          .definition = text_at(*batch.children[4], row)};
}

}  // namespace

Result<std::vector<Record>> CatalogStore::load_all(EngineSession& session) {
  std::unique_ptr<Stream> stream = TRY(session.query(
      "SELECT id, kind, parent, name, definition FROM mockhaus.records ORDER BY id"));
  std::vector<Record> records;
  for (ArrowArray batch{};;) {
    const bool more = TRY(stream->next(batch));
    if (!more) return records;
    for (int64_t row = 0; row < batch.length; ++row) records.push_back(record_at(batch, row));
    batch.release(&batch);
  }
}

Result<Done> CatalogStore::put(EngineSession& session, const Record& record) {
  TRY(remove(session, record.id));
  TRY(session.execute("INSERT INTO mockhaus.records VALUES (" + std::to_string(record.id) + ", " +
                      quote_literal(record.kind) + ", " + std::to_string(record.parent) + ", " +
                      quote_literal(record.name) + ", " + quote_literal(record.definition) + ")"));
  return Done{};
}

Result<Done> CatalogStore::remove(EngineSession& session, uint64_t id) {
  TRY(session.execute("DELETE FROM mockhaus.records WHERE id = " + std::to_string(id)));
  return Done{};
}

Result<uint64_t> CatalogStore::reserve_ids(uint64_t count) {
  const std::scoped_lock lock(reserving_);
  TRY(own_session_.begin());
  const int64_t changed = TRY(own_session_.execute(
      "UPDATE mockhaus.counters SET next = next + " + std::to_string(count) +
      " WHERE name = 'id'"));
  if (changed == 0) {
    TRY(own_session_.execute("INSERT INTO mockhaus.counters VALUES ('id', 1 + " +
                             std::to_string(count) + ")"));
  }
  ArrowArray batch{};
  {
    std::unique_ptr<Stream> stream =
        TRY(own_session_.query("SELECT next FROM mockhaus.counters WHERE name = 'id'"));
    const bool found = TRY(stream->next(batch));
    CHECK(found);
  }
  const uint64_t next = number_at(*batch.children[0], 0);
  batch.release(&batch);
  TRY(own_session_.commit());
  return next - count;
}

}  // namespace mockhaus::engine::duckdb
