// What follows from the field lists of nodes: comparing, printing as a tree, and walking.
#pragma once

#include <functional>
#include <string>

#include "sql/ast/statement.h"

namespace mockhaus::sql {

// Equal in everything that was written; spans do not count.
bool equal(const Expression& a, const Expression& b);
bool equal(const Query& a, const Query& b);
bool equal(const Statement& a, const Statement& b);

// One line for each node, indented; fields that are empty are left out. For tests and --explain.
std::string print_tree(const Expression& expression);
std::string print_tree(const Statement& statement);

// Calls `visit` for every expression below, parents first. `visit` answers whether to go on into
// the children. Walks into subqueries too, unless the visitor stops at them.
using ExpressionVisitor = std::function<bool(const Expression&)>;
void walk(const Expression& expression, const ExpressionVisitor& visit);
void walk(const Query& query, const ExpressionVisitor& visit);
void walk(const Statement& statement, const ExpressionVisitor& visit);

}  // namespace mockhaus::sql
