#include "values/top_k.h"

#include <algorithm>

#include "values/variant_order.h"

namespace mockhaus::values {

void TopK::add(VariantView value, int64_t count) {
  std::string key;
  append_sort_key(value, key);
  auto found = entries_.find(key);
  int64_t before = 0;
  if (found != entries_.end()) {
    before = found->second.rank.count;
    ranked_.erase(found->second.rank);
  } else {
    if (static_cast<int64_t>(entries_.size()) >= counters_) {
      const auto rarest = ranked_.begin();
      before = rarest->first.count;
      entries_.erase(entries_.find(*rarest->second));
      ranked_.erase(rarest);
    }
    found = entries_.emplace(std::move(key), Entry{{}, std::string(value.bytes())}).first;
  }
  found->second.rank = {before + count, ++turn_};
  ranked_.emplace(found->second.rank, &found->first);
}

void TopK::trim(int64_t counters) {
  while (static_cast<int64_t>(entries_.size()) > counters) {
    const auto rarest = ranked_.begin();
    entries_.erase(entries_.find(*rarest->second));
    ranked_.erase(rarest);
  }
}

void TopK::write(size_t k, VariantBuilder& out) const {
  out.begin_array();
  for (auto at = ranked_.rbegin(); at != ranked_.rend() && k > 0; ++at, --k) {
    out.begin_array();
    out.add(VariantView(entries_.find(*at->second)->second.value));
    out.add_integer(at->first.count);
    out.end_array();
  }
  out.end_array();
}

void write_top_k_state(const TopK& top, const TopKHead& head, VariantBuilder& out) {
  const bool empty = top.size() == 0;
  out.begin_object();
  out.add_key("counters");
  out.add_integer(empty ? 1 : head.counters);
  out.add_key("datatype");
  out.add_text(head.datatype);
  out.add_key("precision");
  out.add_integer(empty ? 38 : head.precision);
  out.add_key("scale");
  out.add_integer(empty ? 0 : head.scale);
  out.add_key("state");
  top.write(top.size(), out);
  out.add_key("type");
  out.add_text("approx_top_k");
  out.end_object(DuplicateKey::refuse);
}

bool read_top_k_state(VariantView state, TopKHead& head, VariantView& pairs) {
  const auto type = state.find("type"), counters = state.find("counters");
  const auto values = state.find("state"), datatype = state.find("datatype");
  const auto precision = state.find("precision"), scale = state.find("scale");
  if (!type || !counters || !values || !datatype || !precision || !scale) return false;
  if (type->text() != "approx_top_k" || !values->is_array()) return false;
  head.counters = static_cast<int64_t>(counters->integer());
  head.datatype = datatype->text();
  head.precision = static_cast<int64_t>(precision->integer());
  head.scale = static_cast<int64_t>(scale->integer());
  pairs = *values;
  return head.counters > 0;
}

}  // namespace mockhaus::values
