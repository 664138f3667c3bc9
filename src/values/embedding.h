// VECTOR(FLOAT, n) and VECTOR(INT, n): n little-endian 32-bit numbers, one after another.
//
// The bytes say neither how many there are nor of which kind: the type does. Functions of two
// vectors need equal lengths.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "values/variant_builder.h"

namespace mockhaus::values {

constexpr int64_t vector_dimension_max = 4096;
constexpr size_t vector_element_bytes = 4;

// Element: float or int32_t.
template <class Element>
class Embedding {
 public:
  explicit Embedding(std::string_view bytes) : bytes_(bytes) {}
  size_t size() const { return bytes_.size() / vector_element_bytes; }
  Element operator[](size_t i) const {
    Element value;
    std::memcpy(&value, bytes_.data() + i * vector_element_bytes, sizeof value);
    return value;
  }

 private:
  std::string_view bytes_;
};

template <class Element>
void append_element(Element value, std::string& out) {
  static_assert(sizeof value == vector_element_bytes);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// Appends the vector of an array. What is no number, or no INT where INTs are wanted, does not
// fit.
enum class EmbeddingFault : uint8_t { none, dimension, element };
template <class Element>
EmbeddingFault append_embedding(VariantView array, size_t dimension, std::string& out);
template <class Element>
void write_array(Embedding<Element> vector, VariantBuilder& out);

// Sums of products, of absolute differences, of squared differences.
template <class Element>
double inner_product(Embedding<Element> a, Embedding<Element> b);
template <class Element>
double l1_distance(Embedding<Element> a, Embedding<Element> b);
template <class Element>
double l2_distance(Embedding<Element> a, Embedding<Element> b);
template <class Element>
double cosine_similarity(Embedding<Element> a, Embedding<Element> b);
template <class Element>
void append_normalized(Embedding<Element> vector, std::string& out);  // as FLOAT elements

// [1.000000,2.500000] or [1,2]: as clients get it in JSON. Reads the same (without blanks).
template <class Element>
void print_embedding(Embedding<Element> vector, std::string& out);
template <class Element>
bool parse_embedding(std::string_view text, std::string& out);

}  // namespace mockhaus::values
