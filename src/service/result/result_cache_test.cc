#include "service/result/result_cache.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

#include <filesystem>

using namespace mockhaus;
using namespace mockhaus::service;

namespace {

struct World {
  std::string directory = (std::filesystem::temp_directory_path() / "mh-result-cache").string();
  std::unique_ptr<ResultSpace> space =
      std::move(ResultSpace::open({.directory = directory})).value();
  ResultCache cache;
  sql::ResultShape shape;

  World() { shape.push_back({"A", sql::types::text(), true, "", "", ""}); }
  ~World() {
    space.reset();
    std::filesystem::remove_all(directory);
  }
  std::shared_ptr<const StoredResult> result(std::string text) {
    commands::Outcome outcome;
    outcome.shape = shape;
    outcome.rows.push_back({std::move(text)});
    return std::move(store_result(outcome, *space, {})).value();
  }
};

}  // namespace

TEST_CASE("result cache: the same question on the same data") {
  World world;
  const ResultCache::Question question{"R", "select a", "SELECT 1", 0};
  const auto kept = world.result("x");
  world.cache.keep(question, {0, 5}, kept);
  CHECK(world.cache.find(question, {0, 5}, world.shape) == kept);
  CHECK(world.cache.find(question, {0, 6}, world.shape) == nullptr);
  CHECK(world.cache.find(question, {0, 4}, world.shape) == nullptr);
  CHECK(world.cache.find(question, {1, 5}, world.shape) == nullptr);
  const ResultCache::Question others[] = {{"S", "select a", "SELECT 1", 0},
                                          {"R", "select A", "SELECT 1", 0},
                                          {"R", "select a", "SELECT 2", 0},
                                          {"R", "select a", "SELECT 1", 9}};
  for (const ResultCache::Question& other : others) {
    CHECK(world.cache.find(other, {0, 5}, world.shape) == nullptr);
  }
  sql::ResultShape renamed = world.shape;
  renamed[0].name = "B";
  CHECK(world.cache.find(question, {0, 5}, renamed) == nullptr);
}

TEST_CASE("result cache: an entry ends with its own data") {
  World world;
  const ResultCache::Question one{"R", "1", "1", 0}, two{"R", "2", "2", 0};
  const auto kept = world.result("x");
  world.cache.keep(one, {0, 5}, kept);
  world.cache.keep(two, {0, 4}, kept);
  CHECK(world.cache.size() == 2);
  world.cache.keep(two, {1, 1}, kept);
  CHECK(world.cache.size() == 2);
  CHECK(world.cache.find(one, {0, 5}, world.shape) == kept);
  CHECK(world.cache.find(two, {0, 4}, world.shape) == nullptr);
  CHECK(world.cache.find(two, {1, 1}, world.shape) == kept);
}

TEST_CASE("result cache: it keeps no result alive") {
  World world;
  const ResultCache::Question question{"R", "1", "1", 0};
  auto kept = world.result("x");
  world.cache.keep(question, {0, 1}, kept);
  kept.reset();
  CHECK(world.cache.find(question, {0, 1}, world.shape) == nullptr);
}

TEST_CASE("result cache: a result is saved by each statement that has it") {
  World world;
  for (const size_t bytes : {size_t{10}, size_t{1} << 20}) {
    const auto kept = world.result(std::string(bytes, 'x'));
    JsonWriter first, second;
    std::string first_bytes, second_bytes;
    CHECK(kept->save(first, first_bytes).ok());
    CHECK(kept->save(second, second_bytes).ok());
    CHECK(first.text() == second.text());
    CHECK(first_bytes == second_bytes);
    CHECK(std::move(kept->json_rows(0, {})).value() == "[\"" + std::string(bytes, 'x') + "\"]");
  }
}
