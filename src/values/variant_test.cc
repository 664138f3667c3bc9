#include "values/variant.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "values/json_parse.h"
#include "values/json_print.h"
#include "values/variant_builder.h"
#include "values/variant_order.h"

namespace mockhaus::values {
namespace {

class NoTemporal final : public TemporalText {
 public:
  void append(VariantView, std::string& out) const override { out += "?"; }
};
const NoTemporal no_temporal;

std::string parsed(std::string_view text) {
  VariantBuilder builder;
  const JsonOutcome outcome = parse_json(text, DuplicateKey::refuse, builder);
  REQUIRE_MESSAGE(!outcome.problem, text);
  REQUIRE(outcome.content == JsonContent::value);
  return std::string(builder.bytes());
}

std::string compact(std::string_view bytes) {
  std::string out;
  CHECK(print_json(VariantView(bytes), {no_temporal}, out));
  return out;
}

std::string built(void (*build)(VariantBuilder&)) {
  VariantBuilder builder;
  build(builder);
  return std::string(builder.bytes());
}

TEST_CASE("small values take few bytes and read back") {
  CHECK(parsed("{\"a\":1}").size() == 7);
  CHECK(parsed("[]") == std::string("\x10\x00", 2));
  for (const char* text : {"0", "127", "-128", "128", "255", "-129", "32768", "9223372036854775807",
                           "-9223372036854775808", "9223372036854775808",
                           "99999999999999999999999999999999999999",
                           "-99999999999999999999999999999999999999", "-1"}) {
    CHECK(compact(parsed(text)) == text);
    CHECK(VariantView(parsed(text)).kind() == VariantKind::integer);
  }
  CHECK(VariantView(parsed("-1")).bytes().size() == 2);
}

TEST_CASE("one value has one form") {
  CHECK(parsed("1.50") == parsed("1.5"));
  CHECK(parsed("2.0") == parsed("2"));
  CHECK(parsed("-0") == parsed("0"));
  CHECK(parsed("{\"b\":1,\"a\":2}") == parsed(" { a : 2 , b : 1 , } "));
  CHECK(built([](VariantBuilder& b) { b.add_real(-0.0); }) == parsed("0e0"));
}

TEST_CASE("members are found by binary search at every width of ends") {
  for (const int count : {1, 2, 30, 300, 30000}) {
    std::string text = "{";
    for (int i = count; i-- > 0;) {
      text += "\"key" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    }
    const std::string bytes = parsed(text + "}");
    const VariantView object(bytes);
    CHECK(object.size() == static_cast<size_t>(count));
    for (int i = 0; i < count; i += 7) {
      const auto found = object.find("key" + std::to_string(i));
      REQUIRE(found);
      CHECK(found->integer() == i);
    }
    CHECK(!object.find("key"));
    CHECK(!object.find("zzz"));
    CHECK(!object.find(""));
  }
}

TEST_CASE("undefined elements and values of every kind nest") {
  const std::string bytes = built([](VariantBuilder& b) {
    b.begin_array();
    b.add_undefined();
    b.add_date(1);
    b.add_time(5);
    b.add_timestamp(VariantKind::timestamp_tz, pack({int128{1} << 100, -90}));
    b.add_binary("\x00\xff");
    b.begin_object();
    b.add_key("k");
    b.begin_array();
    b.end_array();
    CHECK(!b.end_object(DuplicateKey::refuse));
    b.end_array();
  });
  const VariantView array(bytes);
  CHECK(array.size() == 6);
  CHECK(array.at(0).is_undefined());
  CHECK(array.at(1).date() == 1);
  CHECK(array.at(2).time() == 5);
  CHECK(unpack(array.at(3).timestamp()).offset_minutes == -90);
  CHECK(array.at(5).find("k")->size() == 0);
  CHECK(array.at(6).is_undefined());
  CHECK(kind_name(array.at(3).kind()) == "TIMESTAMP_TZ");
}

TEST_CASE("the first repeated member is reported in the order of adding") {
  VariantBuilder builder;
  builder.begin_object();
  for (const char* key : {"b", "a", "c", "a", "b"}) {
    builder.add_key(key);
    builder.add_text(key);
  }
  CHECK(builder.end_object(DuplicateKey::refuse) == 3u);
}

TEST_CASE("bytes that are no value never lead outside") {
  std::mt19937 random(7);
  const std::string good = parsed("{\"a\":[1,2,{\"b\":\"text\"}],\"c\":1.25,\"d\":[[],{}]}");
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = good;
    for (int change = 0; change < 3; ++change) {
      bytes[random() % bytes.size()] = static_cast<char>(random() % 40);
    }
    bytes.resize(random() % (bytes.size() + 1));
    std::string out;
    print_json(VariantView(bytes), {no_temporal}, out);
    append_sort_key(VariantView(bytes), out);
    VariantView(bytes).find("b");
    compare(VariantView(bytes), VariantView(good));
  }
}

TEST_CASE("keys sort as the values compare") {
  const char* texts[] = {
      "false", "true", "-Infinity", "-1e300", "-12", "-1.25", "-1.2", "-0.5e0", "0", "1e-300",
      "0.1", "1", "1.5", "9", "10", "11", "99999999999999999999999999999999999999", "1e300",
      "Infinity", "NaN", "\"\"", "\"\\u0000\"", "\"\\u0000a\"", "\"a\"", "\"a\\u0000\"", "\"ab\"",
      "\"b\"", "{}", "{\"a\":1}", "{\"a\":1,\"b\":1}", "{\"a\":2}", "{\"b\":0}", "[]", "[1]",
      "[1,1]", "[2]", "[[]]", "null"};
  std::vector<std::string> bytes, keys;
  for (const char* text : texts) {
    bytes.push_back(parsed(text));
    keys.emplace_back();
    append_sort_key(VariantView(bytes.back()), keys.back());
  }
  for (size_t a = 0; a < bytes.size(); ++a) {
    for (size_t b = 0; b < bytes.size(); ++b) {
      const int wanted = a < b ? -1 : a > b;
      CHECK_MESSAGE(compare(VariantView(bytes[a]), VariantView(bytes[b])) == wanted,
                    texts[a] << " and " << texts[b]);
      const int key_order = keys[a].compare(keys[b]);
      CHECK_MESSAGE((key_order < 0 ? -1 : key_order > 0) == wanted, texts[a] << " " << texts[b]);
    }
  }
}

TEST_CASE("numbers of all kinds are equal by value") {
  const std::string one = parsed("1"), real_one = parsed("1e0");
  CHECK(equal(VariantView(one), VariantView(real_one)));
  const std::string tenth = parsed("0.1"), real_tenth = parsed("1e-1");
  CHECK(equal(VariantView(tenth), VariantView(real_tenth)));
  std::string left, right;
  append_sort_key(VariantView(tenth), left);
  append_sort_key(VariantView(real_tenth), right);
  CHECK(left == right);
}

}  // namespace
}  // namespace mockhaus::values
