// States of estimating aggregates: bitmaps, digests, top values, hashes.
#include <doctest/doctest.h>

#include "values/bitmap.h"
#include "values/cardinality.h"
#include "values/min_hash.h"
#include "values/percentile_digest.h"
#include "values/top_k.h"

using namespace mockhaus::values;

TEST_CASE("bitmaps come back from their bytes") {
  Bitmap few, many, read;
  few.set(0);
  CHECK(write_bitmap(few) == std::string("\0\1\0\0\0\0\0\0\0\0", 10));
  CHECK(read_bitmap(write_bitmap(few), read));
  CHECK(read == few);
  for (size_t i = 0; i < many.size(); i += 3) many.set(i);
  read.reset();
  CHECK(read_bitmap(write_bitmap(many), read));
  CHECK(read == many);
  CHECK(!read_bitmap("x", read));
  CHECK(!read_bitmap(std::string("\0\2\0", 3), read));
}

TEST_CASE("numbers and their buckets") {
  for (const int64_t number : {1, 2, 32768, 32769, 65536, 0, -1, -32767, -32768, -70000}) {
    CHECK(bitmap_number(bitmap_bucket(number), bitmap_position(number)) == number);
  }
  CHECK(bitmap_bucket(32768) == 1);
  CHECK(bitmap_bucket(32769) == 2);
  CHECK(bitmap_position(32769) == 0);
}

TEST_CASE("few values are counted exactly, many nearly so") {
  CardinalityState few, many, all;
  uint64_t hash = 1;
  for (int i = 0; i < 100'000; ++i) {
    hash = hash * 6364136223846793005u + 1442695040888963407u;
    const uint64_t mixed = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u;
    if (i < 1000) few.add(mixed);
    many.add(mixed);
  }
  CHECK(few.estimate() == 1000);
  CHECK(many.estimate() > 95'000);
  CHECK(many.estimate() < 105'000);
  CHECK(all.merge(few.bytes()));
  CHECK(all.estimate() == 1000);
  CHECK(all.merge(many.bytes()));
  CHECK(all.estimate() == many.estimate());
  VariantBuilder object;
  many.export_to(object);
  CardinalityState imported;
  CHECK(imported.import(object.view()));
  CHECK(imported.estimate() == many.estimate());
  CHECK(!imported.merge("nonsense"));
}

TEST_CASE("percentiles of centroids with weights") {
  std::vector<Centroid> skewed = {{1, 1}, {9, 3}};
  CHECK(estimate_percentile(skewed, {1, 2}) == doctest::Approx(7));
  CHECK(estimate_percentile(skewed, {1, 10}) == doctest::Approx(0.6));
  CHECK(estimate_percentile(skewed, {1, 1}) == doctest::Approx(15));
  std::vector<Centroid> units = {{9, 1}, {1, 1}, {5, 1}};
  CHECK(estimate_percentile(units, {1, 4}) == doctest::Approx(3));
  std::vector<Centroid> one = {{5, 2}};
  CHECK(estimate_percentile(one, {9, 10}) == 5);
}

TEST_CASE("a full summary hands the count of the evicted value on") {
  VariantBuilder number, out;
  TopK top(2);
  for (const int value : {35, 15, 25, 15}) {
    number.clear();
    number.add_decimal(value, 1);
    top.add(number.view());
  }
  top.write(5, out);
  const VariantParts pairs(out.view());
  CHECK(pairs.size() == 2);
  CHECK(pairs.value(0).at(0).integer() == 15);
  CHECK(pairs.value(0).at(1).integer() == 2);
  CHECK(pairs.value(1).at(0).integer() == 25);
}

TEST_CASE("equal sets have equal hashes") {
  MinHash one(64), two(64), both(0);
  for (uint64_t value = 0; value < 100; ++value) {
    (value < 50 ? one : two).add(value * 0x9E3779B97F4A7C15u);
  }
  VariantBuilder first, second;
  one.write(first);
  two.write(second);
  CHECK(both.merge(first.view()));
  CHECK(both.merge(second.view()));
  CHECK(both.size() == 64);
  CHECK(!both.merge(VariantView()));
}
