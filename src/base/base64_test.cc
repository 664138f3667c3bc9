#include <doctest/doctest.h>

#include "base/base64.h"
#include "base/uuid.h"

using namespace mockhaus;

TEST_CASE("base64: both ways") {
  for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar", "\xFF\xFE\xFD"}) {
    CHECK(decode_base64(encode_base64(text)) == text);
    CHECK(decode_base64_url(encode_base64_url(text)) == text);
  }
  CHECK(encode_base64("fo") == "Zm8=");
  CHECK(encode_base64_url("\xFF\xFE") == "__4");
  CHECK(decode_base64("Zm8") == "fo");  // padding may be missing
  for (const char* bad : {"Z", "Zm9v*", "Zm\n8=", "Zm9=", "Zm9", "Zm8=Zm8="}) {
    CAPTURE(bad);
    CHECK_FALSE(decode_base64(bad).has_value());
  }
}

TEST_CASE("uuid: shapes") {
  CHECK(is_uuid(random_uuid()));
  const std::string id = random_statement_id();
  CHECK(is_uuid(id));
  CHECK(id.starts_with("01"));
  CHECK_FALSE(is_uuid("01c79a10-0001-ac43-0000-d07900024bfg"));
  CHECK_FALSE(is_uuid("01c79a10"));
  CHECK(random_token(32).size() == 43);
}
