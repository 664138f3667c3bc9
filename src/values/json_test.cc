#include <doctest/doctest.h>

#include <string>

#include "values/json_parse.h"
#include "values/json_print.h"

namespace mockhaus::values {
namespace {

class NoTemporal final : public TemporalText {
 public:
  void append(VariantView, std::string& out) const override { out += "?"; }
};
const NoTemporal no_temporal;

// The compact print of what was read, or the problem.
std::string round_trip(std::string_view text, DuplicateKey duplicates = DuplicateKey::refuse) {
  VariantBuilder builder;
  const JsonOutcome outcome = parse_json(text, duplicates, builder);
  if (outcome.problem) return describe(*outcome.problem);
  if (outcome.content == JsonContent::blank) return "(blank)";
  std::string out;
  CHECK(print_json(builder.view(), {no_temporal}, out));
  return out;
}

std::string_view kind_of(std::string_view text) {
  VariantBuilder builder;
  CHECK(!parse_json(text, DuplicateKey::refuse, builder).problem);
  return kind_name(builder.view().kind());
}

TEST_CASE("what PARSE_JSON accepts beyond JSON") {
  CHECK(round_trip("  \n ") == "(blank)");
  CHECK(round_trip("[-1, 12, 289, 2188, false,]") == "[-1,12,289,2188,false,undefined]");
  CHECK(round_trip("[, 1]") == "[undefined,1]");
  CHECK(round_trip("[1, , ,2]") == "[1,undefined,undefined,2]");
  CHECK(round_trip("{ \"x\" : \"abc\", y_1 : false, \"z\": 10, } ") ==
        "{\"x\":\"abc\",\"y_1\":false,\"z\":10}");
  CHECK(round_trip("NULL") == "null");
  CHECK(round_trip("[NaN, -Infinity, Infinity, undefined]") ==
        "[NaN,-Infinity,Infinity,undefined]");
}

TEST_CASE("numbers keep their kind and digits") {
  CHECK(kind_of("-17") == "INTEGER");
  CHECK(kind_of("123.12") == "DECIMAL");
  CHECK(kind_of("1.912e2") == "DOUBLE");
  CHECK(round_trip("1.912e2") == "1.912000000000000e+02");
  CHECK(round_trip("-0.05") == "-0.05");
  CHECK(round_trip("12345678901234567890123456789012345678") ==
        "12345678901234567890123456789012345678");
  CHECK(round_trip("1234567890123456789.0123456789012345678") ==
        "1234567890123456789.0123456789012345678");
  CHECK(kind_of("123456789012345678901234567890123456789") == "DOUBLE");
  CHECK(round_trip("1e400") == "Infinity");
  CHECK(round_trip("1e-400") == "0.000000000000000e+00");
}

TEST_CASE("strings unescape and escape") {
  CHECK(round_trip(R"("a\u00e9\n\"\\\/\t")") == "\"aé\\n\\\"\\\\/\\t\"");
  CHECK(round_trip(R"("\ud83d\ude00 \ud83d")") == "\"😀 \xef\xbf\xbd\"");
  CHECK(round_trip(R"("\u0001")") == "\"\\u0001\"");
  CHECK(round_trip(R"({"a\u0062": 1})") == "{\"ab\":1}");
}

TEST_CASE("problems tell what and where") {
  CHECK(round_trip("N/A") == "unknown keyword \"N\", pos 2");
  CHECK(round_trip(R"({ "a" : "123", "b" : "456", "a": "789"} )") ==
        "duplicate object attribute \"a\", pos 31");
  CHECK(round_trip(R"({"x":{"b":1,"b":2}})") == "duplicate object attribute \"b\", pos 15");
  CHECK(round_trip(R"({ "a" : "123", "b" : "456", "a": "789"} )", DuplicateKey::keep_last) ==
        R"({"a":"789","b":"456"})");
  CHECK(round_trip("\"abc") == "unfinished string, pos 5");
  CHECK(round_trip("{'a':1}") == "missing object attribute name, pos 2");
  CHECK(round_trip("[1") == "incomplete array value, pos 3");
  CHECK(round_trip("{\"a\":1") == "incomplete object value, pos 7");
  CHECK(round_trip("2021-01-01") == "more than one document in the input");
  CHECK(round_trip("{\"a\" 1}") == "missing colon, pos 6");
  CHECK(round_trip("[1 2]") == "missing comma, pos 4");
  CHECK(round_trip("}") == "misplaced }, pos 1");
  CHECK(json_error({JsonFault::unknown_keyword, "x", 2}).message ==
        "Error parsing JSON: unknown keyword \"x\", pos 2");
}

TEST_CASE("deep nesting is an error, not a crash") {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  CHECK(round_trip(deep) == "document is nested too deeply, pos 1000");
  std::string allowed = std::string(1000, '[') + std::string(1000, ']');
  CHECK(round_trip(allowed) == allowed);
}

TEST_CASE("every prefix and every broken byte of a document is handled") {
  const std::string text = R"({"a":[1,2.5,{"b":"t\u00e9"}],"c":-1e5,"d":[true,null,[]]})";
  for (size_t size = 0; size < text.size(); ++size) round_trip(text.substr(0, size));
  for (size_t at = 0; at < text.size(); ++at) {
    for (const char c : std::string("\"\\{}[],:x0-\x01\xff")) {
      std::string broken = text;
      broken[at] = c;
      round_trip(broken);
    }
  }
}

TEST_CASE("display form is indented") {
  VariantBuilder builder;
  parse_json(R"({"b":[1,{}],"a":[]})", DuplicateKey::refuse, builder);
  std::string out;
  print_json(builder.view(), {no_temporal, 2}, out);
  CHECK(out == "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ]\n}");
}

}  // namespace
}  // namespace mockhaus::values
