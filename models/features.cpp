#include "models/features.hpp"

#include <bit>

namespace stepdown::models {
namespace {

/// "arrivals of " + where + " come in batches"
struct Words {
  std::string_view name;
  std::string_view before;
  std::string_view after;
};

/// A function instead of a table, so that the compiler asks for the words of a new feature.
Words words_of(Feature feature) {
  constexpr std::string_view not_steady = " are not Poisson with one rate";
  switch (feature) {
    case Feature::Batches:
      return {"batches", "arrivals of ", " come in batches"};
    case Feature::VaryingArrivals:
      return {"varying arrivals", "arrivals of ", not_steady};
    case Feature::NonPoissonArrivals:
      return {"arrivals that are not Poisson", "arrivals of ", not_steady};
    case Feature::SourceMix:
      return {"mix of a source", "people of ", " are mixed in their own way"};
    case Feature::PeopleAtStart:
      return {"people at the start", "people are in ", " at the start, or wait for it"};
    case Feature::PlacesChange:
      return {"changes of places", "places of ", " change"};
    case Feature::HistoryEffects:
      return {"effects of history", "", " depends on history"};
    case Feature::LimitedHold:
      return {"limited hold", "holding in ", " ends after a fixed time"};
    case Feature::Divert:
      return {"diversion", "", " diverts people"};
    case Feature::PriorityEffects:
      return {"priorities", "", " has priorities"};
    case Feature::NonExponentialStay:
      return {"stays of any shape", "times in ", " are not exponential"};
    case Feature::UnequalExitTimes:
      return {"times by exit", "times in ", " differ between exits"};
    case Feature::TransferDelay:
      return {"transfers", "", " has transfers"};
    case Feature::RacesInTransfer:
      return {"race exits in transfer", "exits of ", " race on in transfer"};
    case Feature::NonExponentialPatience:
      return {"patience of any shape", "patience for ", " is not exponential"};
    case Feature::KindsDiffer:
      return {"kinds of people", "people of different kinds behave differently in ", ""};
    case Feature::ReservedNextPlace:
      return {"reserved places", "transfers from ", " reserve the next place"};
    case Feature::LimitedPlaces:
      return {"limited places", "places of ", " are limited"};
    case Feature::Holding:
      return {"holding", "people hold places in ", ""};
    case Feature::RacesWhileHeld:
      return {"race exits while held", "exits of ", " race on while people are held"};
    case Feature::WaitingExits:
      return {"exits of waiting", "people who wait for ", " have exits that race"};
    case Feature::WaitingOrder:
      return {"order of requests", "", " serves some kinds of requests first"};
    case Feature::ReferralOrder:
      return {"order of referral", "", " serves first whoever was referred first"};
    case Feature::ListLimit:
      return {"list limit", "the waiting list of ", " has a limit"};
    case Feature::Patience:
      return {"patience", "people who wait for ", " give up"};
    case Feature::RaceExits:
      return {"race exits", "", " has exits that race"};
    case Feature::Attendance:
      return {"attendance", "attendance is drawn in ", ""};
    case Feature::Intake:
      return {"intake", "", " is an assessment"};
    case Feature::SharedPlaces:
      return {"shared places", "", " shares its places with other levels"};
    case Feature::Turnaround:
      return {"turnaround", "places of ", " are made ready for the next person"};
    case Feature::ReservedPlaces:
      return {"places reserved for some", "some places of ", " are kept for some people"};
  }
  return {"a feature without a name", "", " uses a feature without a name"};
}

}  // namespace

std::string_view name_of(Feature feature) {
  return words_of(feature).name;
}

std::string text_of(Feature feature, std::string_view where) {
  const Words words = words_of(feature);
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
