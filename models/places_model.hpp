#pragma once

#include "models/admission_rule.hpp"
#include "models/waiting_class.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Places of the levels of a compiled scenario, and what goes with them.
namespace stepdown::models {

struct PlacesChange {
  double day = 0;  ///< >= 0
  int places = 0;

  friend bool operator==(const PlacesChange&, const PlacesChange&) = default;
};

/// Where so many people or more wait outside, a share of those who would have to wait goes away at
/// once.
struct BalkingStep {
  int people = 0;
  double share = 0;

  friend bool operator==(const BalkingStep&, const BalkingStep&) = default;
};

/// Places that people with one value of an attribute, or one class of requests, take before others,
/// and nobody else takes.
struct PlacesReserve {
  std::size_t attribute = 0;
  std::uint16_t value = 0;
  std::optional<WaitingClass> waiting_class;  ///< then the attribute says nothing
  int places = 0;

  friend bool operator==(const PlacesReserve&, const PlacesReserve&) = default;
};

/// The most places that there are at any time, which are so many on day 0.
[[nodiscard]] int most_places(int places, const std::vector<PlacesChange>& changes);
/// The places on a day, at 00:00 after the changes of that moment.
[[nodiscard]] int places_on(double day, int places, const std::vector<PlacesChange>& changes);

/// A part of a level with places and days of its own, see `Track`.
struct TrackModel {
  std::string name;
  std::string label;
  std::string places_label;
  int places = 0;      ///< on day 0
  int group_size = 0;  ///< seats of a group; 0: places are not in groups
  std::vector<PlacesChange> changes;
  AdmissionRule admission;
  std::vector<bool> admits;  ///< by ClassId: who can attend

  friend bool operator==(const TrackModel&, const TrackModel&) = default;
  [[nodiscard]] int most_places() const { return models::most_places(places, changes); }
  [[nodiscard]] int places_on(double day) const { return models::places_on(day, places, changes); }
};

}  // namespace stepdown::models
