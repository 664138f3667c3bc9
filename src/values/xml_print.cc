#include "values/xml_print.h"

#include "values/json_print.h"

namespace mockhaus::values {
namespace {

void escape(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
}

void print_scalar(VariantView value, std::string& out) {
  if (is_number(value.kind())) return print_number(value, out);
  if (value.kind() == VariantKind::boolean) return void(out += value.boolean() ? "true" : "false");
  escape(value.text(), out);
}

void break_line(int indent, int depth, std::string& out) {
  if (indent <= 0) return;
  out += '\n';
  out.append(static_cast<size_t>(indent) * static_cast<size_t>(depth), ' ');
}

bool print_element(VariantView element, int indent, int depth, std::string& out);

bool print_part(VariantView part, int indent, int depth, std::string& out) {
  break_line(indent, depth, out);
  if (part.is_xml()) return print_element(part, indent, depth, out);
  print_scalar(part, out);
  return true;
}

bool print_content(VariantView content, int indent, int depth, std::string& out) {
  if (!content.is_xml() && !content.is_array()) return print_scalar(content, out), true;
  if (content.is_xml()) {
    if (!print_part(content, indent, depth + 1, out)) return false;
  } else {
    const VariantParts parts(content);
    for (size_t i = 0; i < parts.size(); ++i) {
      if (!print_part(parts.value(i), indent, depth + 1, out)) return false;
    }
  }
  break_line(indent, depth, out);
  return true;
}

bool print_element(VariantView element, int indent, int depth, std::string& out) {
  if (depth > variant_depth_max) return false;
  const std::string_view name = element.find("@").value_or(VariantView()).text();
  out += '<';
  out += name;
  const VariantParts members(element);
  for (size_t i = 0; i < members.size(); ++i) {
    const std::string_view key = members.key(i);
    if (key.size() < 2 || key[0] != '@') continue;
    out += ' ';
    out += key.substr(1);
    out += "=\"";
    print_scalar(members.value(i), out);
    out += '"';
  }
  out += '>';
  if (!print_content(element.find("$").value_or(VariantView()), indent, depth, out)) return false;
  out += "</";
  out += name;
  out += '>';
  return true;
}

}  // namespace

bool print_xml(VariantView element, int indent, std::string& out) {
  return print_element(element, indent, 0, out);
}

namespace {

bool is_xml_name(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '-' || name[0] == '.') {
    return false;
  }
  return name.find_first_of(" \t\r\n<>&\"'/=!?@#$%^*()+{}[]|\\,;`~") == std::string_view::npos;
}

bool print_tagged(VariantView value, std::string_view tag, int depth, std::string& out) {
  const bool text = value.kind() == VariantKind::text;
  if (depth > variant_depth_max || !is_xml_name(tag) || value.is_xml()) return false;
  if (!text && !value.is_object() && !value.is_array()) return false;
  out.append("<").append(tag).append(" type=\"");
  out += text ? "VARCHAR" : value.is_object() ? "OBJECT" : "ARRAY";
  out += "\">";
  if (text) escape(value.text(), out);
  const VariantParts parts(value);
  for (size_t i = 0; i < parts.size(); ++i) {
    const std::string_view inner = value.is_object() ? parts.key(i) : "e";
    if (!print_tagged(parts.value(i), inner, depth + 1, out)) return false;
  }
  out.append("</").append(tag).append(">");
  return true;
}

}  // namespace

bool print_as_xml(VariantView value, std::string& out) {
  return print_tagged(value, "SnowflakeData", 0, out);
}

}  // namespace mockhaus::values
