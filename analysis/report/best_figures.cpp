#include "analysis/report/best_figures.hpp"

#include <fmt/format.h>

namespace stepdown::analysis {

namespace {

int rank(const TheoryFigure& f) {
  switch (f.standing) {
    case Standing::Exact:
      return 0;
    case Standing::LongRun:
      return 1;
    case Standing::OnItsOwn:
      return 2;
    case Standing::Unlimited:
      return 3;
    case Standing::About:
      return 4;
  }
  return 5;
}

}  // namespace

const TheoryFigure* BestFigures::find(std::string_view state,
                                      std::string_view metric,
                                      std::string_view statistic,
                                      std::string_view group) const {
  const TheoryFigure* best = nullptr;
  for (const TheoryFigure& f : report_.figures) {
    if (f.state != state || f.metric != metric || f.statistic != statistic || f.group != group)
      continue;
    const bool is_sizing = f.standing == Standing::Unlimited || f.standing == Standing::About;
    if (is_sizing && metric == "p_delay") continue;
    if (best == nullptr || rank(f) < rank(*best)) best = &f;
  }
  return best;
}

std::string BestFigures::text(std::string_view state,
                              std::string_view metric,
                              std::string_view statistic,
                              int decimals,
                              double scale) const {
  const TheoryFigure* f = find(state, metric, statistic);
  if (f == nullptr || !f->value) return "-";
  const bool is_about = f->standing == Standing::OnItsOwn || f->standing == Standing::About;
  return fmt::format("{}{:.{}f}", is_about ? "~" : "", *f->value * scale, decimals);
}

}  // namespace stepdown::analysis
