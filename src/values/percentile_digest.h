// The states of APPROX_PERCENTILE: {state: [mean, weight, ..], type: tdigest, version: 1}.
//
// Every value is a centroid of its own; states of other makers, whose centroids weigh more, are
// read as well.
#pragma once

#include <vector>

#include "values/statistics.h"
#include "values/variant_builder.h"

namespace mockhaus::values {

struct Centroid {
  double mean = 0;
  double weight = 1;
};

void write_percentile_state(std::vector<Centroid>& centroids, VariantBuilder& out);  // sorts
// Appends; false where the value is no such state.
bool read_percentile_state(VariantView state, std::vector<Centroid>& centroids);

// Between the places of the means, where a mean lies in the middle of its weight, and beyond the
// first and last in the same direction. Not for no centroids.
double estimate_percentile(std::vector<Centroid>& centroids, Percentile percentile);

}  // namespace mockhaus::values
