#include "values/embedding.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <type_traits>

#include "values/decimal.h"

namespace mockhaus::values {

namespace {

bool read_element(VariantView value, float& out) {
  switch (value.kind()) {
    case VariantKind::integer:
    case VariantKind::decimal:
      out = static_cast<float>(decimal_to_double(value.integer(), value.scale()));
      return true;
    case VariantKind::real:
      out = static_cast<float>(value.real());
      return true;
    default:
      return false;
  }
}

bool read_element(VariantView value, int32_t& out) {
  if (value.kind() != VariantKind::integer) return false;
  const int128 number = value.integer();
  out = static_cast<int32_t>(number);
  return number == out;
}

}  // namespace

template <class Element>
EmbeddingFault append_embedding(VariantView array, size_t dimension, std::string& out) {
  const VariantParts parts(array);
  if (parts.size() != dimension) return EmbeddingFault::dimension;
  for (size_t i = 0; i < parts.size(); ++i) {
    Element element;
    if (!read_element(parts.value(i), element)) return EmbeddingFault::element;
    append_element(element, out);
  }
  return EmbeddingFault::none;
}

template <class Element>
void write_array(Embedding<Element> vector, VariantBuilder& out) {
  out.begin_array();
  for (size_t i = 0; i < vector.size(); ++i) {
    if constexpr (std::is_same_v<Element, float>) out.add_real(static_cast<double>(vector[i]));
    else out.add_integer(vector[i]);
  }
  out.end_array();
}

template <class Element>
double inner_product(Embedding<Element> a, Embedding<Element> b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  }
  return sum;
}

template <class Element>
double l1_distance(Embedding<Element> a, Embedding<Element> b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    sum += std::fabs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
  }
  return sum;
}

template <class Element>
double l2_distance(Embedding<Element> a, Embedding<Element> b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const double apart = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    sum += apart * apart;
  }
  return std::sqrt(sum);
}

template <class Element>
double cosine_similarity(Embedding<Element> a, Embedding<Element> b) {
  return inner_product(a, b) / std::sqrt(inner_product(a, a) * inner_product(b, b));
}

template <class Element>
void append_normalized(Embedding<Element> vector, std::string& out) {
  const double length = std::sqrt(inner_product(vector, vector));
  for (size_t i = 0; i < vector.size(); ++i) {
    append_element(static_cast<float>(static_cast<double>(vector[i]) / length), out);
  }
}

template <class Element>
void print_embedding(Embedding<Element> vector, std::string& out) {
  constexpr size_t widest = 64;  // -3.4e38 and six digits behind the point
  char text[widest];
  out += '[';
  for (size_t i = 0; i < vector.size(); ++i) {
    if (i > 0) out += ',';
    const int size = std::is_same_v<Element, float>
                         ? std::snprintf(text, widest, "%.6f", static_cast<double>(vector[i]))
                         : std::snprintf(text, widest, "%d", static_cast<int>(vector[i]));
    out.append(text, static_cast<size_t>(size));
  }
  out += ']';
}

template <class Element>
bool parse_embedding(std::string_view text, std::string& out) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  const char* at = text.data() + 1;
  const char* const end = text.data() + text.size() - 1;
  while (at < end) {
    Element element;
    const auto read = std::from_chars(at, end, element);
    if (read.ec != std::errc()) return false;
    append_element(element, out);
    at = read.ptr;
    if (at < end && *at++ != ',') return false;
  }
  return true;
}

#define FOR_ELEMENT(Element)                                                                  \
  template EmbeddingFault append_embedding<Element>(VariantView, size_t, std::string&);       \
  template void write_array(Embedding<Element>, VariantBuilder&);                             \
  template double inner_product(Embedding<Element>, Embedding<Element>);                      \
  template double l1_distance(Embedding<Element>, Embedding<Element>);                        \
  template double l2_distance(Embedding<Element>, Embedding<Element>);                        \
  template double cosine_similarity(Embedding<Element>, Embedding<Element>);                  \
  template void append_normalized(Embedding<Element>, std::string&);                          \
  template void print_embedding(Embedding<Element>, std::string&);                            \
  template bool parse_embedding<Element>(std::string_view, std::string&);
FOR_ELEMENT(float)
FOR_ELEMENT(int32_t)
#undef FOR_ELEMENT

}  // namespace mockhaus::values
