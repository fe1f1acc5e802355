#include "models/features.hpp"

#include <array>
#include <bit>
#include <cstddef>

namespace stepdown::models {
namespace {

/// "arrivals of " + where + " come in batches"
struct Words {
  std::string_view name;
  std::string_view before;
  std::string_view after;
};

struct FeatureWords {
  Feature feature{};
  Words words;
};

constexpr std::string_view not_steady = " are not Poisson with one rate";

/// In the order of the enumeration.
constexpr auto all_words = std::to_array<FeatureWords>({
    {Feature::Batches, {"batches", "arrivals of ", " come in batches"}},
    {Feature::VaryingArrivals, {"varying arrivals", "arrivals of ", not_steady}},
    {Feature::NonPoissonArrivals, {"arrivals that are not Poisson", "arrivals of ", not_steady}},
    {Feature::SourceMix, {"mix of a source", "people of ", " are mixed in their own way"}},
    {Feature::PeopleAtStart,
     {"people at the start", "people are in ", " at the start, or wait for it"}},
    {Feature::PlacesChange, {"changes of places", "places of ", " change"}},
    {Feature::DatedChanges, {"changes on dates", "numbers of ", " change on a date"}},
    {Feature::HistoryEffects, {"effects of history", "", " depends on history"}},
    {Feature::LimitedHold, {"limited hold", "holding in ", " ends after a fixed time"}},
    {Feature::Divert, {"diversion", "", " diverts people"}},
    {Feature::PriorityEffects, {"priorities", "", " has priorities"}},
    {Feature::NonExponentialStay, {"stays of any shape", "times in ", " are not exponential"}},
    {Feature::UnequalExitTimes, {"times by exit", "times in ", " differ between exits"}},
    {Feature::TransferDelay, {"transfers", "", " has transfers"}},
    {Feature::RacesInTransfer, {"race exits in transfer", "exits of ", " race on in transfer"}},
    {Feature::NonExponentialPatience,
     {"patience of any shape", "patience for ", " is not exponential"}},
    {Feature::KindsDiffer,
     {"kinds of people", "people of different kinds behave differently in ", ""}},
    {Feature::ReservedNextPlace, {"reserved places", "transfers from ", " reserve the next place"}},
    {Feature::LimitedPlaces, {"limited places", "places of ", " are limited"}},
    {Feature::Holding, {"holding", "people hold places in ", ""}},
    {Feature::RacesWhileHeld,
     {"race exits while held", "exits of ", " race on while people are held"}},
    {Feature::WaitingExits, {"exits of waiting", "people who wait for ", " have exits that race"}},
    {Feature::WaitingOrder, {"order of requests", "", " serves some kinds of requests first"}},
    {Feature::ReferralOrder, {"order of referral", "", " serves first whoever was referred first"}},
    {Feature::ListLimit, {"list limit", "the waiting list of ", " has a limit"}},
    {Feature::Patience, {"patience", "people who wait for ", " give up"}},
    {Feature::RaceExits, {"race exits", "", " has exits that race"}},
    {Feature::Attendance, {"attendance", "attendance is drawn in ", ""}},
    {Feature::Intake, {"intake", "", " is an assessment"}},
    {Feature::SharedPlaces, {"shared places", "", " shares its places with other levels"}},
    {Feature::SharedHours, {"shared hours", "", " shares hours of its staff with other levels"}},
    {Feature::Turnaround, {"turnaround", "places of ", " are made ready for the next person"}},
    {Feature::ReservedPlaces,
     {"places reserved for some", "some places of ", " are kept for some people"}},
    {Feature::AdmissionHours, {"admission hours", "", " takes people up at certain hours only"}},
    {Feature::CohortStarts, {"cohort starts", "people of ", " start together"}},
    {Feature::ClosedGroups, {"closed groups", "groups of ", " are closed"}},
    {Feature::DischargeHours, {"discharge hours", "", " discharges people at certain hours only"}},
    {Feature::Tracks, {"tracks", "", " has tracks"}},
    {Feature::Balking, {"balking", "people go away at the sight of the list of ", ""}},
    {Feature::OtherLevels,
     {"other levels asked", "people who find no place in ", " may ask another level"}},
    {Feature::Medications, {"medications", "medications change what happens in ", ""}},
    {Feature::Trials, {"exits at reviews", "exits of ", " come at reviews or drug tests"}},
    {Feature::Renewals,
     {"authorized days", "exits of ", " come where authorized days are not renewed"}},
    {Feature::Bridge, {"bridges", "", " is a bridge while people wait, or has one"}},
    {Feature::Alongside,
     {"places alongside", "people have places alongside others of ", ", or there beside others"}},
});

constexpr bool has_each_in_order() {
  for (std::size_t i = 0; i < all_words.size(); ++i)
    if (static_cast<std::size_t>(all_words[i].feature) != i) return false;
  return all_words.size() == feature_count;
}
static_assert(has_each_in_order(), "each feature has its words");

/// Also of a feature that nobody knows.
Words words_of(Feature feature) {
  const auto number = static_cast<std::size_t>(feature);
  if (number >= all_words.size())
    return {"a feature without a name", "", " uses a feature without a name"};
  return all_words[number].words;
}

}  // namespace

std::string_view name_of(Feature feature) {
  return words_of(feature).name;
}

std::string text_of(Feature feature, std::string_view where) {
  const Words& words = words_of(feature);
  std::string text(words.before);
  text += where;
  text += words.after;
  return text;
}

std::optional<Feature> FeatureSet::first() const {
  if (empty()) return std::nullopt;
  return static_cast<Feature>(std::countr_zero(bits_));
}

}  // namespace stepdown::models
