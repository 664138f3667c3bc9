// Measures native functions against the nearest thing that DuckDB has itself, over one million
// rows, on one thread.
//
// usage: kernel_bench [part of a name]
//
// Prints one line for each: its name, nanoseconds for each row of both (without what reading the
// columns costs), and the ratio.
#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "duckdb.h"
#include "engine/duckdb/native_functions.h"

namespace mockhaus::engine::duckdb {
namespace {

constexpr int64_t rows = 1'000'000;
constexpr int runs = 5;

class Database {
 public:
  Database() {
    CHECK(duckdb_open(nullptr, &database_) == DuckDBSuccess);
    CHECK(duckdb_connect(database_, &connection_) == DuckDBSuccess);
    CHECK(register_native_functions(connection_).ok());
    run("SET threads = 1");
  }
  ~Database() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }
  Database(const Database&) = delete;

  void run(const std::string& sql) {
    duckdb_result result;
    if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
      std::fprintf(stderr, "%s\n%s\n", sql.c_str(), duckdb_result_error(&result));
      std::exit(1);
    }
    duckdb_destroy_result(&result);
  }

  // The least of several runs, in nanoseconds.
  double time(const std::string& expression) {
    double least = 1e30;
    for (int i = 0; i < runs; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      run("SELECT count(" + expression + ") FROM t");
      const std::chrono::duration<double, std::nano> taken =
          std::chrono::steady_clock::now() - begin;
      least = std::min(least, taken.count());
    }
    return least;
  }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

// Columns: i 0..999999, s a text of five words, d DECIMAL(18,2), f DOUBLE, n instants, day DATE,
// j JSON text of six members, v and w the same as VARIANT and as DuckDB's JSON.
constexpr const char* setup[] = {
    "CREATE TABLE t AS SELECT i, 'the quick brown fox ' || i AS s,"
    " CAST(i / 7 AS DECIMAL(18,2)) AS d, i / 7.0 AS f,"
    " CAST(i AS HUGEINT) * 1000000007 * 1000 AS n,"
    " DATE '2000-01-01' + CAST(i % 9999 AS INTEGER) AS day,"
    " TIMESTAMP '2000-01-01' + INTERVAL (i) SECOND AS ts,"
    " '{\"id\": ' || i || ', \"name\": \"name ' || i || '\", \"price\": ' || (i / 100.0) ||"
    " ', \"tags\": [\"a\", \"b\"], \"inner\": {\"x\": ' || i ||"
    " ', \"y\": true}, \"none\": null}' AS j FROM range(1000000) r(i)",
    "ALTER TABLE t ADD COLUMN v BLOB",
    "ALTER TABLE t ADD COLUMN w JSON",
    "UPDATE t SET v = mh_parse_json(j), w = j",
    "INSERT INTO t (i) VALUES (NULL)",  // else counting values would not compute them
};

struct Pair {
  const char* name;
  const char* ours;
  const char* theirs;
};
constexpr Pair pairs[] = {
    // Texts.
    {"substr", "mh_substr(s, 5, 5)", "substr(s, 5, 5)"},
    {"left", "mh_left(s, 9)", "left(s, 9)"},
    {"right", "mh_right(s, 9)", "right(s, 9)"},
    {"trim", "mh_trim(s)", "trim(s)"},
    {"rtrim_set", "mh_rtrim(s, '0123456789')", "rtrim(s, '0123456789')"},
    {"lpad", "mh_lpad(s, 40, '*')", "lpad(s, 40, '*')"},
    {"rpad", "mh_rpad(s, 40, '*')", "rpad(s, 40, '*')"},
    {"repeat", "mh_repeat(s, 3)", "repeat(s, 3)"},
    {"replace", "mh_replace(s, 'quick', 'slow')", "replace(s, 'quick', 'slow')"},
    {"translate", "mh_translate(s, 'abc', 'xyz')", "translate(s, 'abc', 'xyz')"},
    {"insert", "mh_insert(s, 5, 3, 'abc')", "concat(substr(s, 1, 4), 'abc', substr(s, 8))"},
    {"concat", "mh_concat(s, '-', s)", "s || '-' || s"},
    {"concat_ws", "mh_concat_ws('-', s, s)", "concat_ws('-', s, s)"},
    {"reverse", "mh_reverse(s)", "reverse(s)"},
    {"initcap", "mh_initcap(s)", "upper(s)"},
    {"position", "mh_position('fox', s)", "position('fox' IN s)"},
    {"unicode", "mh_unicode(s)", "unicode(s)"},
    {"chr", "mh_chr(i % 1000 + 32)", "chr(CAST(i % 1000 + 32 AS INTEGER))"},
    {"split_part", "mh_split_part(s, ' ', 3)", "split_part(s, ' ', 3)"},
    {"strtok", "mh_strtok(s, ' ', 3)", "split_part(s, ' ', 3)"},
    {"split", "mh_split(s, ' ')", "string_split(s, ' ')"},
    {"editdistance", "mh_editdistance(s, 'the quick red fox')",
     "levenshtein(s, 'the quick red fox')"},
    {"jarowinkler", "mh_jarowinkler_similarity(s, 'the quick red fox')",
     "jaro_winkler_similarity(s, 'the quick red fox')"},
    {"regexp_like", "mh_regexp_like(s, '.*fox.*9')", "regexp_full_match(s, '.*fox.*9')"},
    {"regexp_replace", "mh_regexp_replace(s, '[aeiou]', '-')",
     "regexp_replace(s, '[aeiou]', '-', 'g')"},
    {"regexp_substr", "mh_regexp_substr(s, 'f[a-z]+')", "regexp_extract(s, 'f[a-z]+')"},
    {"regexp_count", "mh_regexp_count(s, '[aeiou]')",
     "len(regexp_extract_all(s, '[aeiou]'))"},
    {"regexp_all", "mh_regexp_substr_all(s, '[aeiou]')", "regexp_extract_all(s, '[aeiou]')"},
    {"hex_encode", "mh_hex_encode(s)", "hex(s)"},
    {"hex_decode", "mh_hex_decode_binary(hex(s))", "unhex(hex(s))"},
    {"base64_encode", "mh_base64_encode(s)", "base64(encode(s))"},
    {"base64_decode", "mh_base64_decode_binary(base64(encode(s)))",
     "from_base64(base64(encode(s)))"},
    {"sha1_binary", "mh_sha1_binary(s)", "sha1(s)"},
    {"sha2", "mh_sha2(s, 256)", "sha256(s)"},
    {"hash", "mh_hash(s)", "hash(s)"},
    {"hash_number", "mh_hash(d)", "hash(d)"},

    // Numbers.
    {"float_to_text", "mh_float_to_text(f)", "CAST(f AS VARCHAR)"},
    {"to_double", "mh_to_double(CAST(i AS VARCHAR))", "CAST(CAST(i AS VARCHAR) AS DOUBLE)"},
    {"to_decimal", "mh_to_decimal_2(CAST(d AS VARCHAR), 18)",
     "CAST(CAST(d AS VARCHAR) AS DECIMAL(18,2))"},
    {"to_boolean", "mh_to_boolean(CAST(i % 2 AS VARCHAR))",
     "CAST(CAST(i % 2 AS VARCHAR) AS BOOLEAN)"},
    {"div", "mh_div_8(d, 3.)", "CAST(d / 3 AS DECIMAL(38,8))"},
    {"mul", "mh_mul_4(d, d)", "CAST(d AS DECIMAL(38,2)) * CAST(2.00 AS DECIMAL(3,2))"},
    {"round", "mh_round_1(d, 1)", "round(d, 1)"},
    {"round_float", "mh_round(f, 1)", "round(f, 1)"},
    {"bitand", "mh_bitand(CAST(i AS DECIMAL(18,0)), 255.)", "CAST(i AS HUGEINT) & 255"},
    {"sqrt", "mh_sqrt(f)", "sqrt(f)"},
    {"sin", "mh_sin(f)", "sin(f)"},
    {"pow", "mh_pow(f, 2)", "pow(f, 2)"},
    {"ln", "mh_ln(f + 1)", "ln(f + 1)"},

    // Dates and times.
    {"date_to_text", "mh_date_to_text(day, 'YYYY-MM-DD')", "strftime(day, '%Y-%m-%d')"},
    {"text_to_date", "mh_text_to_date(CAST(day AS VARCHAR), 'AUTO', 1970)",
     "CAST(CAST(day AS VARCHAR) AS DATE)"},
    {"ntz_to_text", "mh_ntz_to_text(n, 'YYYY-MM-DD HH24:MI:SS', 9)",
     "strftime(ts, '%Y-%m-%d %H:%M:%S')"},
    {"text_to_ntz", "mh_text_to_ntz(CAST(ts AS VARCHAR), 'AUTO', 1970)",
     "CAST(CAST(ts AS VARCHAR) AS TIMESTAMP)"},
    {"part_date", "mh_part_date('month', day, 0, 0)", "date_part('month', day)"},
    {"part_ntz", "mh_part_ntz('hour', n, 0, 0)", "date_part('hour', ts)"},
    {"trunc_date", "mh_trunc_date('month', day, 0)", "date_trunc('month', day)"},
    {"trunc_ntz", "mh_trunc_ntz('hour', n, 0)", "date_trunc('hour', ts)"},
    {"add_date", "mh_add_date('month', 1., day)", "day + INTERVAL 1 MONTH"},
    {"add_ntz", "mh_add_ntz('hour', 1., n)", "ts + INTERVAL 1 HOUR"},
    {"diff_date", "mh_diff_date('month', day, DATE '2020-01-01', 0)",
     "date_diff('month', day, DATE '2020-01-01')"},
    {"diff_ntz", "mh_diff_ntz('hour', n, CAST(0 AS HUGEINT), 0)",
     "date_diff('hour', ts, TIMESTAMP '2020-01-01')"},
    {"last_day", "mh_last_day(day, 'month', 0)", "last_day(day)"},
    {"day_name", "mh_day_name(day)", "dayname(day)"},
    {"months_between", "mh_months_between_date(day, DATE '2020-01-01')",
     "date_diff('month', day, DATE '2020-01-01') / 31.0"},
    {"slice", "mh_slice_ntz(n, 5., 'minute', 'START', 0)",
     "time_bucket(INTERVAL 5 MINUTE, ts)"},
    {"ntz_to_date", "mh_ntz_to_date(n)", "CAST(ts AS DATE)"},
    {"convert_timezone", "mh_convert_timezone_ntz('UTC', 'Asia/Tokyo', n)",
     "strftime(ts, '%Y-%m-%d %H:%M:%S')"},

    // VARIANT beside the JSON of DuckDB.
    {"parse_json", "mh_parse_json(j)", "json(j)"},
    {"path_first", "mh_get_path(v, 'id')", "json_extract(w, '$.id')"},
    {"path_last", "mh_get_path(v, 'none')", "json_extract(w, '$.none')"},
    {"path_deep", "mh_get_path(v, 'inner.x')", "json_extract(w, '$.inner.x')"},
    {"path_to_text", "mh_variant_to_varchar(mh_get_path(v, 'name'))",
     "json_extract_string(w, '$.name')"},
    {"path_to_number", "mh_variant_to_decimal_0(mh_get_path(v, 'id'), 38)",
     "CAST(json_extract(w, '$.id') AS DECIMAL(38,0))"},
    {"path_to_float", "mh_variant_to_double(mh_get_path(v, 'price'))",
     "CAST(json_extract(w, '$.price') AS DOUBLE)"},
    {"get_index", "mh_get(mh_get_path(v, 'tags'), 1)", "json_extract(w, '$.tags[1]')"},
    {"array_size", "mh_array_size(mh_get_path(v, 'tags'))", "json_array_length(w, '$.tags')"},
    {"array_contains", "mh_array_contains(mh_variant('b'), mh_get_path(v, 'tags'))",
     "json_contains(json_extract(w, '$.tags'), '\"b\"')"},
    {"typeof", "mh_typeof(v)", "json_type(w)"},
    {"object_keys", "mh_object_keys(v)", "json_keys(w)"},
    {"to_json", "mh_to_json(v)", "CAST(json(w) AS VARCHAR)"},
    {"object_construct", "mh_object_construct('a', i, 'b', s)",
     "json_object('a', i, 'b', s)"},
    {"array_construct", "mh_array_construct(i, s)", "json_array(i, s)"},
    {"variant_number", "mh_variant(i)", "to_json(i)"},
    {"variant_text", "mh_variant(s)", "to_json(s)"},
};

// What the columns of an expression cost to read.
class Reading {
 public:
  explicit Reading(Database& db) : nothing_(db.time("1")) {
    for (const char* name : {"i", "s", "d", "f", "n", "day", "ts", "j", "v", "w"}) {
      columns_.push_back({name, std::max(db.time(name) - nothing_, 0.0)});
    }
  }
  double of(std::string_view expression) const {
    double cost = nothing_;
    for (const auto& [name, each] : columns_) {
      if (mentions(expression, name)) cost += each;
    }
    return cost;
  }

