// Measures native functions against the nearest thing that DuckDB has itself, over one million
// rows, on one thread.
//
// Prints one line for each: its name, nanoseconds for each row of both (without what reading the
// rows costs), and the ratio.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

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
};

struct Pair {
  const char* name;
  const char* ours;
  const char* theirs;
};
constexpr Pair pairs[] = {
    {"substr", "mh_substr(s, 5, 5)", "substr(s, 5, 5)"},
    {"left", "mh_left(s, 9)", "left(s, 9)"},
    {"trim", "mh_trim(s)", "trim(s)"},
    {"lpad", "mh_lpad(s, 40, '*')", "lpad(s, 40, '*')"},
    {"replace", "mh_replace(s, 'quick', 'slow')", "replace(s, 'quick', 'slow')"},
    {"reverse", "mh_reverse(s)", "reverse(s)"},
    {"position", "mh_position('fox', s)", "position('fox' IN s)"},
    {"split_part", "mh_split_part(s, ' ', 3)", "split_part(s, ' ', 3)"},
    {"initcap", "mh_initcap(s)", "upper(s)"},
    {"regexp_like", "mh_regexp_like(s, '.*fox.*9')", "regexp_full_match(s, '.*fox.*9')"},
    {"regexp_replace", "mh_regexp_replace(s, '[aeiou]', '-')",
     "regexp_replace(s, '[aeiou]', '-', 'g')"},
    {"regexp_substr", "mh_regexp_substr(s, 'f[a-z]+')", "regexp_extract(s, 'f[a-z]+')"},
    {"float_to_text", "mh_float_to_text(f)", "CAST(f AS VARCHAR)"},
    {"to_double", "mh_to_double(CAST(i AS VARCHAR))", "CAST(CAST(i AS VARCHAR) AS DOUBLE)"},
    {"to_decimal", "mh_to_decimal_2(CAST(d AS VARCHAR), 18)",
     "CAST(CAST(d AS VARCHAR) AS DECIMAL(18,2))"},
    {"date_to_text", "mh_date_to_text(day, 'YYYY-MM-DD')", "strftime(day, '%Y-%m-%d')"},
    {"text_to_date", "mh_text_to_date(CAST(day AS VARCHAR), 'AUTO', 1970)",
     "CAST(CAST(day AS VARCHAR) AS DATE)"},
    {"ntz_to_text", "mh_ntz_to_text(n, 'YYYY-MM-DD HH24:MI:SS', 9)",
     "strftime(ts, '%Y-%m-%d %H:%M:%S')"},
    {"hash", "mh_hash(s)", "hash(s)"},
    {"parse_json", "mh_parse_json(j)", "json(j)"},
    {"path_first", "mh_get_path(v, 'id')", "json_extract(w, '$.id')"},
    {"path_last", "mh_get_path(v, 'none')", "json_extract(w, '$.none')"},
    {"path_deep", "mh_get_path(v, 'inner.x')", "json_extract(w, '$.inner.x')"},
    {"path_to_text", "mh_variant_to_varchar(mh_get_path(v, 'name'))",
     "json_extract_string(w, '$.name')"},
    {"array_size", "mh_array_size(mh_get_path(v, 'tags'))", "json_array_length(w, '$.tags')"},
    {"object_keys", "mh_object_keys(v)", "json_keys(w)"},
    {"to_json", "mh_to_json(v)", "CAST(json(w) AS VARCHAR)"},
};

void measure() {
  Database db;
  for (const char* sql : setup) db.run(sql);
  const double scan_text = db.time("s"), scan_json = db.time("j");
  std::printf("%-16s %10s %10s %8s\n", "function", "ours ns", "DuckDB ns", "ratio");
  for (const Pair& pair : pairs) {
    const double base = std::string(pair.ours).find("(j") != std::string::npos ? scan_json
                                                                               : scan_text;
    constexpr double least = 1e6;  // one nanosecond for each row
    const double ours = std::max(db.time(pair.ours) - base, least);
    const double theirs = std::max(db.time(pair.theirs) - base, least);
    std::printf("%-16s %10.0f %10.0f %8.2f\n", pair.name, ours / rows, theirs / rows,
                ours / theirs);
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace mockhaus::engine::duckdb

int main() { mockhaus::engine::duckdb::measure(); }
