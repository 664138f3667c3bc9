// Finds the keyword of a word: a hash table that the compiler fills.
//
// The hash is built up byte by byte while the lexer walks over a word, so that a look-up costs one
// comparison. Collisions go to the next slot; the table is at most a quarter full.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sql/lex/token.h"

namespace mockhaus::sql {

constexpr uint32_t keyword_hash_start = 2166136261u;
constexpr uint32_t keyword_hash_step(uint32_t hash, unsigned char upper_case) {
  return (hash ^ upper_case) * 16777619u;
}

namespace keyword_table {

constexpr std::string_view texts[] = {
    "",
#define KEYWORD(name, text, use) text,
#include "sql/lex/keywords.def"
#undef KEYWORD
};
constexpr size_t slot_count = 1024;
static_assert(std::size(texts) * 4 <= slot_count);

constexpr std::array<uint16_t, slot_count> fill() {
  std::array<uint16_t, slot_count> slots{};
  for (size_t i = 1; i < std::size(texts); ++i) {
    uint32_t hash = keyword_hash_start;
    for (char c : texts[i]) hash = keyword_hash_step(hash, static_cast<unsigned char>(c));
    size_t slot = (hash ^ (hash >> 15)) % slot_count;
    while (slots[slot] != 0) slot = (slot + 1) % slot_count;
    slots[slot] = static_cast<uint16_t>(i);
  }
  return slots;
}
constexpr std::array<uint16_t, slot_count> slots = fill();

}  // namespace keyword_table

}  // namespace mockhaus::sql
