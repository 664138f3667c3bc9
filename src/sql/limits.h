// The sizes that the SQL front end accepts; each with its reason.
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
  // More joins than this in one FROM item are a mistake of a generator.
  int joins = 250;
};

}  // namespace mockhaus::sql
