#include <algorithm>

#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

namespace {

void inherit(Bound& node, const Bound& child) {
  node.has_aggregate |= child.has_aggregate;
  node.has_window |= child.has_window;
  node.is_volatile |= child.is_volatile;
  node.has_subquery |= child.has_subquery;
}

}  // namespace

const BoundCall* make_call(Resolver& r, std::string_view engine, Type type, BoundList arguments,
                           Span span) {
  BoundCall* call = r.arena.make<BoundCall>();
  call->engine = engine;
  call->type = type;
  call->arguments = arguments;
  call->span = span;
  call->nullable = false;
  for (const Bound* argument : arguments) {
    inherit(*call, *argument);
    call->nullable |= argument->nullable;
  }
  return call;
}

const BoundCall* make_call(Resolver& r, std::string_view engine, Type type,
                           std::initializer_list<const Bound*> arguments, Span span) {
  const std::span<const Bound* const> from(arguments.begin(), arguments.size());
  return make_call(r, engine, type, r.arena.list(from), span);
}

const Bound* make_next_value(Resolver& r, std::string_view physical_name, Type type, Span span) {
  const std::string engine = "nextval('" + std::string(physical_name) + "')";
  BoundCall* call =
      r.arena.make<BoundCall>(*make_call(r, r.arena.text(engine), type, BoundList{}, span));
  call->carrier = Carrier::integer;
  call->is_volatile = true;
  return call;
}

const BoundConstant* make_constant(Resolver& r, Type type, std::string_view text, Span span) {
  BoundConstant* constant = r.arena.make<BoundConstant>();
  constant->type = type;
  constant->text = text;
  constant->nullable = false;
  constant->span = span;
  return constant;
}

const BoundConstant* make_null(Resolver& r, Type type, Span span) {
  BoundConstant* constant = r.arena.make<BoundConstant>();
  constant->type = type;
  constant->is_null = true;
  constant->span = span;
  return constant;
}

const BoundColumn* make_column(Resolver& r, uint32_t relation, std::string_view column, Type type,
                               bool nullable, std::string_view name, Span span) {
  BoundColumn* node = r.arena.make<BoundColumn>();
  node->relation = relation;
  node->column = column;
  node->type = type;
  node->nullable = nullable;
  node->name = name;
  node->span = span;
  return node;
}

}  // namespace mockhaus::sql
