#pragma once

#include "analysis/catalog/number.hpp"
#include "analysis/catalog/pooling.hpp"
#include "analysis/catalog/where.hpp"
#include "models/features.hpp"
#include "models/outcome_observations.hpp"
#include "models/reason_kind.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

/// How figures of what becomes of people are measured: from a group of people, in one replication
/// or in all of them thrown together.
namespace stepdown::analysis {

/// The same part of a group of either kind. Made of a lambda that takes both.
template <class OfOne, class OfPooled = OfOne, class... More>
class FromCell {
 public:
  FromCell() = default;
  template <class Find>
    requires std::convertible_to<Find, OfOne (*)(const models::OutcomeCell&, More...)>
  // NOLINTNEXTLINE(google-explicit-constructor): a lambda is what it is
  constexpr FromCell(Find find) : one_(find), pooled_(find) {}

  [[nodiscard]] explicit operator bool() const { return one_ != nullptr; }
  OfOne operator()(const models::OutcomeCell& cell, More... more) const {
    return one_(cell, more...);
  }
  OfPooled operator()(const models::PooledCell& cell, More... more) const {
    return pooled_(cell, more...);
  }

 private:
  OfOne (*one_)(const models::OutcomeCell&, More...) = nullptr;
  OfPooled (*pooled_)(const models::PooledCell&, More...) = nullptr;
};

/// Statistics that this figure alone has.
struct PersonNumber {
  std::string_view statistic;
  FromCell<Number, Number, double> number;  ///< also of the days observed
  About about = About::Time;
};
struct PersonNumbers {
  std::vector<PersonNumber> numbers;
  std::optional<models::ReasonKind> about = {};  ///< without which there is nothing to see
  bool comes_in_bursts = false;                  ///< as `Figure::comes_in_bursts`
};

/// Lengths of time: mean, sd, quantiles and largest.
struct PersonLengths {
  FromCell<const sim::LogHistogram&> lengths;
};

/// A sum for each person in a span of their time: mean and sd.
struct PerPerson {
  FromCell<const models::PersonMoments&> moments;
  /// Of whom; by default those followed for the 365 days from the index admission.
  FromCell<std::int64_t> followed = [](const auto& cell) { return cell.followed; };
  std::string_view why_none = "nobody was followed for 365 days";
};

/// The share of people in each state, so many days after the index admission.
struct StatusShares {
  std::span<const int> days;
};

/// A time-to-event curve, and the shares `name`_k that are figures.
struct ClockMeasure {
  using OfAll = FromCell<const models::ClockCounts&>;
  using ByLevel = FromCell<const std::vector<models::ClockCounts>&>;
  std::string_view name;
  std::span<const double> days;
  OfAll of_all = {};
  ByLevel by_level = {};
  bool is_free = false;  ///< the share whose clock still runs; otherwise with whom it has happened
  bool is_not_yet = false;  ///< the share with whom it has not happened, whatever else has
  std::optional<models::ReasonKind> about = {};  ///< without which no such clock ends by its event
  bool has_end = false;          ///< where the curve stays in the end is the figure `name`
  std::string_view median = {};  ///< the figure of the time by which it has happened to half
  bool comes_in_bursts = false;  ///< as `Figure::comes_in_bursts`
};

/// Measured with the clocks of another figure.
struct FromOtherClocks {};

/// The declaration of a figure of what becomes of people.
struct PersonFigure {
  std::string_view name;
  std::string_view unit;
  Where where{};
  std::string_view definition;
  std::variant<PersonNumbers, PersonLengths, PerPerson, StatusShares, ClockMeasure, FromOtherClocks>
      measure;
  std::string_view after = {};  ///< in the dictionary; empty: in order of declaration
  std::optional<models::Feature> only_with = {};  ///< exists only in models that use it
  bool only_with_economics = false;               ///< exists only in models that have them
};

}  // namespace stepdown::analysis
