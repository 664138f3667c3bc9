// Cells, row types and kept batches, with the exact texts that clients read.
#include <nanoarrow/nanoarrow.h>
#include <nanoarrow/nanoarrow_ipc.h>

#include <map>

#include "values/physical.h"
#include "wire/arrow_stream.h"
#include "wire/batch_builder.h"
#include "wire/engine_rows.h"
#include "wire/json_cells.h"
#include "wire/json_string.h"
#include "wire/row_type.h"
#include "wire/text_rows.h"

#include <doctest/doctest.h>  // last: its CHECK replaces ours

namespace mockhaus::wire {
namespace {

namespace types = sql::types;
using sql::TypeKind;

struct Kept {
  sql::ResultShape shape;
  BatchPlaces places;
  std::string body;

  std::string json(const JsonOptions& options) const {
    TextOutput out;
    const auto columns = view_columns(shape, places, body);
    Result<Done> done = write_json_rows(columns, 0, places.rows, options, out);
    return done.ok() ? out.take() : "error " + done.error().code;
  }
  std::string driver() const { return json({.protocol = JsonProtocol::driver}); }
  std::string sql_api() const { return json({.protocol = JsonProtocol::sql_api}); }
};

Kept keep(std::vector<sql::Type> column_types, const std::vector<TextRow>& rows) {
  Kept kept;
  for (const sql::Type& type : column_types) kept.shape.push_back({.name = "C", .type = type});
  BatchBuilder builder(kept.shape);
  Result<Done> added = append_text_rows(kept.shape, rows, builder);
  REQUIRE_MESSAGE(added.ok(), added.error().message);
  kept.places = builder.finish(kept.body);
  return kept;
}

// One value in, the same value out of one column.
std::string through(const sql::Type& type, const char* text) {
  return keep({type}, {{std::string(text)}}).driver();
}

TEST_CASE("numbers keep every digit of their scale") {
  CHECK(through(types::number(1, 0), "1") == R"(["1"])");
  CHECK(through(types::number(18, 0), "-999999999999999999") == R"(["-999999999999999999"])");
  CHECK(through(types::number(38, 0), "99999999999999999999999999999999999999") ==
        R"(["99999999999999999999999999999999999999"])");
  CHECK(through(types::number(38, 0), "-99999999999999999999999999999999999999") ==
        R"(["-99999999999999999999999999999999999999"])");
  CHECK(through(types::number(10, 2), "1.5") == R"(["1.50"])");
  CHECK(through(types::number(10, 2), "-0.05") == R"(["-0.05"])");
  CHECK(through(types::number(38, 37), "-1.2345678901234567890123456789012345678") ==
        R"(["-1.2345678901234567890123456789012345678"])");
  CHECK(through(types::number(38, 20), "0") == R"(["0.00000000000000000000"])");
}

TEST_CASE("floats are the shortest text that reads back") {
  CHECK(through(types::floating(), "0.1") == R"(["0.1"])");
  CHECK(through(types::floating(), "1e300") == R"(["1e+300"])");
  CHECK(through(types::floating(), "-2.5") == R"(["-2.5"])");
  CHECK(through(types::floating(), "nan") == R"(["NaN"])");
  CHECK(through(types::floating(), "-inf") == R"(["-inf"])");
}

TEST_CASE("booleans differ between the protocols") {
  const Kept kept = keep({types::boolean()}, {{"true"}, {"0"}, {std::nullopt}});
  CHECK(kept.driver() == R"(["1"],["0"],[null])");
  CHECK(kept.sql_api() == R"(["true"],["false"],[null])");
  CHECK(kept.json({.protocol = JsonProtocol::sql_api, .nullable = false}) ==
        R"(["true"],["false"],["null"])");
}

TEST_CASE("dates and times") {
  CHECK(through(types::date(), "-25567") == R"(["-25567"])");
  CHECK(through(types::time(9), "45296.123456789") == R"(["45296.123456789"])");
  CHECK(through(types::time(0), "45296") == R"(["45296"])");
  CHECK(through(types::time(3), "0.5") == R"(["0.500"])");
  for (TypeKind kind : {TypeKind::timestamp_ntz, TypeKind::timestamp_ltz}) {
    CHECK(through(types::timestamp(kind, 9), "1791524096.123456789") ==
          R"(["1791524096.123456789"])");
    CHECK(through(types::timestamp(kind, 9), "-1.5") == R"(["-1.500000000"])");
    CHECK(through(types::timestamp(kind, 9), "-0.000000001") == R"(["-0.000000001"])");
    CHECK(through(types::timestamp(kind, 8), "-2") == R"(["-2.00000000"])");
    CHECK(through(types::timestamp(kind, 3), "-0.25") == R"(["-0.250"])");
    CHECK(through(types::timestamp(kind, 0), "-62135596800") == R"(["-62135596800"])");
    CHECK(through(types::timestamp(kind, 9), "253402300799.999999999") ==
          R"(["253402300799.999999999"])");
  }
  for (int scale : {9, 4}) {
    const std::string fraction = scale == 9 ? "123456789" : "1234";
    const std::string text = "1791524096." + fraction + " 1860";
    CHECK(through(types::timestamp(TypeKind::timestamp_tz, scale), text.c_str()) ==
          "[\"" + text + "\"]");
  }
  CHECK(through(types::timestamp(TypeKind::timestamp_tz, 3), "-1.5 0") == R"(["-1.500 0"])");
  CHECK(through(types::timestamp(TypeKind::timestamp_tz, 0), "7 2879") == R"(["7 2879"])");
}

TEST_CASE("texts are escaped so that every reader agrees") {
  CHECK(through(types::text(), "a\"b\\c/d") == R"(["a\"b\\c/d"])");
  CHECK(through(types::text(), "\b\f\n\r\t\x01\x1f") == R"(["\u0008\u000c\n\r\t\u0001\u001f"])");
  CHECK(through(types::text(), "\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80") ==
        "[\"\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80\"]");
  CHECK(through(types::text(), "a\xFF" "b\xC0\x80\xED\xA0\x80") ==
        "[\"a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"]");
  CHECK(through(types::text(), "") == R"([""])");
  CHECK(through(types::binary(), "00ffAB") == R"(["00FFAB"])");
  for (size_t length = 0; length < 70; ++length) {
    for (size_t at = 0; at < length; ++at) {
      std::string text(length, 'x');
      text[at] = '\n';
      std::string out;
      write_json_string(text, out);
      std::string expected = "\"" + text + "\"";
      expected.replace(at + 1, 1, "\\n");
      REQUIRE(out == expected);
    }
  }
}

TEST_CASE("NULL in every column form, in every place of the bits") {
  const std::vector<std::pair<sql::Type, std::string>> samples = {
      {types::number(5, 0), "12"}, {types::number(30, 3), "1.250"}, {types::floating(), "2.5"},
      {types::text(), "some text"}, {types::binary(), "AB01"}, {types::date(), "9"},
      {types::time(9), "1.000000000"}, {types::timestamp(TypeKind::timestamp_ntz, 3), "1.000"},
      {types::timestamp(TypeKind::timestamp_ltz, 9), "1.000000001"},
      {types::timestamp(TypeKind::timestamp_tz, 3), "1.000 1440"},
      {types::timestamp(TypeKind::timestamp_tz, 9), "1.000000000 1440"}};
  for (const auto& [type, text] : samples) {
    for (size_t rows : {1u, 7u, 8u, 9u, 23u}) {
      for (size_t null = 0; null <= rows; ++null) {
        std::vector<TextRow> values(rows, {text});
        std::string expected;
        for (size_t row = 0; row < rows; ++row) {
          if (row == null) values[row] = {std::nullopt};
          if (row > 0) expected += ",";
          expected += row == null ? "[null]" : "[\"" + text + "\"]";
        }
        REQUIRE(keep({type}, values).driver() == expected);
      }
    }
  }
}

TEST_CASE("batches that follow one another share no bits") {
  sql::ResultShape shape = {{.name = "A", .type = types::text()},
                            {.name = "B", .type = types::boolean()}};
  BatchBuilder builder(shape);
  std::string body;
  for (int round = 0; round < 2; ++round) {
    const std::vector<TextRow> first = {{"a", "1"}, {"b", "0"}, {"c", "1"}};
    const std::vector<TextRow> second = {{std::nullopt, std::nullopt}, {"e", "1"}};
    CHECK(append_text_rows(shape, first, builder).ok());
    CHECK(append_text_rows(shape, second, builder).ok());
    CHECK(append_text_rows(shape, first, builder).ok());
    const BatchPlaces places = builder.finish(body);
    TextOutput json;
    const auto columns = view_columns(shape, places, body);
    CHECK(write_json_rows(columns, 0, places.rows, {}, json).ok());
    CHECK(json.take() ==
          R"(["a","1"],["b","0"],["c","1"],[null,null],["e","1"],["a","1"],["b","0"],["c","1"])");
  }
}

TEST_CASE("formats that a request asks for") {
  JsonOptions options{.protocol = JsonProtocol::sql_api};
  options.formats.date = "DD.MM.YYYY";
  options.formats.timestamp_ltz = "YYYY-MM-DD HH24:MI:SS TZH:TZM";
  options.formats.binary = "BASE64";
  options.formats.timezone = "Europe/Berlin";
  CHECK(keep({types::date()}, {{"0"}}).json(options) == R"(["01.01.1970"])");
  CHECK(keep({types::timestamp(TypeKind::timestamp_ltz, 9)}, {{"0"}}).json(options) ==
        R"(["1970-01-01 01:00:00 +01:00"])");
  CHECK(keep({types::timestamp(TypeKind::timestamp_ntz, 9)}, {{"0"}}).json(options) ==
        R"(["0.000000000"])");
  CHECK(keep({types::binary()}, {{"00FF10"}}).json(options) == R"(["AP8Q"])");
  options.formats.timezone = "Nowhere/Here";
  CHECK(keep({types::date()}, {{"0"}}).json(options).starts_with("error"));
}

TEST_CASE("engine rows give back what was kept") {
  const Kept kept = keep(
      {types::number(5, 0), types::number(20, 2), types::text(), types::time(3),
       types::timestamp(TypeKind::timestamp_tz, 9), types::variant()},
      {{"7", "1.25", "x", "1.500", "-1.5 1500", "{}"}, TextRow(6, std::nullopt)});
  CHECK(engine_column_types(kept.shape) ==
        std::vector<std::string>{"DECIMAL(5,0)", "DECIMAL(20,2)", "VARCHAR", "BIGINT", "HUGEINT",
                                 "VARCHAR"});
  ArrowSchema schema{};
  make_engine_schema(kept.shape, schema);
  std::vector<ArrowArray> batches = make_engine_batches(
      kept.shape, kept.places, std::make_shared<const std::string>(kept.body));
  REQUIRE(batches.size() == 1);
  const ArrowArray& time = *batches[0].children[3];
  CHECK(static_cast<const int64_t*>(time.buffers[1])[0] == 1'500'000'000);
  const ArrowArray& zoned = *batches[0].children[4];
  const values::ZonedTimestamp value = values::unpack(values::load_int128(zoned.buffers[1]));
  CHECK(value.instant == -1'500'000'000);
  CHECK(value.offset_minutes == 60);
  BatchBuilder builder(kept.shape);
  CHECK(builder.append(schema, batches[0], 0, 2).ok());
  std::string again;
  const BatchPlaces places = builder.finish(again);
  CHECK(Kept{kept.shape, places, again}.driver() == kept.driver());
  batches[0].release(&batches[0]);
  schema.release(&schema);
}

// Reads an Arrow stream with nanoarrow, which checks what it reads; "n rows" for each batch.
std::string read_stream(const std::string& bytes) {
  ArrowBuffer buffer;
  ArrowBufferInit(&buffer);
  REQUIRE(ArrowBufferAppend(&buffer, bytes.data(), static_cast<int64_t>(bytes.size())) == 0);
  ArrowIpcInputStream input;
  REQUIRE(ArrowIpcInputStreamInitBuffer(&input, &buffer) == 0);
  ArrowArrayStream stream;
  REQUIRE(ArrowIpcArrayStreamReaderInit(&stream, &input, nullptr) == 0);
  ArrowSchema schema{};
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  std::string text;
  for (;;) {
    ArrowArray array{};
    const int status = stream.get_next(&stream, &array);
    if (status != 0) text += std::string("error: ") + stream.get_last_error(&stream);
    if (status != 0 || array.release == nullptr) break;
    ArrowArrayView view;
    REQUIRE(ArrowArrayViewInitFromSchema(&view, &schema, nullptr) == 0);
    ArrowError error{};
    const bool good = ArrowArrayViewSetArray(&view, &array, &error) == 0 &&
                      ArrowArrayViewValidate(&view, NANOARROW_VALIDATION_LEVEL_FULL, &error) == 0;
    text += good ? std::to_string(array.length) + " rows" : std::string(error.message);
    ArrowArrayViewReset(&view);
    array.release(&array);
  }
  schema.release(&schema);
  stream.release(&stream);
  return text;
}

TEST_CASE("Arrow streams of every column form are valid") {
  const std::vector<sql::Type> column_types = {
      types::number(5, 0), types::number(38, 2), types::floating(), types::text(),
      types::binary(), types::boolean(), types::date(), types::time(9),
      types::timestamp(TypeKind::timestamp_ntz, 3), types::timestamp(TypeKind::timestamp_ltz, 9),
      types::timestamp(TypeKind::timestamp_tz, 3), types::timestamp(TypeKind::timestamp_tz, 9),
      types::variant()};
  const TextRow values = {"1", "2", "3", "x", "00", "1", "5", "6", "7", "8", "9 1440", "10 1440",
                          "{}"};
  const TextRow nulls(values.size(), std::nullopt);
  for (const std::vector<TextRow>& rows : {std::vector<TextRow>{}, {values, values},
                                           {values, nulls, values}, {nulls}}) {
    const Kept kept = keep(column_types, rows);
    const std::string bytes = *write_arrow_stream(kept.shape, kept.places, kept.body);
    CHECK(read_stream(bytes) == (rows.empty() ? "" : std::to_string(rows.size()) + " rows"));
    CHECK(kept.body.size() % 8 == 0);
  }
}

TEST_CASE("an Arrow stream begins with its schema and ends with its end") {
  const Kept kept = keep({types::number(5, 0), types::text()}, {{"7", "abc"}});
  const std::string stream = *write_arrow_stream(kept.shape, kept.places, kept.body);
  CHECK(stream.starts_with("\xFF\xFF\xFF\xFF"));
  CHECK(stream.ends_with(std::string("\xFF\xFF\xFF\xFF\0\0\0\0", 8)));
  CHECK(stream.size() % 8 == 0);
  for (const char* word : {"logicalType", "FIXED", "TEXT", "byteLength", "abc"}) {
    CHECK(stream.find(word) != std::string::npos);
  }
  const Kept empty = keep({types::number(5, 0)}, {});
  const std::string nothing = *write_arrow_stream(empty.shape, empty.places, empty.body);
  CHECK(nothing.ends_with(std::string("\xFF\xFF\xFF\xFF\0\0\0\0", 8)));
}

TEST_CASE("row types") {
  const auto row_type = [](const sql::ColumnShape& column, JsonProtocol protocol) {
    JsonWriter out;
    write_row_type({column}, protocol, out);
    return out.take();
  };
  CHECK(row_type({.name = "A\"", .type = types::number(38, 2), .nullable = false, .database = "D",
                  .schema = "S", .table = "T"},
                 JsonProtocol::sql_api) ==
        R"([{"name":"A\"","database":"D","schema":"S","table":"T","nullable":false,)"
        R"("type":"fixed","precision":38,"scale":2,"length":null,"byteLength":null,)"
        R"("collation":null}])");
  const std::map<std::string, sql::Type> sizes = {
      {R"("type":"text","precision":null,"scale":null,"length":16777216,"byteLength":67108864)",
       types::text()},
      {R"("type":"text","precision":null,"scale":null,"length":134217728,"byteLength":134217728)",
       types::text(sql::text_length_max)},
      {R"("type":"text","precision":null,"scale":null,"length":1,"byteLength":4)", types::text(1)},
      {R"("type":"binary","precision":null,"scale":null,"length":8388608,"byteLength":8388608)",
       types::binary()},
      {R"("type":"timestamp_ltz","precision":0,"scale":3,"length":null,"byteLength":null)",
       types::timestamp(TypeKind::timestamp_ltz, 3)},
      {R"("type":"real","precision":null,"scale":null,"length":null,"byteLength":null)",
       types::floating()},
      {R"("type":"variant","precision":null,"scale":null,"length":null,"byteLength":null)",
       types::variant()}};
  for (const auto& [expected, type] : sizes) {
    const std::string text = row_type({.name = "C", .type = type}, JsonProtocol::driver);
    CAPTURE(text);
    CHECK(text.find(expected) != std::string::npos);
  }
  CHECK(row_type({.name = "G", .type = {.kind = TypeKind::geography}, .table = "T"},
                 JsonProtocol::sql_api)
            .starts_with(R"([{"name":"G","extTypeName":"GEOGRAPHY","database":"","schema":"",)"
                         R"("table":"","nullable":true,"type":"object")"));
}

}  // namespace
}  // namespace mockhaus::wire
