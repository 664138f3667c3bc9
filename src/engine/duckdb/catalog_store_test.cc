#include "engine/duckdb/catalog_store.h"

#include "engine/duckdb/test_engine.h"

namespace mockhaus::engine::duckdb {
namespace {

std::string names(Engine& engine, EngineSession& session) {
  std::string text;
  const std::vector<Record> records = std::move(engine.records().load_all(session)).value();
  for (const Record& record : records) {
    text += std::to_string(record.id) + record.kind + std::to_string(record.parent) + record.name +
            record.definition + ";";
  }
  return text;
}

TEST_CASE("records change with the transaction that they belong to, and survive") {
  TestDirectory directory;
  uint64_t first = 0;
  {
    std::unique_ptr<Engine> engine = open_engine(directory.file("a.db"));
    std::unique_ptr<EngineSession> session = open_session(*engine);
    RecordStore& records = engine->records();
    CHECK(names(*engine, *session).empty());
    CHECK(records.put(*session, {5, "table", 2, "it's", "{\"a\": 'b'}"}).ok());
    CHECK(session->begin().ok());
    CHECK(records.put(*session, {5, "table", 2, "t2", "{}"}).ok());
    CHECK(records.put(*session, {6, "view", 2, "v", "{}"}).ok());
    CHECK(names(*engine, *session) == "5table2t2{};6view2v{};");
    CHECK(session->rollback().ok());
    CHECK(names(*engine, *session) == "5table2it's{\"a\": 'b'};");
    CHECK(records.put(*session, {9, "schema", 1, "s", "{}"}).ok());
    CHECK(records.remove(*session, 5).ok());
    first = *records.reserve_ids(10);
    CHECK(*records.reserve_ids(1) == first + 10);
  }
  std::unique_ptr<Engine> engine = open_engine(directory.file("a.db"));
  std::unique_ptr<EngineSession> session = open_session(*engine);
  CHECK(names(*engine, *session) == "9schema1s{};");
  CHECK(*engine->records().reserve_ids(1) == first + 11);
  CHECK(engine->checkpoint().ok());
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
