#pragma once

#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What may be changed to meet targets, and what that takes.
namespace stepdown::analysis {

/// A number of the scenario with bounds.
struct Lever {
  std::string name;  ///< as it was written: `residential.beds`
  std::string path;  ///< of the scenario: `levels.residential.places.beds`
  double low = 0;
  double high = 0;
  double step = 1;             ///< above 0
  std::optional<double> cost;  ///< of one bed, group, ... a year, as it was written
  // what follows from the scenario, see `weigh`
  double weight = 0;                ///< of one, in what is to be least
  double places = 0;                ///< people who can be there more with one more
  std::vector<std::size_t> levels;  ///< whose places it changes

  /// The number of the last of its values, from 0 on.
  [[nodiscard]] int last() const;
  [[nodiscard]] double value(int number) const { return low + step * number; }
};

/// A value of each lever, by its number.
using LeverNumbers = std::vector<int>;

/// The model of the scenario with levers at such values.
using ModelOfPlan = std::function<models::Model(const LeverNumbers&)>;

/// What is wrong with a lever as it was written: "expected ..., got ...".
struct BadLever {
  std::string problem;
};

/// `residential.beds=20..60:2@1200`: a path of the scenario, or a level or pool and its unit (beds,
/// slots, groups, clinicians); bounds; then perhaps a step (else 1) and what one of it costs.
[[nodiscard]] std::variant<Lever, BadLever> parse_lever(std::string_view text,
                                                        const models::Scenario& scenario);

/// `path=value` of each lever.
[[nodiscard]] std::vector<std::string> sets_of(const std::vector<Lever>& levers,
                                               const LeverNumbers& plan);

/// Sum of weights of all that is there.
[[nodiscard]] double cost_of(const std::vector<Lever>& levers, const LeverNumbers& plan);

/// What a plan is to have least of.
enum class Objective : std::uint8_t { Cost, Places };

/// Finds out which levels' places each lever changes and by how many, and gives it its weight:
/// places, or cost: as it was written, else a year of `costs.a_place_day` of the scenario.
/// @returns the levers that have no weight above 0, by name
[[nodiscard]] std::vector<std::string> weigh(std::vector<Lever>& levers,
                                             Objective objective,
                                             const ModelOfPlan& model_of);

}  // namespace stepdown::analysis
