// The sizes that the SQL front end accepts, each with its reason, and how it reads names.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mockhaus::sql {

struct Limits {
  // Snowflake refuses statement texts above 1 MB.
  size_t text_bytes = 1 << 20;
  // How deep the parser may recurse. One level takes up to about 2 kB of stack for an expression
  // and more for a query or a block; statements are handled on stacks of 16 MB.
  int nesting = 400;
  // How high a tree may become by chains that the parser builds without recursion (a + b + c ..,
  // UNION, joins, casts). Later passes recurse over the tree: 16 MB / 3000 leaves 5 kB a level.
  int tree_height = 3000;
  // Snowflake: at most 16,384 expressions in a list (error 001795).
  size_t list_items = 16384;
  // Lambdas within lambdas: the engine takes more than twice as long to plan for each level, and
  // cannot be interrupted there.
  int lambdas = 6;
  // What the resolved tree of one statement may take in memory: views and SQL functions that name
  // each other twice grow by powers of two.
  size_t tree_bytes = size_t{96} << 20;
  // The same for the engine's text: a shared subtree is written wherever it is named.
  size_t engine_text_bytes = size_t{32} << 20;
  // More joins than this in one FROM item are a mistake of a generator.
  int joins = 150;
  // Of inner joins and of tables side by side: the engine looks for their best order without asking
  // whether it is cancelled, 1.5 s for 100, more than a minute for 200.
  int ordered_joins = 100;
  // QUOTED_IDENTIFIERS_IGNORE_CASE: "abc" is stored and looked up as ABC.
  bool fold_quoted_names = false;
};

}  // namespace mockhaus::sql