 private:
  static bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
  // Whether the name stands there as a word, outside of literals.
  static bool mentions(std::string_view text, std::string_view name) {
    bool quoted = false;
    for (size_t i = 0; i + name.size() <= text.size(); ++i) {
      if (text[i] == '\'') quoted = !quoted;
      if (quoted || text.substr(i, name.size()) != name) continue;
      const size_t end = i + name.size();
      if ((i == 0 || !is_word(text[i - 1])) && (end == text.size() || !is_word(text[end]))) {
        return true;
      }
    }
    return false;
  }

  double nothing_;
  std::vector<std::pair<std::string_view, double>> columns_;
};

void measure(std::string_view wanted) {
  Database db;
  for (const char* sql : setup) db.run(sql);
  const Reading reading(db);
  std::printf("%-18s %10s %10s %8s\n", "function", "ours ns", "DuckDB ns", "ratio");
  for (const Pair& pair : pairs) {
    if (std::string_view(pair.name).find(wanted) == std::string_view::npos) continue;
    constexpr double least = 1e6;  // one nanosecond for each row
    const double ours = std::max(db.time(pair.ours) - reading.of(pair.ours), least);
    const double theirs = std::max(db.time(pair.theirs) - reading.of(pair.theirs), least);
    std::printf("%-18s %10.0f %10.0f %8.2f\n", pair.name, ours / rows, theirs / rows,
                ours / theirs);
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace mockhaus::engine::duckdb

int main(int count, char** words) {
  mockhaus::engine::duckdb::measure(count > 1 ? words[1] : "");
}
