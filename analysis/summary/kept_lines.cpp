#include "analysis/summary/kept_lines.hpp"

#include "analysis/catalog/catalog.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

/// Whether the figure is of lengths of time of which one state has a histogram.
bool is_of_lengths(const FigureName& name) {
  const Figure* const figure = find_state_figure(name.metric);
  return figure != nullptr && name.state != all &&
         std::holds_alternative<LengthsOfTime>(figure->measure);
}

KeptPart part_of(const FigureName& name, Pooling pooling) {
  switch (pooling) {
    case Pooling::OverTime:
    case Pooling::Reciprocal:
      return KeptPart::Nothing;
    case Pooling::Ratio:
      return is_of_lengths(name) && !is_share(name.metric, name.statistic) ? KeptPart::NotZero
                                                                           : KeptPart::Nothing;
    case Pooling::Spread:
      return is_of_lengths(name) ? KeptPart::NotZero : KeptPart::Nothing;
    case Pooling::Distribution: {
      const Figure* const figure = find_state_figure(name.metric);
      const bool is_of_people =
          figure != nullptr && std::holds_alternative<PeopleOverTime>(figure->measure);
      return is_of_people ? KeptPart::Times : KeptPart::Lengths;
    }
    case Pooling::Curve:
      return KeptPart::Clocks;
  }
  return KeptPart::Nothing;
}

/// Lines, one after the other.
class Gathering {
 public:
  /// @returns where it stands
  std::size_t add(const FigureName& name) {
    const auto known = std::ranges::find(kept.lines, name, &KeptLine::name);
    if (known != kept.lines.end()) return static_cast<std::size_t>(known - kept.lines.begin());
    const Pooling pooling = pooling_of(name.metric, name.statistic);
    FigureName of = name;
    if (pooling == Pooling::Reciprocal) {
      of.metric = std::string(reciprocal_of(name.metric));
      of.statistic = "share";
      add(of);
    }
    if (pooling == Pooling::Spread) {
      of.statistic = "mean";
      append(of);  // right before, even if it stands elsewhere too
    }
    append(name);
    return kept.lines.size() - 1;
  }

  KeptLines kept;

 private:
  void append(const FigureName& name) {
    const Pooling pooling = pooling_of(name.metric, name.statistic);
    const KeptPart part = part_of(name, pooling);
    kept.lines.push_back({name, pooling, part, kept.count(part)});
  }
};

}  // namespace

std::size_t KeptLines::count(KeptPart part) const {
  return static_cast<std::size_t>(std::ranges::count(lines, part, &KeptLine::part));
}

KeptLines kept_lines(const std::vector<FigureName>& wanted) {
  Gathering gathering;
  std::vector<std::size_t> figures;
  for (const FigureName& name : wanted)
    figures.push_back(gathering.add(name));
  gathering.kept.figures = std::move(figures);
  return std::move(gathering.kept);
}

}  // namespace stepdown::analysis
