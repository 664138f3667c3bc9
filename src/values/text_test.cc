#include <doctest/doctest.h>

#include "values/digest.h"
#include "values/binary_text.h"
#include "values/characters.h"
#include "values/text_parts.h"
#include "values/text_similarity.h"

using namespace mockhaus::values;

namespace {

template <class Call>
std::string made(Call&& call) {
  std::string out;
  call(out);
  return out;
}

std::string inserted(std::string_view text, int64_t at, int64_t length, std::string_view added) {
  return made([&](std::string& out) { insert_text(text, at, length, added, out); });
}
std::string capitalized(std::string_view text, std::optional<std::string_view> delimiters) {
  const WordDelimiters set = delimiters ? WordDelimiters(*delimiters) : WordDelimiters();
  return made([&](std::string& out) { set.capitalize(text, out); });
}
std::string padded(std::string_view text, int64_t length, std::string_view pad, Side side) {
  return made([&](std::string& out) { pad_text(text, length, pad, side, out); });
}
std::string tokens(std::string_view text, std::string_view delimiters, int64_t n) {
  return std::string(token(text, delimiters, n).value_or("NULL"));
}

}  // namespace

TEST_CASE("characters") {
  CHECK(count_characters("Wesołych Świąt") == 14);
  CHECK(count_characters("圣诞节快乐") == 5);
  CHECK(is_valid_utf8("日本ü"));
  CHECK_FALSE(is_valid_utf8("\xC0\x80"));
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));
  CHECK_FALSE(is_valid_utf8("abc\xE2\x82"));
  CHECK(to_upper(0xE9) == 0xC9);
}

TEST_CASE("recorded SUBSTR answers") {
  struct Row { int64_t start, length; const char* expected; };
  const Row rows[] = {{-1, 3, "g"}, {-3, 3, "ing"}, {-3, 7, "ing"}, {-5, 3, "tri"},
                      {-7, 3, "yst"}, {0, 3, "mys"}, {0, 7, "mystrin"}, {1, 3, "mys"},
                      {3, 7, "string"}, {7, 3, "ng"}, {9, 3, ""}, {-20, 3, ""}, {1, -1, ""}};
  for (const Row& row : rows) CHECK(substring("mystring", row.start, row.length) == row.expected);
  CHECK(substring("äöüß", 2, 2) == "öü");
  CHECK(substring("äöüß", -1, 2) == "ß");
  CHECK(left_part("äöü", 2) == "äö");
  CHECK(right_part("äöü", 2) == "öü");
  CHECK(right_part("äöü", 9) == "äöü");
  CHECK(left_part("abc", -1) == "");
}

TEST_CASE("recorded SPLIT_PART and STRTOK answers") {
  const char* parts[] = {"", "11", "22", "33", "11", "11", "22", "33", ""};
  for (int i = -4; i <= 4; ++i) CHECK(split_part("11.22.33", ".", i) == parts[i + 4]);
  CHECK(split_part("|a|b|c|", "|", 1) == "");
  CHECK(split_part("aaa--bbb-BBB--ccc", "--", 2) == "bbb-BBB");
  CHECK(split_part("user@snowflake.com", "@", -2) == "user");
  CHECK(split_part("abc", "", 1) == "abc");
  CHECK(split_part("abc", "", 2) == "");
  CHECK(tokens("a.b.c", ".", 1) == "a");
  CHECK(tokens("user@snowflake.com", "@.", 3) == "com");
  CHECK(tokens("user@snowflake.com.", "@.", 4) == "NULL");
  CHECK(tokens("", "", 1) == "NULL");
  CHECK(tokens("a.b", "", 1) == "a.b");
}

TEST_CASE("finding and replacing") {
  CHECK(position_of("an", "banana", 1) == 2);
  CHECK(position_of("an", "banana", 3) == 4);
  CHECK(position_of("x", "banana", 1) == 0);
  CHECK(position_of("ü", "aäü", 1) == 3);
  CHECK(position_of("", "abc", 2) == 2);
  CHECK(position_of_bytes("\xEF", "\xAB\xCD\xEF", 1) == 3);
  CHECK(inserted("abc", 1, 2, "Z") == "Zc");
  CHECK(inserted("abcdef", 3, 2, "zzz") == "abzzzef");
  CHECK(inserted("abc", 2, 1, "") == "ac");
  CHECK(inserted("abc", 4, 0, "Z") == "abcZ");
  CHECK(made([](std::string& out) { reverse_text("aüb", out); }) == "büa");
  CHECK(made([](std::string& out) { translate_text("❄a❄b", "❄a", "*", out); }) == "**b");
  CHECK(made([](std::string& out) { replace_text("banana", "an", "", out); }) == "ba");
  CHECK(made([](std::string& out) { replace_text("abc", "", "x", out); }) == "abc");
  CHECK(padded("abc", 5, "xy", Side::left) == "xyabc");
  CHECK(padded("abc", 2, "xy", Side::left) == "ab");
  CHECK(padded("abc", 6, "ü", Side::right) == "abcüüü");
  CHECK(padded("abc", 6, "", Side::right) == "abc");
  std::string out;
  CHECK_FALSE(pad_text("a", 1'000'000'000'000, "x", Side::left, out));
  CHECK_FALSE(repeat_text("ab", 1'000'000'000'000, out));
}

