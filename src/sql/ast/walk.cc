#include "sql/ast/walk.h"

#include "sql/ast/fields.h"

namespace mockhaus::sql {

namespace {

class Walk {
 public:
  explicit Walk(const ExpressionVisitor& visit) : visit_(visit) {}

  template <class T>
  void operator()(const char*, const T& field) {
    enter(field);
  }

  template <class T>
  void enter(const T* node) {
    if (node != nullptr) enter(*node);
  }
  template <class T>
  void enter(const List<T>& items) {
    for (const auto& item : items) enter(item);
  }
  template <class T>
  void enter(const T& node) {
    if constexpr (std::is_same_v<T, Expression>) {
      if (!visit_(node)) return;
    }
    if constexpr (std::is_same_v<T, TableReference>) each_shared_field(*this, node);
    if constexpr (dispatched<T>) {
      dispatch(node, [&](const auto& inner) {
        std::remove_cvref_t<decltype(inner)>::each_field(*this, inner);
      });
    } else if constexpr (Listed<T>) {
      T::each_field(*this, node);
    }
  }

 private:
  const ExpressionVisitor& visit_;
};

}  // namespace

void walk(const Expression& expression, const ExpressionVisitor& visit) {
  Walk(visit).enter(expression);
}
void walk(const Query& query, const ExpressionVisitor& visit) { Walk(visit).enter(query); }
void walk(const Statement& statement, const ExpressionVisitor& visit) {
  Walk(visit).enter(statement);
}

}  // namespace mockhaus::sql
