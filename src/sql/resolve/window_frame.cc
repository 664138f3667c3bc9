#include "sql/resolve/window_frame.h"

#include <algorithm>

#include "sql/errors.h"
#include "sql/resolve/canonical_text.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/interval.h"
#include "sql/resolve/variable.h"

namespace mockhaus::sql {

namespace {

// What a function does with a frame. Functions without a row: `any`.
enum class FrameRule : uint8_t {
  any,        // every frame; after ORDER BY the rows up to the current one
  partition,  // every frame; the default is the whole partition
  whole,      // only the whole partition, written in ROWS or not at all
  moments,    // as `whole`, also written in RANGE
  ignored,    // a frame changes nothing
  range,      // none but RANGE up to the current row, which changes nothing
  none,       // no frame at all
  events,     // no frame at all; the default is the rows up to the current one
};
struct WindowRule {
  std::string_view name;
  FrameRule frames;
  bool needs_order = false;
};
constexpr WindowRule rules[] = {
    {"ANY_VALUE", FrameRule::whole},
    {"APPROXIMATE_COUNT_DISTINCT", FrameRule::whole},
    {"APPROXIMATE_JACCARD_INDEX", FrameRule::whole},
    {"APPROXIMATE_SIMILARITY", FrameRule::whole},
    {"APPROX_COUNT_DISTINCT", FrameRule::whole},
    {"APPROX_PERCENTILE", FrameRule::whole},
    {"APPROX_PERCENTILE_ACCUMULATE", FrameRule::whole},
    {"APPROX_PERCENTILE_COMBINE", FrameRule::whole},
    {"APPROX_TOP_K", FrameRule::whole},
    {"APPROX_TOP_K_ACCUMULATE", FrameRule::whole},
    {"APPROX_TOP_K_COMBINE", FrameRule::whole},
    {"ARRAY_UNION_AGG", FrameRule::whole},
    {"ARRAY_UNIQUE_AGG", FrameRule::whole},
    {"BITANDAGG", FrameRule::whole},
    {"BITAND_AGG", FrameRule::whole},
    {"BITMAP_CONSTRUCT_AGG", FrameRule::whole},
    {"BITMAP_OR_AGG", FrameRule::whole},
    {"BITORAGG", FrameRule::whole},
    {"BITOR_AGG", FrameRule::whole},
    {"BITXORAGG", FrameRule::whole},
    {"BITXOR_AGG", FrameRule::whole},
    {"BIT_ANDAGG", FrameRule::whole},
    {"BIT_AND_AGG", FrameRule::whole},
    {"BIT_ORAGG", FrameRule::whole},
    {"BIT_OR_AGG", FrameRule::whole},
    {"BIT_XORAGG", FrameRule::whole},
    {"BIT_XOR_AGG", FrameRule::whole},
    {"BOOLAND_AGG", FrameRule::whole},
    {"BOOLOR_AGG", FrameRule::whole},
    {"BOOLXOR_AGG", FrameRule::whole},
    {"CONDITIONAL_CHANGE_EVENT", FrameRule::events, true},
    {"CONDITIONAL_TRUE_EVENT", FrameRule::events, true},
    {"CORR", FrameRule::whole},
    {"COVAR_POP", FrameRule::whole},
    {"COVAR_SAMP", FrameRule::whole},
    {"CUME_DIST", FrameRule::range, true},
    {"DENSE_RANK", FrameRule::ignored, true},
    {"FIRST_VALUE", FrameRule::partition, true},
    {"HASH_AGG", FrameRule::whole},
    {"HLL", FrameRule::whole},
    {"HLL_ACCUMULATE", FrameRule::whole},
    {"HLL_COMBINE", FrameRule::whole},
    {"INTERPOLATE_BFILL", FrameRule::none, true},
    {"INTERPOLATE_FFILL", FrameRule::none, true},
    {"INTERPOLATE_LINEAR", FrameRule::none, true},
    {"KURTOSIS", FrameRule::moments},
    {"LAG", FrameRule::none, true},
    {"LAST_VALUE", FrameRule::partition, true},
    {"LEAD", FrameRule::none, true},
    {"LISTAGG", FrameRule::whole},
    {"MAX_BY", FrameRule::whole},
    {"MEDIAN", FrameRule::whole},
    {"MINHASH", FrameRule::whole},
    {"MINHASH_COMBINE", FrameRule::whole},
    {"MIN_BY", FrameRule::whole},
    {"MODE", FrameRule::whole},
    {"NTH_VALUE", FrameRule::partition, true},
    {"NTILE", FrameRule::none, true},
    {"OBJECTAGG", FrameRule::whole},
    {"OBJECT_AGG", FrameRule::whole},
    {"PERCENTILE_CONT", FrameRule::whole},
    {"PERCENTILE_DISC", FrameRule::whole},
    {"PERCENT_RANK", FrameRule::range, true},
    {"RANK", FrameRule::ignored, true},
    {"RATIO_TO_REPORT", FrameRule::whole},
    {"REGR_AVGX", FrameRule::whole},
    {"REGR_AVGY", FrameRule::whole},
    {"REGR_COUNT", FrameRule::whole},
    {"REGR_INTERCEPT", FrameRule::whole},
    {"REGR_R2", FrameRule::whole},
    {"REGR_SLOPE", FrameRule::whole},
    {"REGR_SXX", FrameRule::whole},
    {"REGR_SXY", FrameRule::whole},
    {"REGR_SYY", FrameRule::whole},
    {"ROW_NUMBER", FrameRule::ignored, true},
    {"SKEW", FrameRule::moments},
};
static_assert(std::is_sorted(std::begin(rules), std::end(rules),
                             [](const WindowRule& a, const WindowRule& b) {
                               return a.name < b.name;
                             }));

WindowRule rule_of(std::string_view name) {
  const auto found = std::lower_bound(
      std::begin(rules), std::end(rules), name,
      [](const WindowRule& rule, std::string_view wanted) { return rule.name < wanted; });
  if (found == std::end(rules) || found->name != name) return {name, FrameRule::any};
  return *found;
}

constexpr std::string_view from_start = "UNBOUNDED PRECEDING";
constexpr std::string_view to_end = "UNBOUNDED FOLLOWING";
constexpr std::string_view here = "CURRENT ROW";
constexpr BoundFrame running{BoundFrameUnit::range, from_start, here};
constexpr BoundFrame whole_partition{BoundFrameUnit::rows, from_start, to_end};

bool is_whole(const WindowSpecification& over) {
  return over.start.kind == FrameBoundKind::unbounded_preceding &&
         over.end.kind == FrameBoundKind::unbounded_following;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

// How far a bound lies from the current row: rows, or a distance between values of ORDER BY.
Result<std::string> offset_text(Resolver& r, const WindowSpecification& over,
                                const Expression& offset, std::span<const BoundOrder> order) {
  const bool rows = over.unit == FrameUnit::rows;
  if (!rows && order.size() != 1) return errors::unsupported("RANGE over several ORDER BY items");
  if (offset.kind == ExpressionKind::interval_literal) {
    if (rows) return errors::unsupported("ROWS with an INTERVAL");
    return interval_distance(as<IntervalLiteral>(offset), order[0].value->type);
  }
  const auto text = TRY(constant_text(r, offset));
  if (!text || !is_digits(*text)) {
    return errors::unsupported("window frame offset that is no constant");
  }
  if (!rows && !order[0].value->type.is_numeric()) {
    return errors::unsupported("RANGE with a number over " + describe(order[0].value->type));
  }
  return *text;
}

Result<std::string_view> bound_text(Resolver& r, const WindowSpecification& over,
                                    const FrameBound& bound, std::span<const BoundOrder> order) {
  switch (bound.kind) {
    case FrameBoundKind::unbounded_preceding: return from_start;
    case FrameBoundKind::current_row: return here;
    case FrameBoundKind::unbounded_following: return to_end;
    case FrameBoundKind::preceding:
    case FrameBoundKind::following: break;
  }
  const std::string text = TRY(offset_text(r, over, *bound.offset, order));
  const bool preceding = bound.kind == FrameBoundKind::preceding;
  return r.arena.text(text + (preceding ? " PRECEDING" : " FOLLOWING"));
}

Result<BoundFrame> written_frame(Resolver& r, const WindowSpecification& over,
                                 std::span<const BoundOrder> order) {
  BoundFrame frame;
  frame.unit = over.unit == FrameUnit::rows ? BoundFrameUnit::rows : BoundFrameUnit::range;
  frame.start = TRY(bound_text(r, over, over.start, order));
  frame.end = TRY(bound_text(r, over, over.end, order));
  return frame;
}

// Where the word OVER, or a written frame, begins in the text.
Span over_place(const Resolver& r, const WindowSpecification& over) {
  uint32_t at = over.span.begin;
  while (at > 0 && r.source[at - 1] <= ' ') --at;
  return at < 4 ? over.span : Span{at - 4, over.span.end};
}
Span frame_place(const Resolver& r, const WindowSpecification& over) {
  if (over.unit == FrameUnit::none || over.order_by.empty()) return over_place(r, over);
  uint32_t at = over.order_by.back().span.end;
  while (at < r.source.size() && r.source[at] <= ' ') ++at;
  return {at, over.span.end};
}

Error moving_frame(const Resolver& r, const WindowSpecification& over,
                   std::string_view function) {
  const bool one_edge = over.unit == FrameUnit::none ||
                        over.start.kind == FrameBoundKind::unbounded_preceding ||
                        over.end.kind == FrameBoundKind::unbounded_following;
  return errors::frame_unsupported(one_edge ? "Cumulative" : "Sliding", function,
                                   frame_place(r, over));
}

// MEDIAN(T.N) OVER (ORDER BY T.N ASC NULLS LAST)
std::string window_text(Resolver& r, Scope& scope, const FunctionCall& call,
                        std::span<const BoundOrder> order) {
  std::string text = canonical_text(r, scope, call) + " OVER (";
  const auto& over = *call.over;
  for (size_t i = 0; i < over.partition_by.size(); ++i) {
    text += (i == 0 ? "PARTITION BY " : ", ") + canonical_text(r, scope, *over.partition_by[i]);
  }
  if (!over.partition_by.empty()) text += ' ';
  for (size_t i = 0; i < order.size(); ++i) {
    text += (i == 0 ? "ORDER BY " : ", ") + canonical_text(r, scope, *over.order_by[i].value);
    text += order[i].descending ? " DESC" : " ASC";
    text += order[i].nulls_first ? " NULLS FIRST" : " NULLS LAST";
  }
  return text + ")";
}

// The frame of a function that sees whole partitions only.
Result<BoundFrame> partition_frame(Resolver& r, Scope& scope, const FunctionCall& call,
                                   const WindowRule& rule, std::span<const BoundOrder> order) {
  const WindowSpecification& over = *call.over;
  if (order.empty()) return BoundFrame{};
  if (over.unit == FrameUnit::none || !is_whole(over)) return moving_frame(r, over, rule.name);
  if (over.unit == FrameUnit::range && rule.frames == FrameRule::whole) {
    return errors::window_order_unsupported(window_text(r, scope, call, order));
  }
  return whole_partition;
}

// DISTINCT and WITHIN GROUP do not go with an order of the window, unless it changes nothing.
Result<Done> check_inner(Resolver& r, const FunctionCall& call, std::string_view function) {
  const WindowSpecification& over = *call.over;
  if (over.order_by.empty() || (over.unit == FrameUnit::rows && is_whole(over))) return Done{};
  if (call.distinct && function != "COUNT") {
    return errors::distinct_in_frame(over_place(r, over));
  }
  if (!call.within_group.empty()) return errors::within_group_in_frame(over_place(r, over));
  return Done{};
}

std::string_view mirrored_bound(Resolver& r, std::string_view bound) {
  constexpr std::string_view before = " PRECEDING", after = " FOLLOWING";
  if (bound == here) return bound;
  std::string distance(bound.substr(0, bound.size() - before.size()));
  return r.arena.text(distance.append(bound.ends_with(before) ? after : before));
}

}  // namespace

// A written OVER begins behind the name of the function.
bool is_measure(const FunctionCall& call) {
  return call.over != nullptr && call.over->span.begin == call.span.begin;
}

bool needs_window_order(std::string_view function) { return rule_of(function).needs_order; }

Result<BoundFrame> resolve_frame(Resolver& r, Scope& scope, const FunctionCall& call,
                                 std::string_view function, std::span<const BoundOrder> order) {
  const WindowSpecification& over = *call.over;
  const WindowRule rule = rule_of(function);
  if (is_measure(call)) return written_frame(r, over, order);
  if (rule.frames == FrameRule::whole || rule.frames == FrameRule::moments) {
    return partition_frame(r, scope, call, rule, order);
  }
  TRY(check_inner(r, call, function));
  const bool written = over.unit != FrameUnit::none;
  const bool up_to_here = over.unit == FrameUnit::range &&
                          over.start.kind == FrameBoundKind::unbounded_preceding &&
                          over.end.kind == FrameBoundKind::current_row;
  switch (rule.frames) {
    case FrameRule::ignored: return BoundFrame{};
    case FrameRule::range:
      if (written && !up_to_here) return moving_frame(r, over, rule.name);
      return BoundFrame{};
    case FrameRule::none:
    case FrameRule::events:
      if (written) return moving_frame(r, over, rule.name);
      if (rule.frames == FrameRule::none) return BoundFrame{};
      return BoundFrame{BoundFrameUnit::rows, from_start, here};
    default: break;
  }
  if (written) return written_frame(r, over, order);
  if (rule.frames == FrameRule::partition) return whole_partition;
  return order.empty() ? BoundFrame{} : running;
}

BoundFrame mirrored(Resolver& r, const BoundFrame& frame) {
  return {frame.unit, mirrored_bound(r, frame.end), mirrored_bound(r, frame.start)};
}

}  // namespace mockhaus::sql
