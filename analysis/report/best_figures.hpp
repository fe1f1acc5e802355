#pragma once

#include "analysis/theory/theory_figures.hpp"

#include <string>
#include <string_view>

namespace stepdown::analysis {

/// Of several figures of theory with one name, which differ in what they claim, the first with the
/// best claim.
class BestFigures {
 public:
  /// The report must outlive this.
  explicit BestFigures(const TheoryReport& report) : report_(report) {}

  /// Null when there is none.
  [[nodiscard]] const TheoryFigure* find(std::string_view state,
                                         std::string_view metric,
                                         std::string_view statistic,
                                         std::string_view group = "all") const;

  /// `scale` x the value, or `-`; a tilde marks approximations.
  [[nodiscard]] std::string text(std::string_view state,
                                 std::string_view metric,
                                 std::string_view statistic,
                                 int decimals,
                                 double scale = 1) const;

 private:
  const TheoryReport& report_;
};

}  // namespace stepdown::analysis
