#include "base/metrics.h"

namespace mockhaus {

std::string Metrics::print() const {
  std::string text;
#define METRIC(name, kind, help)                         \
  text += "# HELP mockhaus_" #name " " help "\n";        \
  text += "# TYPE mockhaus_" #name " " #kind "\n";       \
  text += "mockhaus_" #name " " + std::to_string(name.load()) + "\n";
#include "base/metrics.def"
#undef METRIC
  return text;
}

}  // namespace mockhaus
