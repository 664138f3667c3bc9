#include "sql/resolve/inner_columns.h"

#include "sql/resolve/outputs.h"

namespace mockhaus::sql {

const Bound* InnerColumns::moved(const Bound& part) {
  for (const BoundOutput& output : outputs_) {
    if (output.value == &part || (!part.is_volatile && same(*output.value, part))) {
      return column(output);
    }
  }
  const std::string_view name = output_column_name(r_, outputs_.size());
  outputs_.push_back({&part, name, name});
  return column(outputs_.back());
}

std::span<const BoundOutput> InnerColumns::outputs() const { return r_.arena.list(outputs_); }

BoundDerived* InnerColumns::derived(const BoundQuery* inner) const {
  BoundDerived* derived = r_.arena.make<BoundDerived>();
  derived->id = relation_;
  derived->query = inner;
  return derived;
}

const Bound* InnerColumns::column(const BoundOutput& output) {
  const Bound& value = *output.value;
  BoundColumn* column = r_.arena.make<BoundColumn>(*make_column(
      r_, relation_, output.column, value.type, value.nullable, output.name, value.span));
  column->carrier = value.carrier;
  return column;
}

}  // namespace mockhaus::sql
