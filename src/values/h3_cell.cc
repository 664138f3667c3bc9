#include "values/h3_cell.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mockhaus::values::h3 {
namespace {

constexpr int base_cells = 122;
constexpr std::array<int, 12> pentagons = {4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117};

int base_cell(Cell cell) { return static_cast<int>(cell >> 45 & 0x7f); }

int digit_shift(int at) { return (resolution_max - at) * 3; }
int digit(Cell cell, int at) { return static_cast<int>(cell >> digit_shift(at) & 7); }

Cell with_digit(Cell cell, int at, int value) {
  const int shift = digit_shift(at);
  return (cell & ~(Cell{7} << shift)) | Cell(value) << shift;
}
Cell with_resolution(Cell cell, int at) {
  return (cell & ~(Cell{15} << 52)) | static_cast<Cell>(at) << 52;
}

bool has_pentagon_base(Cell cell) {
  return std::ranges::find(pentagons, base_cell(cell)) != pentagons.end();
}

// The first digit that is not 0, up to the cell's resolution; 0: all are.
int leading_digit(Cell cell) {
  for (int at = 1; at <= resolution(cell); ++at) {
    if (digit(cell, at) != 0) return digit(cell, at);
  }
  return 0;
}

// A parent and how many of its children there are, in the place that the library's table has.
struct Slot {
  Cell parent = 0;
  size_t count = 0;
};

// False: some parent has more children than it can have.
bool count_children(const std::vector<Cell>& cells, std::vector<Slot>& slots) {
  slots.assign(cells.size(), {});
  for (const Cell cell : cells) {
    const Cell above = parent(cell, resolution(cell) - 1);
    size_t place = above % slots.size();
    while (slots[place].count > 0 && slots[place].parent != above) {
      place = (place + 1) % slots.size();
    }
    slots[place].parent = above;
    if (++slots[place].count > (is_pentagon(above) ? 6u : 7u)) return false;
  }
  return true;
}

bool is_full(const Slot& slot) {
  return slot.count > 0 && slot.count == (is_pentagon(slot.parent) ? 6u : 7u);
}

}  // namespace

std::optional<Cell> parse(std::string_view hex) {
  Cell cell = 0;
  const auto read = std::from_chars(hex.data(), hex.data() + hex.size(), cell, 16);
  if (read.ec != std::errc() || read.ptr != hex.data() + hex.size()) return std::nullopt;
  return cell;
}

std::string print(Cell cell, Letters letters) {
  char text[16];
  const auto end = std::to_chars(text, text + sizeof text, cell, 16);
  std::string made(text, end.ptr);
  if (letters == Letters::lower) return made;
  for (char& c : made) {
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  }
  return made;
}

int resolution(Cell cell) { return static_cast<int>(cell >> 52 & 15); }

bool is_valid(Cell cell) {
  constexpr Cell head = 0b00001000;  // 0, mode 1, 0
  if (cell >> 56 != head || base_cell(cell) >= base_cells) return false;
  for (int at = 1; at <= resolution_max; ++at) {
    if ((digit(cell, at) == 7) != (at > resolution(cell))) return false;
  }
  return !has_pentagon_base(cell) || leading_digit(cell) != 1;
}

bool is_pentagon(Cell cell) { return has_pentagon_base(cell) && leading_digit(cell) == 0; }

Cell parent(Cell cell, int at) {
  Cell made = with_resolution(cell, at);
  for (int below = at + 1; below <= resolution(cell); ++below) made = with_digit(made, below, 7);
  return made;
}

bool children(Cell cell, int at, size_t most, std::vector<Cell>& into) {
  std::vector<Cell> row = {cell};
  for (int next = resolution(cell) + 1; next <= at; ++next) {
    std::vector<Cell> below;
    for (const Cell each : row) {
      const bool pentagon = is_pentagon(each);
      for (int value = 0; value <= 6; ++value) {
        if (pentagon && value == 1) continue;
        below.push_back(with_digit(with_resolution(each, next), next, value));
      }
      if (into.size() + below.size() > most) return false;
    }
    row = std::move(below);
  }
  into.insert(into.end(), row.begin(), row.end());
  return into.size() <= most;
}

std::optional<std::vector<Cell>> compact(const std::vector<Cell>& cells) {
  std::vector<Cell> made, left = cells;
  std::vector<Slot> slots;
  while (!left.empty()) {
    const int at = resolution(left[0]);
    if (at > 0 && !count_children(left, slots)) return std::nullopt;
    std::vector<Cell> replaced;
    const bool may_replace = at > 0 && left.size() >= 6;
    for (const Slot& slot : slots) {
      if (may_replace && is_full(slot)) replaced.push_back(slot.parent);
    }
    std::vector<Cell> sorted = replaced;
    std::ranges::sort(sorted);
    for (const Cell cell : left) {
      const bool gone = at > 0 && std::ranges::binary_search(sorted, parent(cell, at - 1));
      if (!gone) made.push_back(cell);
    }
    left = std::move(replaced);
  }
  return made;
}

}  // namespace mockhaus::values::h3
