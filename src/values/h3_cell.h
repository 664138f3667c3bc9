// Cells of the H3 grid, as far as the bits of their ids tell: parents, children, compact sets.
//
//   bits 63..59  0, mode (1: a cell), of which the upper bit is 0
//        58..56  0
//        55..52  resolution: 0 (coarsest) to 15
//        51..45  base cell: 0 to 121
//        44..0   fifteen digits of three bits, of resolution 1 first: the child of its parent,
//                0 (the middle) to 6; 7 beyond the resolution
//
// Twelve base cells are pentagons: below them the first digit that is not 0 is never 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mockhaus::values::h3 {

using Cell = uint64_t;
constexpr int resolution_max = 15;

std::optional<Cell> parse(std::string_view hex);  // any number of up to 16 digits
enum class Letters : uint8_t { upper, lower };
std::string print(Cell cell, Letters letters);

bool is_valid(Cell cell);
bool is_pentagon(Cell cell);  // of a valid cell
int resolution(Cell cell);

// Of a valid cell; `at` is at most, or at least, its own resolution.
Cell parent(Cell cell, int at);
// False: more than `most`. In the order of their ids.
bool children(Cell cell, int at, size_t most, std::vector<Cell>& into);

// The fewest cells that cover the same as these valid ones of one resolution; nothing where one
// comes twice. In the order of the H3 library: what cannot be replaced comes first.
std::optional<std::vector<Cell>> compact(const std::vector<Cell>& cells);

}  // namespace mockhaus::values::h3
