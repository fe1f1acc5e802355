#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

/// What a model makes use of, so that a formula can say what it understands. Each formula of the
/// theory names the features it knows of; where a model uses another, it has no answer. A new
/// capability of models is a new feature here, and no formula claims to know it before somebody
/// has thought about it.
namespace stepdown::models {

/// In the order in which the first one that is not understood is told.
enum class Feature : std::uint8_t {
  // of a source
  Batches,
  VaryingArrivals,     ///< Poisson, with a rate that changes
  NonPoissonArrivals,  ///< at given moments; a formula that knows them asks only for expected
                       ///< numbers
  SourceMix,           ///< other kinds of people than the first source
  // of a state
  PeopleAtStart,  ///< somebody is there, or waits, when the run begins
  PlacesChange,
  DatedChanges,  ///< numbers are others from a date on; of a source: whom it sends, or where to
  HistoryEffects,
  LimitedHold,
  Divert,
  PriorityEffects,
  NonExponentialStay,
  UnequalExitTimes,  ///< treatment time depends on the exit
  TransferDelay,
  RacesInTransfer,  ///< race exits that can come in transfer
  NonExponentialPatience,
  KindsDiffer,  ///< kinds of people behave differently
  ReservedNextPlace,
  LimitedPlaces,
  Holding,         ///< until placed
  RacesWhileHeld,  ///< race exits that can come to those who are held
  WaitingExits,    ///< race exits of those who wait outside
  WaitingOrder,    ///< some classes of requests are served before others
  ReferralOrder,   ///< not who asked first is served first, but who was referred first
  ListLimit,
  Patience,
  RaceExits,
  Attendance,
  Intake,          ///< a level that is no treatment
  SharedPlaces,    ///< levels that draw on the same places
  SharedHours,     ///< levels that take hours of the same staff, other ones each
  Turnaround,      ///< of places, between one person and the next
  ReservedPlaces,  ///< for some kinds of people
  AdmissionHours,
  CohortStarts,
  ClosedGroups,
  DischargeHours,
  Tracks,       ///< parts of a level with places and days of their own
  Balking,      ///< people go away at the sight of a list
  OtherLevels,  ///< people look at other levels before they wait
  Medications,  ///< effects of what people are on for a time
  Trials,       ///< exits at reviews or drug tests
  Renewals,     ///< exits where authorized days are not renewed
  Bridge,       ///< people have places of one level while they wait for another: of both
  Alongside     ///< people of one level have places of another beside theirs: of both
};

inline constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::Alongside) + 1;

/// A short name for readers: "limited hold".
[[nodiscard]] std::string_view name_of(Feature feature);

/// A feature at its place, in words: "holding in detox ends after a fixed time".
[[nodiscard]] std::string text_of(Feature feature, std::string_view where);

/// A set of features; has room for 64.
class FeatureSet {
 public:
  constexpr FeatureSet() = default;
  constexpr FeatureSet(std::initializer_list<Feature> features) {
    for (const Feature feature : features)
      insert(feature);
  }

  constexpr void insert(Feature feature) { bits_ |= bit(feature); }
  [[nodiscard]] constexpr bool contains(Feature feature) const {
    return (bits_ & bit(feature)) != 0;
  }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr FeatureSet operator|(FeatureSet other) const {
    return FeatureSet(bits_ | other.bits_);
  }
  [[nodiscard]] constexpr FeatureSet without(FeatureSet other) const {
    return FeatureSet(bits_ & ~other.bits_);
  }
  /// In the order of the enumeration; nothing of an empty set.
  [[nodiscard]] std::optional<Feature> first() const;

  friend constexpr bool operator==(FeatureSet, FeatureSet) = default;

 private:
  explicit constexpr FeatureSet(std::uint64_t bits) : bits_(bits) {}
  [[nodiscard]] static constexpr std::uint64_t bit(Feature feature) {
    return std::uint64_t{1} << static_cast<unsigned>(feature);
  }

  std::uint64_t bits_ = 0;
};

}  // namespace stepdown::models
