#include "engine/duckdb/functions/variant_functions.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/duckdb/functions/function_error.h"
#include "values/variant_settings.h"

namespace mockhaus::engine::duckdb {
namespace {

struct Database {
  Database() {
    duckdb_open(nullptr, &database);
    duckdb_connect(database, &connection);
    CHECK(register_variant_functions(connection).ok());
  }
  ~Database() {
    duckdb_disconnect(&connection);
    duckdb_close(&database);
  }

  // The first value of each row, one line each; or "code message" of an error.
  std::string run(const std::string& sql) {
    duckdb_result result;
    std::string text;
    if (duckdb_query(connection, sql.c_str(), &result) != DuckDBSuccess) {
      const auto error = recover_error(duckdb_result_error(&result));
      text = error ? error->code + " " + error->message : duckdb_result_error(&result);
    } else {
      for (idx_t row = 0; row < duckdb_row_count(&result); ++row) {
        char* value = duckdb_value_varchar(&result, 0, row);
        if (row > 0) text += "\n";
        text += value ? value : "NULL";
        duckdb_free(value);
      }
    }
    duckdb_destroy_result(&result);
    return text;
  }
  std::string eval(const std::string& expression) { return run("select " + expression); }
  // Of an expression that gives a VARIANT.
  std::string json(const std::string& expression) {
    return eval("mh_to_json(" + expression + ")");
  }

  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
};

std::string parsed(const std::string& text) { return "mh_parse_json('" + text + "')"; }
std::string made(const std::string& sql) { return "mh_variant(" + sql + ")"; }

TEST_CASE("JSON is parsed, checked, printed") {
  Database db;
  CHECK(db.json(parsed("{\"b\":1,\"a\":[1.50,,null,]}")) ==
        "{\"a\":[1.5,undefined,null,undefined],\"b\":1}");
  CHECK(db.json(parsed(" ")) == "NULL");
  CHECK(db.json("mh_parse_json(NULL)") == "NULL");
  CHECK(db.json("mh_parse_json('{\"a\":1,\"a\":2}', 'd')") == "{\"a\":2}");
  CHECK(db.run("select mh_parse_json(t) from (values ('{\"a\":1,\"a\":2}')) v(t)") ==
        "100069 Error parsing JSON: duplicate object attribute \"a\", pos 10");
  CHECK(db.eval("mh_try_parse_json('{') is null") == "true");
  CHECK(db.eval("mh_check_json('N/A')") == "unknown keyword \"N\", pos 2");
  CHECK(db.eval("mh_check_json('{\"a\":null}')") == "NULL");
  CHECK(db.eval("mh_display_json(mh_parse_json('{\"a\":[1,]}'), '')") ==
        "{\n  \"a\": [\n    1,\n    undefined\n  ]\n}");
  CHECK(db.eval("mh_json_extract_path_text('{\"a\":{\"b\":[1,\"x\"]}}', 'a.b[1]')") == "x");
  CHECK(db.eval("mh_json_extract_path_text('{\"a\":{\"b\":[1,\"x\"]}}', 'a.b')") == "[1,\"x\"]");
}

TEST_CASE("every engine type becomes a VARIANT") {
  Database db;
  CHECK(db.json(made("1.50::decimal(10,2)")) == "1.5");
  CHECK(db.json(made("12345678901234567890123456789012345678::decimal(38,0)")) ==
        "12345678901234567890123456789012345678");
  CHECK(db.json(made("7")) == "7");
  CHECK(db.json(made("3::double")) == "3.000000000000000e+00");
  CHECK(db.json(made("'a\"b'")) == "\"a\\\"b\"");
  CHECK(db.json(made("true")) == "true");
  CHECK(db.json(made("NULL")) == "NULL");
  CHECK(db.json(made("date '2024-02-24'")) == "\"2024-02-24\"");
  CHECK(db.json("mh_variant_binary('\\xF0\\xA5'::blob)") == "\"F0A5\"");
  CHECK(db.json("mh_variant_time(75421123456789)") == "\"20:57:01\"");
  CHECK(db.json("mh_variant_timestamp_ntz(1677240000456000000::hugeint)") ==
        "\"2023-02-24 12:00:00.456\"");
  CHECK(db.json("mh_variant_timestamp_ltz(1677240000456000000::hugeint)") ==
        "\"2023-02-24 04:00:00.456 -0800\"");
  CHECK(db.json("mh_variant_timestamp_tz(1677240000456000000::hugeint * 4096 + 60 + 1440)") ==
        "\"2023-02-24 13:00:00.456 +0100\"");
}

TEST_CASE("settings change how dates and times print") {
  Database db;
  values::Settings settings;
  settings.timezone = "UTC";
  settings.date_output_format = "DD.MM.YYYY";
  settings.json_indent = 0;
  settings.strict_json_output = true;
  const std::string packed = ", '" + pack_settings(settings) + "')";
  CHECK(values::unpack_settings(pack_settings(settings)) == settings);
  CHECK(values::unpack_settings("") == values::Settings());
  CHECK(db.eval("mh_to_json(mh_variant(date '2024-02-24')" + packed) == "\"24.02.2024\"");
  CHECK(db.eval("mh_display_json(mh_parse_json('[1,]')" + packed) == "[1,null]");
  CHECK(db.eval("mh_variant_to_varchar(mh_variant_timestamp_ltz(0::hugeint)" + packed) ==
        "1970-01-01 00:00:00.000 Z");
}

TEST_CASE("kinds and strict extraction") {
  Database db;
  const std::string rows =
      " from (values (1,'null'),(2,null),(3,'true'),(4,'-17'),(5,'123.12'),(6,'1.912e2'),"
      "(7,'\"Om\"'),(8,'[-1,]'),(9,'{ \"x\" : \"abc\"}')) t(n,j)";
  CHECK(db.run("select mh_typeof(mh_parse_json(j))" + rows) ==
        "NULL_VALUE\nNULL\nBOOLEAN\nINTEGER\nDECIMAL\nDOUBLE\nVARCHAR\nARRAY\nOBJECT");
  CHECK(db.run("select mh_as_double(mh_parse_json(j))" + rows) ==
        "NULL\nNULL\nNULL\n-17.0\n123.12\n191.2\nNULL\nNULL\nNULL");
  CHECK(db.run("select string_agg(n::varchar, '') filter (mh_is_decimal(mh_parse_json(j)))" +
               rows) == "45");
  CHECK(db.run("select string_agg(n::varchar, '') filter (mh_is_null_value(mh_parse_json(j)))" +
               rows) == "1");
  CHECK(db.eval("mh_as_decimal_3(mh_variant(1.23::decimal(6,3)), 6)") == "1.230");
  CHECK(db.eval("mh_as_varchar(mh_variant('x'))") == "x");
  CHECK(db.eval("mh_as_varchar(mh_variant(1))") == "NULL");
  CHECK(db.eval("mh_as_date(mh_variant(date '2024-10-10'))") == "2024-10-10");
}

TEST_CASE("paths reach into values") {
  Database db;
  const std::string v = parsed("{\"a\":{\"b\":[10,null,,{\"k x\":\"v\"}]}}");
  CHECK(db.json("mh_get_path(" + v + ", 'a.b[0]')") == "10");
  CHECK(db.json("mh_get_path(" + v + ", 'a.b[3][\"k x\"]')") == "\"v\"");
  CHECK(db.json("mh_get_path(" + v + ", 'a.b[1]')") == "null");
  CHECK(db.json("mh_get_path(" + v + ", 'a.b[2]')") == "NULL");
  CHECK(db.json("mh_get_path(" + v + ", 'A')") == "NULL");
  CHECK(db.json("mh_get(" + v + ", 'a')") == "{\"b\":[10,null,undefined,{\"k x\":\"v\"}]}");
  CHECK(db.json("mh_get(" + parsed("[5,6]") + ", mh_variant(1))") == "6");
  CHECK(db.json("mh_get(" + parsed("{\"z\":6}") + ", mh_variant('z'))") == "6");
  CHECK(db.json("mh_get(" + parsed("[5,6]") + ", -1)") == "NULL");
  CHECK(db.json("mh_get_ignore_case(" + parsed("{\"aa\":1, \"aA\":2, \"Aa\":3}") + ", 'AA')") ==
        "3");
}

TEST_CASE("casts to SQL types") {
  Database db;
  CHECK(db.eval("mh_variant_to_decimal_2(" + parsed("\"12.345\"") + ", 10)") == "12.35");
  CHECK(db.eval("mh_variant_to_decimal_0(" + parsed("2.5") + ", 38)") == "3");
  CHECK(db.eval("mh_variant_to_decimal_0(" + parsed("null") + ", 38)") == "NULL");
  CHECK(db.eval("mh_variant_to_decimal_0(" + parsed("\"abc\"") + ", 38)") ==
        "100071 Failed to cast variant value \"abc\" to FIXED");
  CHECK(db.eval("mh_variant_to_double(" + parsed("1.5") + ")") == "1.5");
  CHECK(db.eval("mh_variant_to_boolean(" + parsed("\"yes\"") + ")") == "true");
  CHECK(db.eval("mh_variant_to_varchar(" + parsed("1.912e2") + ")") == "191.2");
  CHECK(db.eval("mh_variant_to_varchar(" + parsed("\"a\"") + ")") == "a");
  CHECK(db.eval("mh_variant_to_varchar(" + parsed("null") + ")") == "NULL");
  CHECK(db.eval("mh_variant_to_date(" + parsed("\"2024-02-24 10:00:00\"") + ")") ==
        "2024-02-24");
  CHECK(db.eval("mh_variant_to_date(" + made("'24.02.2024'") + ")") ==
        "100071 Failed to cast variant value \"24.02.2024\" to DATE");
  CHECK(db.eval("mh_variant_to_time(" + made("'00:00:01.5'") + ")") == "1500000000");
  CHECK(db.eval("mh_variant_to_timestamp_ntz(" + made("'1970-01-02 00:00:00'") + ")") ==
        "86400000000000");
  CHECK(db.eval("mh_variant_to_timestamp_ntz(" + made("86400.5") + ")") == "57600500000000");
  CHECK(db.eval("mh_variant_to_timestamp_ltz(" + made("86400.5") + ")") == "86400500000000");
  CHECK(db.eval("mh_variant_to_timestamp_ltz(" + made("date '1970-01-01'") + ")") ==
        "28800000000000");
  CHECK(db.json("mh_to_array(" + made("'Example'") + ")") == "[\"Example\"]");
  CHECK(db.json("mh_to_object(" + made("1") + ")") ==
        "100071 Failed to cast variant value 1 to OBJECT");
}

TEST_CASE("values compare by value and kind") {
  Database db;
  CHECK(db.eval("mh_variant_equal(mh_variant(1), mh_parse_json('1e0'))") == "true");
  CHECK(db.eval("mh_variant_key(mh_variant(1)) = mh_variant_key(mh_variant(1::double))") ==
        "true");
  CHECK(db.run("select j from (values ('null'),('[1]'),('{}'),('\"a\"'),('10'),('9.5'),('true')) "
               "t(j) order by mh_variant_key(mh_parse_json(j))") ==
        "true\n9.5\n10\n\"a\"\n{}\n[1]\nnull");
}

TEST_CASE("arrays are made, searched and changed") {
  Database db;
  CHECK(db.json("mh_array_construct(mh_variant(10), NULL, mh_variant('x'))") ==
        "[10,undefined,\"x\"]");
  CHECK(db.json("mh_array_construct()") == "[]");
  CHECK(db.json("mh_array_construct_compact(NULL, mh_variant('x'))") == "[\"x\"]");
  CHECK(db.json("mh_array_append(" + parsed("[1]") + ", NULL)") == "[1,undefined]");
  CHECK(db.json("mh_array_append(NULL, " + made("1") + ")") == "NULL");
  CHECK(db.json("mh_array_insert(" + parsed("[0,1,2,3]") + ", 5, mh_variant('hello'))") ==
        "[0,1,2,3,undefined,\"hello\"]");
  CHECK(db.json("mh_array_sort(" + parsed("[20, null, 0, , 10]") + ", false)") ==
        "[undefined,null,20,10,0]");
  CHECK(db.json("mh_array_sort(" + parsed("[20, null, 0, , 10]") + ", true, true)") ==
        "[undefined,0,10,20,null]");
  CHECK(db.json("mh_array_flatten(" + parsed("[[1],2]") + ")") == "100107 Not an array: '2'");
  CHECK(db.eval("mh_array_contains(NULL, " + parsed("[1,,2]") + ")") == "true");
  CHECK(db.eval("mh_array_contains(mh_variant(3), " + parsed("[1,,2]") + ")") == "false");
  CHECK(db.eval("mh_array_position(mh_variant(2), " + parsed("[1,,2]") + ")") == "2");
  CHECK(db.eval("mh_array_size(" + parsed("{}") + ")") == "NULL");
  CHECK(db.eval("mh_array_to_string(" +
                parsed("[true, 1, -1.2e-3, \"Abc\", [\"x\",\"y\"], {\"a\":1},,2]") + ", ', ')") ==
        "true, 1, -0.0012, Abc, [\"x\",\"y\"], {\"a\":1}, , 2");
  CHECK(db.json("mh_array_generate_range(2, 6, 2)") == "[2,4]");
  CHECK(db.json("mh_array_generate_range(5, 1, -2)") == "[5,3]");
  CHECK(db.json("mh_arrays_zip(" + parsed("[1,2]") + ", " + parsed("[\"a\"]") + ")") ==
        "[{\"$1\":1,\"$2\":\"a\"},{\"$1\":2,\"$2\":null}]");
}

TEST_CASE("XML") {
  Database db;
  const std::string xml = "mh_parse_xml('<r i=\"7\"><a>1</a><b>2</b><a>3</a></r>')";
  CHECK(db.eval("mh_to_xml(" + xml + ")") == "<r i=\"7\"><a>1</a><b>2</b><a>3</a></r>");
  CHECK(db.json("mh_get(mh_xmlget(" + xml + ", 'a', 1), '$')") == "3");
  CHECK(db.json("mh_get_path(" + xml + ", '\"@i\"')") == "7");
  CHECK(db.json("mh_get_path(" + xml + ", '\"$\"[1].\"@\"')") == "\"b\"");
  CHECK(db.eval("mh_check_xml('<a>')") == "unterminated element, pos 3");
}

TEST_CASE("objects are made and changed") {
  Database db;
  CHECK(db.json("mh_object_construct('b', mh_variant(1), 'a', NULL, NULL, mh_variant(2))") ==
        "{\"b\":1}");
  CHECK(db.json("mh_object_construct_keep_null('b', mh_variant(1), 'a', NULL::blob)") ==
        "{\"a\":null,\"b\":1}");
  CHECK(db.json("mh_object_construct()") == "{}");
  CHECK(db.json("mh_object_construct('a', mh_variant(1), 'a', mh_variant(2))") ==
        "100103 Duplicate field key 'a'");
  const std::string object = parsed("{\"a\":1,\"b\":2,\"c\":3}");
  CHECK(db.json("mh_object_pick(" + object + ", 'a', 'x', NULL)") == "{\"a\":1}");
  CHECK(db.json("mh_object_pick_array(" + object + ", " + parsed("[\"a\",\"b\"]") + ")") ==
        "{\"a\":1,\"b\":2}");
  CHECK(db.json("mh_object_delete(" + object + ", 'a')") == "{\"b\":2,\"c\":3}");
  CHECK(db.json("mh_object_insert(" + object + ", 'a', mh_variant(5))") ==
        "100103 Duplicate field key 'a'");
  CHECK(db.json("mh_object_insert(" + object + ", 'a', mh_variant(5), true)") ==
        "{\"a\":5,\"b\":2,\"c\":3}");
  CHECK(db.json("mh_object_keys(" + object + ")") == "[\"a\",\"b\",\"c\"]");
  CHECK(db.json("mh_object_entries(" + parsed("{\"b\":1,\"a\":[]}") + ")") ==
        "[{\"key\":\"a\",\"value\":[]},{\"key\":\"b\",\"value\":1}]");
  CHECK(db.json("mh_arrays_to_object(" + parsed("[\"k\",,\"l\"]") + ", " + parsed("[1,2,3]") +
                ")") == "{\"k\":1,\"l\":3}");
}

TEST_CASE("aggregates are made of lists") {
  Database db;
  const std::string rows = " from (values (1,'b'),(2,NULL),(3,'a')) t(n,s)";
  CHECK(db.run("select mh_to_json(mh_array_of(list(mh_variant(s) order by n desc) "
               "filter (s is not null)))" + rows) == "[\"a\",\"b\"]");
  CHECK(db.run("select mh_to_json(mh_array_of(list(mh_variant(s)) filter (false)))" + rows) ==
        "[]");
  CHECK(db.run("select mh_to_json(mh_object_of(list({'k': s, 'v': mh_variant(n)})))" + rows) ==
        "{\"a\":3,\"b\":1}");
  CHECK(db.run("select mh_to_json(mh_object_of(list({'k': 'x', 'v': mh_variant(n)})))" + rows) ==
        "100103 Duplicate field key 'x'");
  CHECK(db.run("select mh_to_json(mh_array_union_of(list(mh_parse_json(j)))) "
               "from (values ('[ 1, 1, 2]'),('[ 1, 2, 3]')) t(j)") == "[1,1,2,3]");
  CHECK(db.json("mh_array_of(list_filter(mh_array_elements(" + parsed("[1,,3,5,]") +
                "), lambda a: a is not null))") == "[1,3,5]");
  CHECK(db.run("select mh_to_json(mh_array_of(list(mh_variant(n)) over (order by n rows between "
               "1 preceding and current row)))" + rows + " order by n") == "[1]\n[1,2]\n[2,3]");
}

TEST_CASE("FLATTEN is a list of rows") {
  Database db;
  const auto flattened = [&db](const std::string& text, const std::string& options) {
    return db.run(
        "select concat_ws(' ', coalesce(f.key, '-'), f.path, coalesce(f.index::varchar, '-'), "
        "coalesce(mh_to_json(f.value), 'NULL'), coalesce(mh_to_json(f.this), 'NULL')) "
        "from (select unnest(mh_flatten(v, " + options + ")) f "
        "from (values (mh_parse_json(" + text + "))) t(v))");
  };
  CHECK(flattened("'[1,,77]'", "'', false, false, 'BOTH', 31") ==
        "- [0] 0 1 [1,undefined,77]\n- [1] 1 NULL [1,undefined,77]\n"
        "- [2] 2 77 [1,undefined,77]");
  CHECK(flattened("'{\"a\":1,\"b\":{\"c\":2}}'", "'', false, true, 'both', 15") ==
        "a a - 1 NULL\nb b - {\"c\":2} NULL\nc b.c - 2 NULL");
  CHECK(flattened("'[]'", "'', true, false, 'BOTH', 31") == "-  - NULL []");
  CHECK(flattened("NULL", "'', true, false, 'BOTH', 31") == "-  - NULL NULL");
  CHECK(flattened("NULL", "'', false, false, 'BOTH', 31") == "");
  CHECK(flattened("'[1]'", "'', false, false, 'X', 31") ==
        "001008 invalid value ['X'] for parameter 'MODE'");
  CHECK(db.run("select sum(mh_variant_to_decimal_0(f.value, 38))::bigint from (select "
               "mh_parse_json('[' || i || ',1]') v from range(5000) t(i)) t, lateral (select "
               "unnest(mh_flatten(t.v, '', false, false, 'BOTH', 8)) f)") == "12502500");
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
