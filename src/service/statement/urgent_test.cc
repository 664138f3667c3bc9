#include "service/statement/urgent.h"

#include <doctest/doctest.h>

using namespace mockhaus::service;

TEST_CASE("only a plain call of SYSTEM$CANCEL_... is urgent") {
  CHECK(is_urgent("select system$cancel_all_queries(1838704473834496)"));
  CHECK(is_urgent(" SELECT\nSYSTEM$CANCEL_QUERY ( '01c79a10-0001-ac43-0000-d07900024bf6' ) ; "));
  CHECK(is_urgent("alter warehouse load abort all queries"));
  CHECK(is_urgent("ALTER USER \"me\"\nABORT  ALL QUERIES;"));
  for (const char* text : {"alter warehouse load suspend", "alter warehouse abort all queries",
                           "alter warehouse a abort all queries; select 1", "alter", "alter user",
                           "", "select", "select 1", "selectsystem$cancel_query('a')",
                           "select system$cancel_query('a') from t",
                           "select system$cancel_query('a'), count(*) from t",
                           "select system$cancel_query(f(1))", "select system$cancel_query('a'",
                           "select system$cancel_query('a'); select 1",
                           "select system$cancel_all_queries_of()"}) {
    CHECK_FALSE(is_urgent(text));
  }
}