TEST_CASE("recorded INITCAP answers") {
  CHECK(capitalized("this is the new Frame+work", "") == "This is the new frame+work");
  CHECK(capitalized("iqamqinterestedqinqthisqtopic", "q") == "IqAmqInterestedqInqThisqTopic");
  CHECK(capitalized("lion☂fRog potato⨊cLoUD", "⨊☂") == "Lion☂Frog potato⨊Cloud");
  CHECK(capitalized("apple is僉sweetandballIsROUND", "僉a b") == "aPple Is僉SweetaNdbaLlisround");
  CHECK(capitalized("the quick_bRoWn FOX", std::nullopt) == "The Quick_Brown Fox");
}

TEST_CASE("how texts sound and look") {
  CHECK(soundex("Marsha", Soundex::standard) == soundex("Marcia", Soundex::standard));
  CHECK(soundex("Pfister", Soundex::standard) == "P236");
  CHECK(soundex("LLoyd", Soundex::standard) == "L300");
  CHECK(soundex("Pfister", Soundex::first_letter_counts) == "P123");
  CHECK(soundex("LLoyd", Soundex::first_letter_counts) == "L430");
  CHECK(soundex("", Soundex::standard) == "");
  CHECK(edit_distance("Gute nacht", "Ich weis nicht", 1000) == 8);
  CHECK(edit_distance("Gute nacht", "Ich weis nicht", 3) == 3);
  CHECK(edit_distance("Ich weiß nicht", "Ich wei? nicht", 1000) == 1);
  CHECK(edit_distance("Ich weiß nicht", "Ich weiss nicht", 1000) == 2);
  CHECK(edit_distance("a", "b", -1) == 0);
  CHECK(jaro_winkler_similarity("", "") == 0);
  CHECK(jaro_winkler_similarity("Gute nacht", "Ich weis nicht") == 56);
  CHECK(jaro_winkler_similarity("Ich weiß nicht", "Ich wei? nicht") == 98);
  CHECK(jaro_winkler_similarity("Ich weiß nicht", "Ich weiss nicht") == 97);
  CHECK(jaro_winkler_similarity("Snowflake", "Oracle") == 61);
  CHECK(jaro_winkler_similarity("święta", "swieta") == 77);
  CHECK(jaro_winkler_similarity("hello", "HELLO") == 100);
}

TEST_CASE("binary formats") {
  CHECK(made([](std::string& out) { encode_hex("SNOW", LetterCase::upper, out); }) == "534E4F57");
  CHECK(made([](std::string& out) { decode_hex("534e4F57", out); }) == "SNOW");
  std::string out;
  CHECK_FALSE(decode_hex("HELP", out));
  CHECK_FALSE(decode_hex("abc", out));
  CHECK(made([](std::string& o) { encode_base64("hello", 0, "", o); }) == "aGVsbG8=");
  CHECK(made([](std::string& o) { encode_base64("Snowflake", 4, "", o); }) == "U25v\nd2Zs\nYWtl");
  CHECK(made([](std::string& o) { encode_base64("\xFB\xFF", 0, "-_.", o); }) == "-_8.");
  CHECK(made([](std::string& o) { decode_base64("U25v\nd2Zs\nYWtl", "", o); }) == "Snowflake");
  CHECK(made([](std::string& o) { decode_base64("-_8.", "-_.", o); }) == "\xFB\xFF");
  CHECK_FALSE(decode_base64("a", "", out));
  CHECK_FALSE(decode_base64("aGVs*G8=", "", out));
  CHECK(parse_binary_format(" utf-8 ") == BinaryFormat::utf8);
  CHECK(parse_binary_format("octal") == std::nullopt);
}

TEST_CASE("hashes of values stay as they are") {
  const auto of_text = [](std::string_view text) {
    ValueHash hash;
    hash.add_text(text);
    return hash.result();
  };
  CHECK(of_text("a") == -1626069935212415939);
  CHECK(of_text("12345678") == 4222315975998902955);
  CHECK(of_text("123456789") == 4815817999237343736);
  CHECK(of_text("1234567890123456") == -4815436033723352757);
  CHECK(of_text("12345678901234567") == 991971283836294908);
  ValueHash narrow, wide, zeros;
  narrow.add_decimal(int64_t{125}, 2);
  wide.add_decimal(int128{125}, 2);
  zeros.add_decimal(int64_t{125000}, 5);
  CHECK(narrow.result() == -3191072100558338331);
  CHECK(wide.result() == narrow.result());
  CHECK(zeros.result() == narrow.result());
}
