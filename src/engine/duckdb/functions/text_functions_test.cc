#include "engine/duckdb/functions/numeric_functions.h"
#include "engine/duckdb/functions/test_database.h"
#include "values/json_print.h"
#include "values/variant.h"

#include <doctest/doctest.h>

namespace mockhaus::engine::duckdb {
namespace {

TEST_CASE("parts of texts") {
  TestDatabase sql(text_part_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_substr('testing 1 2 3', 9, 3)") == "1 2");
  CHECK(sql("mh_substr('mystring', -3)") == "ing");
  CHECK(sql("mh_substr('mystring', 3.0, null)") == "NULL");
  CHECK(sql("hex(mh_substr('\\x01\\x02\\x03'::blob, 2))") == "0203");
  CHECK(sql("mh_left('ABCDEF', 3::decimal(38,0))") == "ABC");
  CHECK(sql("mh_left('ABCDEF', -3)") == "");
  CHECK(sql("mh_right('ABCDEF', 2)") == "EF");
  CHECK(sql("hex(mh_right('\\x01\\x02\\x03'::blob, 2))") == "0203");
  CHECK(sql("hex(mh_right('\\x01\\x02\\x03'::blob, 9))") == "010203");
  CHECK(sql("mh_split_part('11.22.33', '.', -1)") == "33");
  CHECK(sql("mh_strtok('user@snowflake.com', '@.', 2)") == "snowflake");
  CHECK(sql("mh_strtok('a b')") == "a");
  CHECK(sql("mh_strtok('user@snowflake.com.', '@.', 4)") == "NULL");
  CHECK(sql("mh_strtok('a', '.', 0)").starts_with("001014"));
  CHECK(sql("mh_strtok(null, '.', 1)") == "NULL");
  CHECK(sql("mh_insert('abcdef', 3, 2, 'zzz')") == "abzzzef");
  CHECK(sql("mh_insert('abc', 1, null, 'Z')") == "NULL");
  CHECK(sql("mh_initcap('the quick_bRoWn FOX')") == "The Quick_Brown Fox");
  CHECK(sql("mh_initcap('this is the new Frame+work', '')") == "This is the new frame+work");
  CHECK(sql("mh_lpad('abc', 6, '-')") == "---abc");
  CHECK(sql("mh_lpad('abc', 6)") == "   abc");
  CHECK(sql("mh_rpad('abc', 2, '')") == "ab");
  CHECK(sql("hex(mh_lpad('\\x01'::blob, 3, '\\xFF'::blob))") == "FFFF01");
  CHECK(sql("mh_repeat('xy', 5)") == "xyxyxyxyxy");
  CHECK(sql("mh_repeat('xy', 99999999999)").starts_with("100082: Max LOB size (134217728)"));
  CHECK(sql("mh_space(3)") == "   ");
  CHECK(sql("mh_replace('banana', 'an')") == "ba");
  CHECK(sql("mh_translate('❄a❄b', '❄', '*')") == "*a*b");
  CHECK(sql("mh_trim('  a b\t ')") == "a b\t");
  CHECK(sql("mh_rtrim('Trailing Spaces#  ', '# ')") == "Trailing Spaces");
  CHECK(sql("mh_ltrim('❄❄a', '❄')") == "a");
  CHECK(sql("mh_trim('aaa', 'a')") == "");
  CHECK(sql("mh_chr(8364)") == "€");
  CHECK(sql("mh_chr(-1)") == "100062: Invalid character code -1 in the CHR input");
  CHECK(sql("mh_chr(999999999999)") ==
        "100062: Invalid character code 999999999999 in the CHR input");
  CHECK(sql("mh_soundex('Pfister')") == "P236");
  CHECK(sql("mh_concat('a', 'b', 'c')") == "abc");
  CHECK(sql("mh_concat('a', null)") == "NULL");
  CHECK(sql("mh_concat_ws('-', 'a', 'b', 'c')") == "a-b-c");
  CHECK(sql("mh_reverse('aüb')") == "büa");
}

TEST_CASE("measures of texts") {
  TestDatabase sql(text_measure_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_length('Joyeux Noël')") == "11");
  CHECK(sql("mh_length('\\xA1\\xB2'::blob)") == "2");
  CHECK(sql("mh_bit_length('Δ')") == "16");
  CHECK(sql("mh_octet_length('Β')") == "2");
  CHECK(sql("mh_ascii('')") == "0");
  CHECK(sql("mh_ascii('é')") == "195");
  CHECK(sql("mh_unicode('❄')") == "10052");
  CHECK(sql("mh_unicode('')") == "0");
  CHECK(sql("mh_position('an', 'banana', 3)") == "4");
  CHECK(sql("mh_position('\\xEF'::blob, '\\xAB\\xCD\\xEF'::blob)") == "3");
  CHECK(sql("mh_editdistance('Gute nacht', 'Ich weis nicht', 3)") == "3");
  CHECK(sql("mh_jarowinkler_similarity('Snowflake', 'Oracle')") == "61");
  CHECK(sql("typeof(mh_length('a'))") == "DECIMAL(18,0)");
}

TEST_CASE("binary texts and checksums") {
  TestDatabase sql(text_binary_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_hex_encode('SNOW')") == "534E4F57");
  CHECK(sql("mh_hex_encode('SNOW', 0)") == "534e4f57");
  CHECK(sql("mh_hex_decode_string('534E4F57')") == "SNOW");
  CHECK(sql("mh_hex_decode_string('FF')").starts_with("100144"));
  CHECK(sql("mh_try_hex_decode_string('FF')") == "NULL");
  CHECK(sql("mh_to_binary('HELP', 'HEX')") ==
        "100115: The following string is not a legal hex-encoded value: 'HELP'");
  CHECK(sql("hex(mh_to_binary('SNOW', 'utf-8'))") == "534E4F57");
  CHECK(sql("mh_binary_to_text('hello'::blob, 'BASE64')") == "aGVsbG8=");
  CHECK(sql("mh_base64_encode('Snowflake', 4)") == "U25v\nd2Zs\nYWtl");
  CHECK(sql("mh_base64_decode_string('U25vd2ZsYWtl')") == "Snowflake");
  CHECK(sql("mh_md5('Snowflake')") == "edf1439075a83a447fb8b630ddc9c8de");
  CHECK(sql("mh_md5_number_lower64('Snowflake')") == "9203306159527282910");
  CHECK(sql("mh_sha2('Snowflake', 224)") ==
        "6267d3d7a59929e6864dd4b737d98e3ef8569d9f88a7466647838532");
  CHECK(sql("mh_sha2('AbCd0')") ==
        "e1d8ba27889d6782008f495473278c4f071995c5549a976e4d4f93863ce93643");
  CHECK(sql("mh_sha2('a', 111)").starts_with("001014"));
}

struct NoTemporal final : values::TemporalText {
  void append(values::VariantView, std::string&) const override {}
};

// Variants come as bytes: show them as JSON.
std::string json(TestDatabase& sql, const std::string& expression) {
  const std::string hex = sql("hex(" + expression + ")");
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  std::string out;
  values::print_json(values::VariantView(bytes), {NoTemporal{}}, out);
  return out;
}

TEST_CASE("arrays and objects of texts") {
  TestDatabase sql(text_object_functions());
  REQUIRE(sql.problem() == "");
  CHECK(json(sql, "mh_split('127.0.0.1', '.')") == R"(["127","0","0","1"])");
  CHECK(json(sql, "mh_split('|a||', '|')") == R"(["","a","",""])");
  CHECK(json(sql, "mh_split('', '-')") == R"([""])");
  CHECK(json(sql, "mh_split('abc', '')") == R"(["abc"])");
  CHECK(json(sql, "mh_strtok_to_array('user@snowflake.com', '.@')") ==
        R"(["user","snowflake","com"])");
  CHECK(json(sql, "mh_parse_url('https://www.snowflake.com/')") ==
        R"({"fragment":null,"host":"www.snowflake.com","parameters":null,"path":"","port":null,)"
        R"("query":null,"scheme":"https"})");
  CHECK(json(sql, "mh_parse_url('HTTP://USER:PASS@EXAMPLE.INT:4345/HELLO.PHP?USER=1')") ==
        R"({"fragment":null,"host":"USER:PASS@EXAMPLE.INT","parameters":{"USER":"1"},)"
        R"("path":"HELLO.PHP","port":"4345","query":"USER=1","scheme":"http"})");
  CHECK(sql("mh_parse_url('example.int/hello.php')") ==
        "100139: Error parsing URL: scheme not specified");
  CHECK(json(sql, "mh_parse_ip('192.168.242.188/24', 'INET')") ==
        R"({"family":4,"host":"192.168.242.188","ip_fields":[3232297660,0,0,0],"ip_type":"inet",)"
        R"("ipv4":3232297660,"ipv4_range_end":3232297727,"ipv4_range_start":3232297472,)"
        R"("netmask_prefix_length":24,"snowflake$type":"ip_address"})");
}

TEST_CASE("regular expressions") {
  TestDatabase sql(regex_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("mh_regexp_like('San Francisco', 'San* [fF].*')") == "true");
  CHECK(sql("mh_regexp_like('ABC', 'abc', 'i')") == "true");
  CHECK(sql("mh_regexp_substr('a1_a2', 'a[[:digit:]]', 1, 2)") == "a2");
  CHECK(sql("mh_regexp_substr('abc', 'x')") == "NULL");
  CHECK(sql("mh_regexp_substr('abc', '(b)(c)', 1, 1, 'e', 2)") == "c");
  CHECK(sql("mh_regexp_substr('abc', '(b)', 1, 1, 'e', 2)") == "NULL");
  CHECK(sql("mh_regexp_instr('It was the best', '\\bwas\\b', 1, 1)") == "4");
  CHECK(sql("mh_regexp_count('banana', 'an')") == "2");
  CHECK(sql("mh_regexp_replace('firstname middlename', '(.*) (.*)', '\\2 \\1')") ==
        "middlename firstname");
  CHECK(sql("mh_regexp_replace('a1b2', '[0-9]')") == "ab");
  CHECK(sql("mh_regexp_like('a', '(?:a)')") ==
        "100048: Invalid regular expression: '(?:a)', no argument for repetition operator: ?");
  CHECK(json(sql, "mh_regexp_substr_all('a1_a2a3_a4A5a6', 'a[[:digit:]]', 1, 3)") ==
        R"(["a3","a4","a6"])");
  CHECK(json(sql, "mh_regexp_substr_all('a1_a2', 'b')") == "[]");
}

TEST_CASE("hashes") {
  TestDatabase sql(hash_functions());
  REQUIRE(sql.problem() == "");
  const std::string ten = sql("mh_hash(10)");
  CHECK(ten == sql("mh_hash(10::decimal(38,0))"));
  CHECK(ten == sql("mh_hash(10::decimal(5,3))"));
  CHECK(ten == sql("mh_hash(10::double)"));
  CHECK(sql("mh_hash(0.1::double)") == sql("mh_hash(0.10::decimal(5,2))"));
  CHECK(ten != sql("mh_hash('10')"));
  CHECK(sql("mh_hash(null)") != "NULL");
  CHECK(sql("mh_hash(null)") != sql("mh_hash(null, null)"));
  CHECK(sql("mh_hash(1, 2)") != sql("mh_hash(2, 1)"));
  CHECK(sql("count(distinct mh_hash(x::decimal(9,0))) from range(20000) t(x)") == "20000");
  CHECK(sql("mh_uuid_of_name('fe971b24-9572-4005-b22f-351e9c09274d', 'foo')") ==
        "dc0b6f65-fca6-5b4b-9d37-ccc3fde1f3e2");
}

TEST_CASE("random values") {
  TestDatabase sql(random_functions());
  REQUIRE(sql.problem() == "");
  CHECK(sql("string_agg(x, ' ') from (select mh_random(4711)::varchar x from range(3))") ==
        "-3581185414942383166 1570543588041465562 -6684111782596764647");
  CHECK(sql("count(distinct mh_random()) from range(5000)") == "5000");
  CHECK(sql("mh_random() = mh_random()") == "false");
  CHECK(sql("min(u) || ' ' || max(u) || ' ' || count(distinct u) from "
            "(select mh_uniform(1, 10, mh_random())::integer u from range(1000))") == "1 10 10");
  CHECK(sql("mh_uniform(1, 10, 1234) = mh_uniform(1, 10, 1234)") == "true");
  CHECK(sql("bool_and(u >= 0 and u < 1) from "
            "(select mh_uniform_float(0, 1, mh_random()) u from range(1000))") == "true");
  CHECK(sql("abs(avg(mh_normal(5, 1, mh_random())) - 5) < 0.2 from range(2000)") == "true");
  CHECK(sql("max(z) <= 10 and min(z) = 1 from "
            "(select mh_zipf(1, 10, mh_random()) z from range(2000))") == "true");
  CHECK(sql("length(mh_randstr(5, 1234))") == "5");
}

TEST_CASE("everything registers in one database") {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  duckdb_open(nullptr, &database);
  duckdb_connect(database, &connection);
  CHECK(register_numeric_functions(connection).ok());
  duckdb_disconnect(&connection);
  duckdb_close(&database);
}

}  // namespace
}  // namespace mockhaus::engine::duckdb
