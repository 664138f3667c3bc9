#include "sql/ast/fields.h"
#include "sql/ast/walk.h"

namespace mockhaus::sql {

namespace {

std::string_view name_of(const Expression& node) {
  constexpr std::string_view names[] = {
#define EXPRESSION(kind, type) #type,
#include "sql/ast/expressions.def"
#undef EXPRESSION
  };
  return names[static_cast<size_t>(node.kind)];
}
std::string_view name_of(const Statement& node) {
  constexpr std::string_view names[] = {
#define STATEMENT(kind, type) #type,
#include "sql/ast/statements.def"
#undef STATEMENT
  };
  return names[static_cast<size_t>(node.kind)];
}
std::string_view name_of(const QueryBody& node) {
  constexpr std::string_view names[] = {"Select", "SetOperation", "ValuesBody", "NestedQuery"};
  return names[static_cast<size_t>(node.kind)];
}
std::string_view name_of(const TableReference& node) {
  constexpr std::string_view names[] = {
      "NamedTable", "DerivedTable", "TableFunction", "ValuesTable",    "Join",
      "StageTable", "Pivot",        "Unpivot",       "MatchRecognize", "PipeResult"};
  return names[static_cast<size_t>(node.kind)];
}

// Prints "name: value" lines; a field that holds what its struct starts with is left out.
class Tree {
 public:
  template <class T>
  void operator()(const char* name, const T& field) {
    if (is_empty(field)) return;
    line(name);
    value(field);
  }

  template <class T>
  void value(const T* node) {
    value(*node);
  }
  template <class T>
  void value(const List<T>& items) {
    ++depth_;
    for (const auto& item : items) {
      line("-");
      value(item);
    }
    --depth_;
  }
  template <class T>
  void value(const T& node) {
    if constexpr (dispatched<T>) {
      text_.append(" ").append(name_of(node));
      ++depth_;
      dispatch(node, [&](const auto& inner) {
        std::remove_cvref_t<decltype(inner)>::each_field(*this, inner);
      });
      if constexpr (std::is_same_v<T, TableReference>) each_shared_field(*this, node);
      --depth_;
    } else if constexpr (Listed<T>) {
      ++depth_;
      T::each_field(*this, node);
      --depth_;
    } else {
      text_ += ' ';
      scalar(node);
    }
  }

  std::string take() { return std::move(text_); }

 private:
  void line(const char* name) {
    if (!text_.empty()) text_ += '\n';
    text_.append(2 * depth_, ' ').append(name);
    if (name[0] != '-') text_ += ':';
  }
  void scalar(std::string_view text) { text_.append("'").append(text).append("'"); }
  void scalar(bool value) { text_ += value ? "yes" : "no"; }
  void scalar(int64_t value) { text_ += std::to_string(value); }
  void scalar(const Identifier& name) {
    const char* quote = name.quoted ? "\"" : "";
    text_.append(quote).append(name.text).append(quote);
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void scalar(Enum value) {
    text_ += '#';
    text_ += std::to_string(static_cast<int>(value));
  }

  template <class T>
  static bool is_empty(const T* node) {
    return node == nullptr;
  }
  template <class T>
  static bool is_empty(const List<T>& items) {
    return items.empty();
  }
  template <class T>
  static bool is_empty(const T& value) {
    if constexpr (Listed<T>) {
      EmptyCheck check;
      T::each_field(check, value);
      return check.empty;
    } else {
      return value == T{};
    }
  }
  struct EmptyCheck {
    bool empty = true;
    template <class T>
    void operator()(const char*, const T& field) {
      empty = empty && is_empty(field);
    }
  };

  std::string text_;
  size_t depth_ = 0;
};

}  // namespace

std::string print_tree(const Expression& expression) {
  Tree tree;
  tree.value(expression);
  return tree.take().substr(1);
}
std::string print_tree(const Statement& statement) {
  Tree tree;
  tree.value(statement);
  return tree.take().substr(1);
}

}  // namespace mockhaus::sql
