#include <doctest/doctest.h>

#include "base/json.h"

using namespace mockhaus;

static bool reads(std::string_view text) {
  Arena arena;
  return parse_json(text, arena) != nullptr;
}

TEST_CASE("json: values keep their text") {
  Arena arena;
  const Json* root =
      parse_json(R"({"a":[1,-2.50e3,"x\u00e9\ud83d\ude00\n"],"b":null,"c":true})", arena);
  REQUIRE(root != nullptr);
  const Json* a = root->find("a");
  REQUIRE(a->items().size() == 3);
  CHECK(a->items()[0].integer() == 1);
  CHECK(a->items()[1].text == "-2.50e3");
  CHECK(a->items()[2].text == "x\xC3\xA9\xF0\x9F\x98\x80\n");
  CHECK(root->find("b")->is_null());
  CHECK(root->find_value("b") == nullptr);
  CHECK(root->truth_of("c"));
  CHECK(root->find("missing") == nullptr);
}

TEST_CASE("json: what the grammar does not have is refused") {
  for (const char* bad : {"", " ", "{", "[1,]", "{\"a\":}", "{a:1}", "01", "1.", "+1", ".5", "nul",
                          "\"\\x\"", "\"\x01\"", "\"abc", "[1] 2", "{\"a\" 1}", "'a'", "NaN",
                          "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\\u12\""}) {
    CAPTURE(bad);
    CHECK_FALSE(reads(bad));
  }
  for (const char* good : {"null", " [ ] ", "{}", "0", "-0", "1e5", "\"\"", "[[[]]]"}) {
    CAPTURE(good);
    CHECK(reads(good));
  }
  CHECK(reads(std::string(100, '[') + std::string(100, ']')));
  CHECK_FALSE(reads(std::string(101, '[') + std::string(101, ']')));
  CHECK_FALSE(reads(std::string(1'000'000, '[')));
}

TEST_CASE("json: writing") {
  JsonWriter out;
  out.begin_object().member("a", "x\"\\\b\n").key("b").begin_array().number(1).null().end_array();
  out.member("c", true).end_object();
  CHECK(out.text() == "{\"a\":\"x\\\"\\\\\\u0008\\n\",\"b\":[1,null],\"c\":true}");
}
