#include "app/indent_json.h"

namespace mockhaus::app {

std::string indent_json(std::string_view compact) {
  std::string out;
  size_t level = 0;
  bool in_string = false;
  const auto new_line = [&] { out += "\n" + std::string(level * 2, ' '); };
  for (size_t i = 0; i < compact.size(); ++i) {
    const char c = compact[i];
    if (in_string) {
      out += c;
      if (c == '\\') out += compact[++i];
      if (c == '"') in_string = false;
      continue;
    }
    const char next = i + 1 < compact.size() ? compact[i + 1] : ' ';
    const bool is_empty = next == '}' || next == ']';
    if (c == '"') in_string = true;
    if ((c == '}' || c == ']') && level > 0 && out.back() != '{' && out.back() != '[') {
      --level;
      new_line();
    }
    out += c;
    if (c == ':') out += ' ';
    if ((c == '{' || c == '[') && !is_empty) {
      ++level;
      new_line();
    }
    if (c == ',') new_line();
  }
  return out + "\n";
}

}  // namespace mockhaus::app
