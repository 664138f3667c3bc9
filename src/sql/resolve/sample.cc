#include <charconv>

#include "sql/errors.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/from_items.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

constexpr double rows_max = 1'000'000;

// A number in digits, at most `most`.
Result<std::string> size_text(Resolver& r, const Expression& size, double most) {
  const auto text = TRY(constant_text(r, size));
  double value = 0;
  if (text) {
    const auto parsed = std::from_chars(text->data(), text->data() + text->size(), value);
    if (parsed.ec == std::errc() && parsed.ptr == text->data() + text->size() && value >= 0) {
      if (value > most) return errors::invalid_sample_size(*text, static_cast<int64_t>(most));
      return *text;
    }
  }
  return errors::unexpected_token(r.text_of(size.span), size.span);
}

template <class Relation>
const BoundRelation* sampled(Resolver& r, const BoundRelation& relation, std::string_view text) {
  Relation* copy = r.arena.make<Relation>(as<Relation>(relation));
  copy->sample = text;
  return copy;
}

Result<std::string> sample_text(Resolver& r, const Sample& sample) {
  const std::string size = TRY(size_text(r, *sample.size, sample.rows ? rows_max : 100));
  if (sample.rows) {
    if (sample.block) return errors::unsupported("SYSTEM or BLOCK sampling of a number of rows");
    if (sample.seed != nullptr) return errors::unsupported("SEED for sampling a number of rows");
    return " TABLESAMPLE reservoir(" + size + " ROWS)";
  }
  std::string text = " TABLESAMPLE ";
  text += (sample.block ? "system(" : "bernoulli(") + size + " PERCENT)";
  if (sample.seed == nullptr) return text;
  const std::string seed = TRY(size_text(r, *sample.seed, 2147483647));
  return text + " REPEATABLE (" + seed + ")";
}

}  // namespace

Result<const BoundRelation*> add_sample(Resolver& r, const BoundRelation& relation,
                                        const Sample& sample) {
  const std::string made = TRY(sample_text(r, sample));
  const std::string_view text = r.arena.text(made);
  r.footprint.volatile_result = true;
  switch (relation.kind) {
    case BoundRelationKind::table: return sampled<BoundTable>(r, relation, text);
    case BoundRelationKind::derived: return sampled<BoundDerived>(r, relation, text);
    case BoundRelationKind::values: return sampled<BoundValues>(r, relation, text);
    case BoundRelationKind::function:
      if (as<BoundTableFunction>(relation).lateral) break;
      return sampled<BoundTableFunction>(r, relation, text);
    case BoundRelationKind::cte: return sampled<BoundCteReference>(r, relation, text);
    case BoundRelationKind::join: break;
  }
  return errors::unsupported("SAMPLE of a join in parentheses or a lateral table function");
}

}  // namespace mockhaus::sql
