#include <charconv>

#include "sql/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

Result<std::string> size_text(Resolver& r, const Expression& size) {
  const auto text = TRY(constant_text(r, size));
  double value = 0;
  if (text) {
    const auto parsed = std::from_chars(text->data(), text->data() + text->size(), value);
    if (parsed.ec == std::errc() && parsed.ptr == text->data() + text->size() && value >= 0) {
      return *text;
    }
  }
  return errors::unexpected_token(r.text_of(size.span), size.span);
}

}  // namespace

Result<const BoundRelation*> add_sample(Resolver& r, const BoundRelation& relation,
                                        const Sample& sample) {
  const std::string size = TRY(size_text(r, *sample.size));
  std::string text = " TABLESAMPLE ";
  if (sample.rows) text += "reservoir(" + size + " ROWS)";
  else text += (sample.block ? "system(" : "bernoulli(") + size + " PERCENT)";
  if (sample.seed != nullptr) {
    const std::string seed = TRY(size_text(r, *sample.seed));
    text += " REPEATABLE (" + seed + ")";
  }
  r.footprint.volatile_result = true;
  if (relation.kind == BoundRelationKind::table) {
    BoundTable* copy = r.arena.make<BoundTable>(as<BoundTable>(relation));
    copy->sample = r.arena.text(text);
    return copy;
  }
  if (relation.kind == BoundRelationKind::derived) {
    BoundDerived* copy = r.arena.make<BoundDerived>(as<BoundDerived>(relation));
    copy->sample = r.arena.text(text);
    return copy;
  }
  return errors::unsupported("SAMPLE of this FROM item");
}

}  // namespace mockhaus::sql
