// Paths, FLATTEN, casts and the ARRAY_ and OBJECT_ functions over variant values.
#include <string>

#include "values/json_parse.h"
#include "values/variant_array.h"
#include "values/variant_cast.h"
#include "values/variant_flatten.h"
#include "values/variant_object.h"
#include "values/variant_path.h"

#include <doctest/doctest.h>  // after base/check.h: both define CHECK

namespace mockhaus::values {
namespace {

class NoTemporal final : public TemporalText {
 public:
  void append(VariantView, std::string& out) const override { out += "?"; }
};
const NoTemporal no_temporal;

// A parsed value that owns its bytes.
struct Value {
  explicit Value(std::string_view text) {
    VariantBuilder builder;
    REQUIRE(!parse_json(text, DuplicateKey::refuse, builder).problem);
    bytes = builder.bytes();
  }
  operator VariantView() const { return VariantView(bytes); }
  std::string bytes;
};

std::string json(std::optional<VariantView> value) {
  if (!value) return "NULL";
  std::string out;
  print_json(*value, {no_temporal}, out);
  return out;
}

template <class Write>
std::string written(Write&& write) {
  VariantBuilder builder;
  write(builder);
  return json(builder.view());
}

std::string at_path(std::string_view text, std::string_view path) {
  const auto parsed = parse_variant_path(path);
  if (!parsed.ok()) return parsed.error().message;
  const Value value(text);
  return json(get_path(value, parsed.value()));
}

TEST_CASE("paths are case sensitive and give nothing where nothing is") {
  const char* text = R"({"a":{"b":[10,{"k x":"v"},,null]},"A":1,"@id":7,"":3})";
  CHECK(at_path(text, "a.b[0]") == "10");
  CHECK(at_path(text, "a.b[1][\"k x\"]") == "\"v\"");
  CHECK(at_path(text, "a.b[1]['k x']") == "\"v\"");
  CHECK(at_path(text, "a[\"b\"][0]") == "10");
  CHECK(at_path(text, "\"a\".\"b\"[0]") == "10");
  CHECK(at_path(text, "a.b[2]") == "NULL");
  CHECK(at_path(text, "a.b[3]") == "null");
  CHECK(at_path(text, "a.b[4]") == "NULL");
  CHECK(at_path(text, "a.b[-1]") == "NULL");
  CHECK(at_path(text, "A") == "1");
  CHECK(at_path(text, "A.x") == "NULL");
  CHECK(at_path(text, "B") == "NULL");
  CHECK(at_path(text, "a[0]") == "NULL");
  CHECK(at_path(text, "@id") == "7");
  CHECK(at_path(text, "[\"\"]") == "3");
  CHECK(at_path(text, "a.") == "Invalid extraction path 'a.'");
  CHECK(at_path(text, "a[") == "Invalid extraction path 'a['");
  CHECK(at_path(text, "a b") == "Invalid extraction path 'a b'");
}

TEST_CASE("GET_IGNORE_CASE prefers the exact key") {
  const Value four(R"({"aa":1, "aA":2, "Aa":3, "AA":4})"), three(R"({"aa":1, "aA":2, "Aa":3})");
  CHECK(json(get_ignoring_case(four, "aA")) == "2");
  CHECK(json(get_ignoring_case(three, "AA")) == "3");
  CHECK(json(get_ignoring_case(three, "b")) == "NULL");
}

std::string flattened(std::string_view text, FlattenOptions options) {
  const Value value(text);
  std::string out;
  flatten(value, options, [&out](const FlattenRow& row) {
    out += std::string(row.key.value_or("-")) + " " + std::string(row.path) + " " +
           (row.index ? std::to_string(*row.index) : "-") + " " + json(row.value) + " " +
           json(row.container) + "\n";
  });
  return out;
}

TEST_CASE("FLATTEN walks parts in order") {
  CHECK(flattened("[1,,77]", {}) ==
        "- [0] 0 1 [1,undefined,77]\n- [1] 1 NULL [1,undefined,77]\n"
        "- [2] 2 77 [1,undefined,77]\n");
  const char* text = R"({"a":1, "b":[77,88], "c": {"d":"X"}})";
  CHECK(flattened(text, {.recursive = true, .mode = FlattenMode::object}).find("c.d - \"X\"") !=
        std::string::npos);
  CHECK(flattened(text, {.path = parse_variant_path("b").value()}) ==
        "- b[0] 0 77 [77,88]\n- b[1] 1 88 [77,88]\n");
  CHECK(flattened(R"({"k x":[5]})", {.recursive = true}) ==
        "k x ['k x'] - [5] {\"k x\":[5]}\n- ['k x'][0] 0 5 [5]\n");
  CHECK(flattened("[]", {}) == "");
  CHECK(flattened("[]", {.outer = true}) == "-  - NULL []\n");
}

TEST_CASE("arrays compare elements by value") {
  const Value a("[1,1,2,\"x\",,null]"), b("[1.0e0,\"x\",3,]");
  CHECK(written([&](auto& o) { array_intersection(a, b, o); }) == "[1,\"x\",undefined]");
  CHECK(written([&](auto& o) { array_except(a, b, o); }) == "[1,2,null]");
  CHECK(written([&](auto& o) { array_distinct(a, o); }) == "[1,2,\"x\",undefined,null]");
  CHECK(written([&](auto& o) { array_compact(a, o); }) == "[1,1,2,\"x\"]");
  CHECK(written([&](auto& o) { array_union(Value("[1,1,2]"), Value("[1,2,3]"), o); }) ==
        "[1,1,2,3]");
  CHECK(array_contains(a, Value("2")));
  CHECK(array_contains(a, std::nullopt));
  CHECK(array_position(a, Value("\"x\"")) == 3);
  CHECK(!array_position(a, Value("9")));
  CHECK(arrays_overlap(a, b));
}

TEST_CASE("arrays are cut and filled by position") {
  const Value a("[0,1,2,3]"), five("5"), word("\"hello\"");
  CHECK(written([&](auto& o) { array_insert(a, 2, word, o); }) == "[0,1,\"hello\",2,3]");
  CHECK(written([&](auto& o) { array_insert(a, 5, word, o); }) ==
        "[0,1,2,3,undefined,\"hello\"]");
  CHECK(written([&](auto& o) { array_insert(a, -1, word, o); }) == "[0,1,2,\"hello\",3]");
  CHECK(written([&](auto& o) { array_slice(a, 0, -2, o); }) == "[0,1]");
  CHECK(written([&](auto& o) { array_slice(a, 1, 100, o); }) == "[1,2,3]");
  CHECK(written([&](auto& o) { array_slice(a, 3, 2, o); }) == "[]");
  CHECK(written([&](auto& o) { array_remove_at(a, -1, o); }) == "[0,1,2]");
  CHECK(written([&](auto& o) { array_remove_at(a, 10, o); }) == "[0,1,2,3]");
  CHECK(written([&](auto& o) { array_append(a, five, o); }) == "[0,1,2,3,5]");
  CHECK(written([&](auto& o) { array_prepend(a, std::nullopt, o); }) == "[undefined,0,1,2,3]");
  CHECK(written([&](auto& o) { array_reverse(a, o); }) == "[3,2,1,0]");
}

TEST_CASE("ARRAY_SORT, ARRAY_MIN, ARRAY_MAX") {
  const Value a("[20,null,0,undefined,10]");
  const auto sorted = [&a](Direction direction, NullOrder nulls) {
    return written([&](auto& o) { array_sort(a, direction, nulls, o); });
  };
  CHECK(sorted(Direction::ascending, NullOrder::last) == "[0,10,20,null,undefined]");
  CHECK(sorted(Direction::descending, NullOrder::first) == "[undefined,null,20,10,0]");
  CHECK(sorted(Direction::ascending, NullOrder::first) == "[undefined,0,10,20,null]");
  CHECK(sorted(Direction::descending, NullOrder::last) == "[null,20,10,0,undefined]");
  CHECK(json(array_greatest(Value("[20,0,undefined,10]"))) == "20");
  CHECK(json(array_greatest(a)) == "null");
  CHECK(json(array_least(a)) == "0");
  CHECK(json(array_least(Value("[undefined]"))) == "NULL");
}

TEST_CASE("ARRAY_FLATTEN and ARRAYS_ZIP") {
  VariantView offender;
  VariantBuilder builder;
  CHECK(array_flatten(Value("[[1],[[2],3]]"), builder, offender) == Flattened::array);
  CHECK(json(builder.view()) == "[1,[2],3]");
  CHECK(array_flatten(Value("[[1],,[2]]"), builder, offender) == Flattened::null);
  const Value mixed("[[1],2]");
  CHECK(array_flatten(mixed, builder, offender) == Flattened::not_an_array);
  CHECK(json(offender) == "2");
  const Value one("[1,2]"), two("[\"a\"]");
  const VariantView both[] = {one, two};
  CHECK(written([&](auto& o) { arrays_zip(both, o); }) ==
        R"([{"$1":1,"$2":"a"},{"$1":2,"$2":null}])");
}

TEST_CASE("objects gain and lose members") {
  const Value object(R"({"b":2,"a":1,"c":null})"), value("5");
  CHECK(written([&](auto& o) { object_keys(object, o); }) == R"(["a","b","c"])");
  const std::string_view keys[] = {"a", "zz", "c"};
  CHECK(written([&](auto& o) { object_delete(object, keys, o); }) == R"({"b":2})");
  CHECK(written([&](auto& o) { object_pick(object, keys, o); }) == R"({"a":1,"c":null})");
  CHECK(written([&](auto& o) {
          CHECK(object_insert(object, "aa", value, DuplicateKey::refuse, o));
        }) == R"({"a":1,"aa":5,"b":2,"c":null})");
  CHECK(written([&](auto& o) {
          CHECK(!object_insert(object, "a", value, DuplicateKey::refuse, o));
          CHECK(object_insert(object, "a", std::nullopt, DuplicateKey::keep_last, o));
        }) == R"({"b":2,"c":null})");
  CHECK(written([&](auto& o) { strip_null_members(Value(R"({"a":null,"b":[null,{"c":null}]})"), o);
        }) == R"({"b":[null,{}]})");
}

TEST_CASE("casts convert text, numbers and booleans and give NULL for JSON null") {
  int128 number = 0;
  CHECK(cast_to_decimal(Value("\"12.345\""), 38, 2, number) == VariantCast::value);
  CHECK(number == 1235);
  CHECK(cast_to_decimal(Value("2.5"), 38, 0, number) == VariantCast::value);
  CHECK(number == 3);
  CHECK(cast_to_decimal(Value("true"), 38, 0, number) == VariantCast::value);
  CHECK(cast_to_decimal(Value("\"x\""), 38, 0, number) == VariantCast::failed);
  CHECK(cast_to_decimal(Value("null"), 38, 0, number) == VariantCast::null);
  double real = 0;
  CHECK(cast_to_real(Value("264208207.9326154526043824"), real) == VariantCast::value);
  CHECK(real == 264208207.93261546);
  bool flag = false;
  CHECK(cast_to_boolean(Value("\"yes\""), flag) == VariantCast::value);
  CHECK(flag);
  const auto text_of = [](std::string_view value) {
    std::string text;
    CHECK(cast_to_text(Value(value), no_temporal, text) == VariantCast::value);
    return text;
  };
  CHECK(text_of("\"a \\\"b\"") == "a \"b");
  CHECK(text_of("-1.2e-3") == "-0.0012");
  CHECK(text_of("{\"b\":[1,],\"a\":2e0}") == "{\"a\":2.000000000000000e+00,\"b\":[1,undefined]}");
  CHECK(written([](auto& o) { cast_to_array(Value("1"), o); }) == "[1]");
  CHECK(variant_cast_failed(Value("\"abc\""), "FIXED", no_temporal).message ==
        "Failed to cast variant value \"abc\" to FIXED");
}

}  // namespace
}  // namespace mockhaus::values
