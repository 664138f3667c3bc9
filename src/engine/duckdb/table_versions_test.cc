#include "engine/duckdb/table_versions.h"

#undef CHECK  // base/check.h has a word of the same name
#include <doctest/doctest.h>

using namespace mockhaus::engine::duckdb;

static TableNames names_of(std::string_view sql) {
  TableNames names;
  names.add_names_of(sql);
  return names;
}

static void commit(TableVersions& versions, const TableNames& changed) {
  versions.begin_commit(changed);
  versions.end_commit(changed);
}

TEST_CASE("table versions: names in the engine's SQL") {
  const TableNames names = names_of(
      "INSERT INTO \"data\".\"t12\" SELECT * FROM temp.main.\"t3\", mockhaus.records r");
  CHECK(names.names == decltype(names.names){"\"data\".\"t12", "mockhaus.records",
                                             "temp.main.\"t3"});
  CHECK_FALSE(names.everything);
  CHECK(names_of("CREATE TABLE x (a INT)").everything);
  CHECK(names_of("SELECT '\"data\".\"'").everything);
  TableNames target;
  target.add_changed_by("INSERT INTO \"data\".\"t1\" SELECT * FROM \"data\".\"t2\"");
  target.add_changed_by("DELETE FROM mockhaus.records WHERE id = 1");
  CHECK(target.names == decltype(target.names){"\"data\".\"t1", "mockhaus.records"});
  target.add_changed_by("WITH x AS (SELECT 1 FROM \"data\".\"t4\") UPDATE \"data\".\"t5\"");
  CHECK(target.names.size() == 4);
  CHECK_FALSE(target.everything);
  TableNames both = names_of("DELETE FROM \"data\".\"t1\"");
  both.add_names_of("DROP TABLE y");
  CHECK(both.everything);
}

TEST_CASE("table versions: a table's number changes with its own commits") {
  TableVersions versions;
  const TableNames one = names_of("\"data\".\"t1\""), two = names_of("\"data\".\"t2\"");
  const TableNames both = names_of("\"data\".\"t1\" \"data\".\"t2\"");
  const auto first = versions.version_of(one);
  CHECK(first.has_value());
  commit(versions, two);
  CHECK(versions.version_of(one) == first);
  CHECK(versions.version_of(both) != first);
  commit(versions, one);
  const auto second = versions.version_of(one);
  CHECK(second != first);
  commit(versions, names_of("VACUUM"));
  CHECK(versions.version_of(one) != second);
  CHECK_FALSE(versions.version_of(names_of("SELECT 1")).has_value());
}

TEST_CASE("table versions: nothing is known of a table while a commit changes it") {
  TableVersions versions;
  const TableNames one = names_of("\"data\".\"t1\""), two = names_of("\"data\".\"t2\"");
  versions.begin_commit(one);
  versions.begin_commit(one);
  CHECK_FALSE(versions.version_of(one).has_value());
  CHECK(versions.version_of(two).has_value());
  versions.end_commit(one);
  CHECK_FALSE(versions.version_of(one).has_value());
  versions.end_commit(one);
  CHECK(versions.version_of(one).has_value());
  const TableNames all = names_of("?");
  versions.begin_commit(all);
  CHECK_FALSE(versions.version_of(two).has_value());
  versions.end_commit(all);
  CHECK(versions.version_of(two).has_value());
}

TEST_CASE("table versions: too many are forgotten as changed") {
  TableVersions versions;
  const TableNames one = names_of("\"data\".\"t1\"");
  const auto before = versions.version_of(one);
  for (int i = 0; i < 1000; ++i) {
    TableNames many;
    for (int j = 0; j < 101; ++j) many.names.insert("n" + std::to_string(i * 101 + j));
    commit(versions, many);
  }
  CHECK(versions.version_of(one).has_value());
  CHECK(versions.version_of(one) != before);
}

TEST_CASE("table versions: the time of a table's last change grows with its own commits") {
  TableVersions versions;
  const TableNames one = names_of("\"data\".\"t1\""), two = names_of("\"data\".\"t2\"");
  const int64_t start = versions.changed_ns(one);
  commit(versions, two);
  CHECK(versions.changed_ns(one) == start);
  commit(versions, one);
  const int64_t first = versions.changed_ns(one);
  commit(versions, one);
  CHECK(first > start);
  CHECK(versions.changed_ns(one) > first);
  commit(versions, names_of("VACUUM"));
  CHECK(versions.changed_ns(two) > versions.changed_ns(one) - 1);
}
