#include "values/percentile_digest.h"

#include <algorithm>

#include "values/variant_cast.h"

namespace mockhaus::values {
namespace {

void sort(std::vector<Centroid>& centroids) {
  std::stable_sort(centroids.begin(), centroids.end(),
                   [](const Centroid& a, const Centroid& b) { return a.mean < b.mean; });
}

}  // namespace

void write_percentile_state(std::vector<Centroid>& centroids, VariantBuilder& out) {
  sort(centroids);
  out.begin_object();
  out.add_key("state");
  out.begin_array();
  for (const Centroid& centroid : centroids) {
    out.add_real(centroid.mean);
    out.add_real(centroid.weight);
  }
  out.end_array();
  out.add_key("type");
  out.add_text("tdigest");
  out.add_key("version");
  out.add_integer(1);
  out.end_object(DuplicateKey::refuse);
}

bool read_percentile_state(VariantView state, std::vector<Centroid>& centroids) {
  const auto array = state.find("state");
  if (!array || !array->is_array()) return false;
  const VariantParts parts(*array);
  for (size_t i = 0; i + 1 < parts.size(); i += 2) {
    Centroid centroid;
    if (cast_to_real(parts.value(i), centroid.mean) != VariantCast::value ||
        cast_to_real(parts.value(i + 1), centroid.weight) != VariantCast::value) {
      return false;
    }
    centroids.push_back(centroid);
  }
  return true;
}

double estimate_percentile(std::vector<Centroid>& centroids, Percentile percentile) {
  const bool single = std::all_of(centroids.begin(), centroids.end(),
                                  [](const Centroid& each) { return each.weight == 1; });
  if (single) {
    std::vector<double> values;
    for (const Centroid& centroid : centroids) values.push_back(centroid.mean);
    return percentile_near(values, percentile);
  }
  if (centroids.size() == 1) return centroids[0].mean;
  sort(centroids);
  double total = 0;
  std::vector<double> places;
  for (const Centroid& centroid : centroids) {
    places.push_back(total + centroid.weight / 2);
    total += centroid.weight;
  }
  const double at = total * static_cast<double>(percentile.numerator) /
                    static_cast<double>(percentile.denominator);
  size_t right = 1;
  while (right + 1 < places.size() && places[right] < at) ++right;
  const size_t left = right - 1;
  const double slope =
      (centroids[right].mean - centroids[left].mean) / (places[right] - places[left]);
  return centroids[left].mean + slope * (at - places[left]);
}

}  // namespace mockhaus::values
