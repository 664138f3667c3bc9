#include "sql/resolve/bind_once.h"

#include "sql/errors.h"

namespace mockhaus::sql {

Result<const Bound*> bind_once(Resolver& r, const Bound& value, Span span,
                               const std::function<Result<const Bound*>(const Bound&)>& build) {
  if (!value.is_volatile) return build(value);
  const std::string name = "v" + std::to_string(r.next_relation++);
  BoundCall* parameter = r.arena.make<BoundCall>(
      *make_call(r, r.arena.text(name), value.type, BoundList(), value.span));
  parameter->nullable = value.nullable;
  parameter->carrier = value.carrier;
  const Bound* body = TRY(build(*parameter));
  if (body->has_aggregate || body->has_window || body->has_subquery) {
    return errors::unsupported("a volatile value compared with aggregates or subqueries");
  }
  // The lambda runs once for the only element of its list.
  const std::string engine = "list_extract(list_transform([$1], lambda " + name + ": $2), 1)";
  BoundCall* call = r.arena.make<BoundCall>(
      *make_call(r, r.arena.text(engine), body->type, {&value, body}, span));
  call->nullable = body->nullable;
  call->carrier = body->carrier;
  return call;
}

}  // namespace mockhaus::sql
