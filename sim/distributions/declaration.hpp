#pragma once

#include "sim/distributions/fit.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

/// How authors ask for a family: its name, its parameters, and which of them go together. Readers,
/// the schema and the reference follow from these declarations; see `family_declarations`.
namespace stepdown::sim {

/// What kind of quantity a parameter is.
enum class Quantity : std::uint8_t {
  Time,        ///< in days; not negative
  Rate,        ///< per day; not negative
  SignedRate,  ///< per day
  Number,
  Ratio,  ///< a number above 0
  Count,  ///< a whole number from 1
  Share,  ///< from 0 to 1
  Times,
  Rates,
  Probabilities,
  Shares,  ///< that sum to 1
  Weights,
  Quantiles,    ///< two shares with the times below which they lie
  File,         ///< a table; what is given are the times in its `Column`
  Column,       ///< a column of the file
  Separator,    ///< between the columns of the file
  DecimalMark,  ///< in its numbers
  Distribution  ///< of a part of a mixture
};

struct Parameter {
  std::string_view name;
  Quantity kind = Quantity::Number;
  std::string_view example;
  std::string_view meaning = {};
  std::string_view default_value = {};  ///< in words, of those that may be left out
};

/// Of families between two times with a most likely one, see `mode_problem`.
inline constexpr Parameter min_mode_max[] = {
    {"min", Quantity::Time, "2 d"},
    {"mode", Quantity::Time, "3 d", "the most likely time"},
    {"max", Quantity::Time, "7 d"},
};

/// What the author gave, by parameter: one number each, the numbers of a list, or share, time,
/// share, time of quantiles. Lengths are in days, rates per day.
class ParameterValues {
 public:
  void add(std::string_view name, std::vector<double> numbers) {
    values_.emplace(name, std::move(numbers));
  }
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  /// @pre has(name)
  [[nodiscard]] double operator[](std::string_view name) const { return values_.at(name).front(); }
  /// @pre has(name)
  [[nodiscard]] const std::vector<double>& list(std::string_view name) const {
    return values_.at(name);
  }
  /// The first or second of the points given as `quantiles`.
  [[nodiscard]] QuantilePoint quantile(std::size_t index) const {
    const std::vector<double>& numbers = list("quantiles");
    return {.probability = numbers.at(2 * index), .value = numbers.at(2 * index + 1)};
  }

 private:
  std::map<std::string_view, std::vector<double>> values_;
};

/// Parameters that go together, and the distribution that they make.
struct Form {
  std::string_view parameters;  ///< names with a space in between
  Fitted (*make)(const ParameterValues& given) = nullptr;
};

struct Declaration {
  /// What stands behind the name.
  enum class Body : std::uint8_t {
    Parameters,
    Time,  ///< a plain time, given under the empty name
    Parts  ///< a list of mappings with `parameters`, each of which holds a distribution
  };
  std::string_view name;
  std::string_view example;
  std::string_view meaning = {};
  Body body = Body::Parameters;
  std::span<const Parameter> parameters = {};
  /// With a single form all its parameters are required.
  std::span<const Form> forms = {};

  /// The form that asks for just what was given.
  /// @pre there is one
  [[nodiscard]] const Form& form_of(const ParameterValues& given) const;
};

/// The names of a form, one after the other.
[[nodiscard]] std::vector<std::string_view> names_of(const Form& form);

}  // namespace stepdown::sim
