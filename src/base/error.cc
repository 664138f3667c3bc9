#include "base/error.h"

#include <algorithm>

namespace mockhaus {

Position position_of(std::string_view source, Span at) {
  Position result;
  const size_t end = std::min<size_t>(at.begin, source.size());
  for (size_t i = 0; i < end; ++i) {
    if (source[i] == '\n') {
      ++result.line;
      result.position = 0;
    } else if ((static_cast<unsigned char>(source[i]) & 0xC0) != 0x80) {
      ++result.position;  // counts code points: continuation bytes of UTF-8 are not positions
    }
  }
  return result;
}

Error locate(Error error, std::string_view source) {
  const size_t place = error.message.find("{at}");
  if (place == std::string::npos) return error;
  const Position where = position_of(source, error.at.value_or(Span{}));
  error.message.replace(place, 4,
                        "line " + std::to_string(where.line) + " at position " +
                            std::to_string(where.position));
  return error;
}

}  // namespace mockhaus
