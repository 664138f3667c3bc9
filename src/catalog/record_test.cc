#include "catalog/record.h"

#include <doctest/doctest.h>

#include "catalog/access.h"
#include "catalog/table.h"

namespace mockhaus::catalog {
namespace {

template <class T>
std::shared_ptr<const T> round_trip(const T& object) {
  const Result<ObjectPointer> read = from_record(to_record(object));
  REQUIRE(read.ok());
  return std::dynamic_pointer_cast<const T>(*read);
}

TEST_CASE("a table comes back as it was stored") {
  auto memory = std::make_shared<Arena>();
  const std::vector<sql::StructuredField> fields = {{"a \"b\"", sql::types::number(10, 2), false}};
  Table table;
  table.id = 12;
  table.parent = 3;
  table.name = "T\n\"x\"";
  table.durability = Durability::transient;
  table.next_column = 3;
  table.retention_days = 0;
  table.comment = "caf\xC3\xA9";
  table.tags = {{"D.S.TAG", "v"}};
  Column column;
  column.id = 1;
  column.name = "c";
  column.type = {.kind = sql::TypeKind::object, .fields = memory->list(fields),
                 .structured = true};
  column.nullable = false;
  column.identity = Identity{5, -1, true, 99};
  table.columns.push_back(column);
  table.constraints.push_back({.name = "PK", .columns = {1}});

  const auto read = round_trip(table);
  REQUIRE(read != nullptr);
  CHECK(read->id == 12);
  CHECK(read->parent == 3);
  CHECK(read->name == table.name);
  CHECK(read->durability == Durability::transient);
  CHECK(read->retention_days == 0);
  CHECK(read->comment == table.comment);
  CHECK(read->tags == table.tags);
  REQUIRE(read->columns.size() == 1);
  CHECK(read->columns[0].type == column.type);
  CHECK(!read->columns[0].nullable);
  CHECK(read->columns[0].identity->increment == -1);
  CHECK(read->in_primary_key(1));
  CHECK(!read->dropped_ms);
}

TEST_CASE("a user keeps keys and switches") {
  User user;
  user.id = 1;
  user.name = user.login_name = "ANN";
  user.rsa_key.fingerprint = "SHA256:x";
  user.disabled = true;
  user.dropped_ms = 7;
  const auto read = round_trip(user);
  REQUIRE(read != nullptr);
  CHECK(read->rsa_key.fingerprint == "SHA256:x");
  CHECK(read->disabled);
  CHECK(read->dropped_ms == 7);
  CHECK(read->default_secondary_roles == user.default_secondary_roles);
}

TEST_CASE("what is no record is refused") {
  CHECK(!from_record({1, "TABLE", 0, "T", "{"}).ok());
  CHECK(!from_record({1, "FROB", 0, "T", "{}"}).ok());
}

}  // namespace
}  // namespace mockhaus::catalog
