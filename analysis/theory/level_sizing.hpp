#pragma once

#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/formulas/no_answer.hpp"
#include "analysis/theory/infinite_server.hpp"
#include "analysis/theory/offered_pattern.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <span>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::analysis {

/// How often requests find all of so many places taken, and are lost for the level.
///
/// People who come alone at one rate: Erlang's loss formula, from the Poisson census with unlimited
/// places. Alone at a rate that changes: `varying_loss`, the rate at which people leave being that
/// of their stays if these are exponential, else the one that gives the census with unlimited
/// places. On one schedule with exponential stays: `renewal_loss`. All others, and rates that would
/// take too long: `capacity_curve` of the census with unlimited places, which does not know that
/// those who were lost are missing later.
class LevelSizing {
 public:
  /// @param blocked  share lost with 0, 1, ... places by a better way than the census; beyond its
  /// end hardly anybody is
  LevelSizing(std::vector<OfferedPart> parts,
              std::string method,
              bool is_about,
              std::vector<double> blocked);

  [[nodiscard]] const std::vector<OfferedPart>& parts() const { return parts_; }
  /// The share of the time at each census, with unlimited places.
  [[nodiscard]] const CountDistribution& census() const { return census_; }
  [[nodiscard]] const std::string& method() const { return method_; }
  /// Whether it is an approximation of the level that loses whom it has no place for.
  [[nodiscard]] bool is_about() const { return is_about_; }

  [[nodiscard]] CapacityPoint point(int places) const;
  /// For 0 .. `most` places.
  [[nodiscard]] std::vector<CapacityPoint> curve(int most) const;
  /// The smallest number of places with p(delay) at most that. @pre 0 < p_delay <= 1.
  [[nodiscard]] int places_for(double p_delay) const;
  /// The same for each of these.
  [[nodiscard]] std::vector<int> places_for(std::span<const double> p_delays) const;

 private:
  void correct(CapacityPoint& point) const;

  std::vector<OfferedPart> parts_;
  CountDistribution census_;
  std::string method_;
  bool is_about_;
  std::vector<double> blocked_;
};

using Sizing = std::variant<LevelSizing, NoAnswer>;

/// Of a level whose requests follow that pattern.
/// @param path  its census with unlimited places from day to day; null: not known
[[nodiscard]] Sizing level_sizing(const models::Model& model,
                                  std::size_t level,
                                  const StateDemand& demand,
                                  const OfferedPattern& pattern,
                                  const CensusPath* path);

}  // namespace stepdown::analysis
