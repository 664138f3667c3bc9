#include "service/result/stored_result.h"

#include <stdlib.h>

#include <filesystem>
#include <thread>

#include <doctest/doctest.h>  // last: its CHECK replaces ours

namespace mockhaus::service {
namespace {

namespace types = sql::types;

struct Fixture {
  Fixture() {
    char name[] = "/tmp/mockhaus_test_XXXXXX";
    REQUIRE(mkdtemp(name) != nullptr);
    directory = name;
  }
  ~Fixture() { std::filesystem::remove_all(directory); }

  std::unique_ptr<ResultSpace> space(int64_t memory_bytes) {
    return std::move(ResultSpace::open({.directory = directory,
                                        .memory_bytes = memory_bytes,
                                        .memory_bytes_per_result = memory_bytes}))
        .value();
  }
  size_t files() const {
    size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      count += entry.is_regular_file();
    }
    return count;
  }
  std::string directory;
};

commands::Outcome rows_outcome(int64_t rows) {
  commands::Outcome outcome;
  outcome.shape = {{.name = "N", .type = types::number(38, 0)},
                   {.name = "T", .type = types::text()}};
  for (int64_t row = 0; row < rows; ++row) {
    outcome.rows.push_back({std::to_string(row), "text of row " + std::to_string(row)});
  }
  return outcome;
}

std::shared_ptr<const StoredResult> store(int64_t rows, ResultSpace& space,
                                          const StoreOptions& options = {}) {
  commands::Outcome outcome = rows_outcome(rows);
  return std::move(store_result(outcome, space, options)).value();
}

// Every row in order, whichever partition it lies in.
void check_rows(const StoredResult& result) {
  int64_t row = 0;
  for (size_t partition = 0; partition < result.partitions().size(); ++partition) {
    std::string expected;
    for (int64_t last = row + result.partitions()[partition].rows; row < last; ++row) {
      if (!expected.empty()) expected += ",";
      expected += "[\"" + std::to_string(row) + "\",\"text of row " + std::to_string(row) + "\"]";
    }
    const std::string json = *result.json_rows(partition, {});
    CHECK((json == expected));
    const int64_t told = result.partitions()[partition].json_bytes;
    CHECK(told * 2 > static_cast<int64_t>(json.size()));
    CHECK(told < static_cast<int64_t>(json.size()) * 2);
  }
  CHECK(row == result.row_count());
}

TEST_CASE_FIXTURE(Fixture, "an empty result has one empty partition") {
  const auto space_owner = space(1 << 20);
  const auto result = store(0, *space_owner);
  REQUIRE(result->partitions().size() == 1);
  CHECK(result->partitions()[0].rows == 0);
  CHECK(*result->json_rows(0, {}) == "");
  CHECK(result->arrow_stream(0).ok());
  CHECK(result->engine_rows()->batches.empty());
  CHECK(result->json_rows(1, {}).error().code == "391922");
}

TEST_CASE_FIXTURE(Fixture, "partitions grow, and stay in memory while there is room") {
  const auto space_owner = space(64 << 20);
  {
    const auto result = store(50'000, *space_owner);
    const auto& partitions = result->partitions();
    REQUIRE(partitions.size() > 2);
    CHECK(partitions[1].rows > partitions[0].rows);
    CHECK(files() == 0);
    CHECK(space_owner->memory_used() > 1 << 20);
    check_rows(*result);
  }
  CHECK(space_owner->memory_used() == 0);
}

TEST_CASE_FIXTURE(Fixture, "what does not fit in memory goes to a file that ends with the result") {
  const auto space_owner = space(200 << 10);
  {
    const auto result = store(50'000, *space_owner);
    CHECK(files() == 1);
    check_rows(*result);
    std::thread other([&] { check_rows(*result); });
    check_rows(*result);
    other.join();
    const Result<EngineRows> got = result->engine_rows();
    const EngineRows& rows = *got;
    int64_t total = 0;
    for (const ArrowArray& batch : rows.batches) total += batch.length;
    CHECK(total == 50'000);
    CHECK(rows.column_types == std::vector<std::string>{"DECIMAL(38,0)", "VARCHAR"});
  }
  CHECK(files() == 0);
}

TEST_CASE_FIXTURE(Fixture, "files of an earlier process are removed") {
  std::filesystem::create_directories(directory);
  auto first = space(0);
  const auto kept = store(10, *first);
  CHECK(files() == 1);
  const auto second = space(0);
  CHECK(files() == 0);
}

TEST_CASE_FIXTURE(Fixture, "ROWS_PER_RESULTSET cuts the result") {
  const auto space_owner = space(1 << 20);
  CHECK(store(50, *space_owner, {.rows_max = 7})->row_count() == 7);
  CHECK(store(5, *space_owner, {.rows_max = 7})->row_count() == 5);
}

}  // namespace
}  // namespace mockhaus::service
