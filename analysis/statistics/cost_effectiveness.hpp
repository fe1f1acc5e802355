#pragma once

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/confidence_interval.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// What is to be said of alternatives by what they cost and what health they bring, from paired
/// samples: one value of each alternative for each replication, all with the same luck.
namespace stepdown::analysis {

/// One alternative, by replication.
struct CostAndHealth {
  std::vector<double> cost;
  std::vector<double> health;
};

/// Interval of the ratio of two means, from paired values: all ratios q for which the mean of
/// `numerators` - q `denominators` does not differ from 0 by Student's t.
///
/// @returns nothing for fewer than two pairs, and where the mean of the denominators is not clearly
/// different from 0, as then any ratio, or all but some in the middle, could be.
/// @pre as many numerators as denominators; 0 < confidence < 1
/// Source: Fieller (1954), Some problems in interval estimation, J. Royal Stat. Soc. B 16, 175;
/// for cost-effectiveness Willan and O'Brien (1996), Health Economics 5, 297.
[[nodiscard]] std::optional<Interval> fieller_interval(std::span<const double> numerators,
                                                       std::span<const double> denominators,
                                                       double confidence = 0.95);

/// Who has the greatest net benefit, health x willingness - cost, at one willingness to pay.
struct Acceptability {
  double willingness = 0;
  /// By alternative: chance that its mean is the greatest, by bootstrap over replications.
  std::vector<double> probability;
  /// By alternative: share of the replications in which it is the greatest.
  std::vector<double> share;
  std::size_t best = 0;  ///< by the means
};

/// The acceptability curves: replications are drawn with replacement, the same ones of all
/// alternatives, by draws named by sample and position. Alternatives that are the same share.
/// @pre as many replications of each alternative, at least one
/// Source: Fenwick, Claxton and Sculpher (2001), Representing uncertainty: the role of
/// cost-effectiveness acceptability curves, Health Economics 10, 779.
[[nodiscard]] std::vector<Acceptability> acceptability(std::span<const CostAndHealth> alternatives,
                                                       std::span<const double> willingness,
                                                       const BootstrapPlan& plan = {});

/// Where an alternative stands among all.
struct FrontierPlace {
  enum class Kind : std::uint8_t {
    OnFrontier,
    Dominated,           ///< another one costs no more and brings no less
    ExtendedlyDominated  ///< a mix of two others does
  };
  Kind kind = Kind::OnFrontier;
  std::optional<std::size_t> next;  ///< on the frontier: the one below; else: one that dominates it
  std::optional<double> ratio;      ///< extra cost / extra health against the one below
};

/// One mean cost and health of each alternative.
struct CostHealthPoint {
  double cost = 0;
  double health = 0;
};

/// The efficiency frontier, from the cheapest that is not dominated on.
/// Source: Karlsson and Johannesson (1996), The decision rules of cost-effectiveness analysis,
/// PharmacoEconomics 9, 113.
[[nodiscard]] std::vector<FrontierPlace> efficiency_frontier(
    std::span<const CostHealthPoint> alternatives);

}  // namespace stepdown::analysis
