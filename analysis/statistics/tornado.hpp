#pragma once

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/paired_comparison.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// A figure at the low and the high value of one factor, all others at their base.
struct FactorEnds {
  /// Values of the factor; nothing where it is no number.
  std::optional<double> low_value;
  std::optional<double> base_value;
  std::optional<double> high_value;
  /// The figure, by part: replications, or what they contribute to a figure of all people, with the
  /// same luck as at the base.
  std::vector<double> low;
  std::vector<double> high;
};

/// One bar of a tornado.
struct TornadoBar {
  std::size_t factor = 0;      ///< its place among the factors as given
  PairedComparison swing;      ///< high - low
  PairedComparison from_low;   ///< base - low
  PairedComparison from_high;  ///< high - base
  /// From the smallest to the largest of the figure at low, base and high: what bars are ranked by.
  /// The size of the swing where the base is between low and high.
  double span = 0;
  /// Relative change of the figure over relative change of the factor, at the base. Nothing where
  /// the factor is no number, has no two different values, or where it or the figure is 0.
  std::optional<Estimate> elasticity;
};

/// The bars by span, the widest first; equal ones in the order of the factors.
///
/// The elasticity is slope x factor / figure, the slope at the base that of the parabola through
/// low, base and high, or of the straight line where the base is one of the ends. It is a ratio of
/// paired means; its interval is from what each part contributes (delta method).
/// @returns nothing for fewer than two parts.
/// @pre as many parts of all as of the base; 0 < confidence < 1
/// Source: Eschenbach (1992), Spiderplots versus tornado diagrams for sensitivity analysis,
/// Interfaces 22(6), 40.
[[nodiscard]] std::vector<TornadoBar> tornado(std::span<const double> base,
                                              std::span<const FactorEnds> factors,
                                              double confidence = 0.95);

}  // namespace stepdown::analysis
