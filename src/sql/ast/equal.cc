#include "sql/ast/fields.h"
#include "sql/ast/walk.h"

namespace mockhaus::sql {

namespace {

class Comparison {
 public:
  template <class T>
  void operator()(const char*, const T& a, const T& b) {
    equal_ = equal_ && same(a, b);
  }
  bool result() const { return equal_; }

 private:
  template <class T>
  static bool same(const T* a, const T* b) {
    if (a == nullptr || b == nullptr) return a == b;
    return same(*a, *b);
  }
  template <class T>
  static bool same(const List<T>& a, const List<T>& b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
      if (!same(a[i], b[i])) return false;
    }
    return true;
  }
  template <class T>
  static bool same(const T& a, const T& b) {
    if constexpr (dispatched<T>) {
      if (a.kind != b.kind) return false;
      Comparison inner;
      if constexpr (std::is_same_v<T, TableReference>) each_shared_field(inner, a, b);
      dispatch(a, [&](const auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        Node::each_field(inner, node, static_cast<const Node&>(b));
      });
      return inner.equal_;
    } else if constexpr (Listed<T>) {
      Comparison inner;
      T::each_field(inner, a, b);
      return inner.equal_;
    } else {
      return a == b;
    }
  }

  bool equal_ = true;
};

template <class T>
bool compare(const T& a, const T& b) {
  const T* first = &a;
  const T* second = &b;
  Comparison comparison;
  comparison("", first, second);
  return comparison.result();
}

}  // namespace

bool equal(const Expression& a, const Expression& b) { return compare(a, b); }
bool equal(const Query& a, const Query& b) { return compare(a, b); }
bool equal(const Statement& a, const Statement& b) { return compare(a, b); }

}  // namespace mockhaus::sql
