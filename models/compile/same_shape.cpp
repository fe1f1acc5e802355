#include "models/compile/same_shape.hpp"

#include "models/compile/money.hpp"
#include "models/compile/names.hpp"
#include "models/compile/services.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stepdown::models {
namespace {

bool have_same_names(const auto& a, const auto& b, auto name) {
  return std::ranges::equal(a, b, {}, name, name);
}

/// "cannot change on a date; <hint>"
void report(const SourceLocation& at,
            const std::string& key,
            std::string_view hint,
            Problems& problems) {
  problems.report(Rule::FixedOnDates, at, key, fmt::format("cannot change on a date; {}", hint));
}

void check_exits(const std::vector<Exit>& first,
                 const std::vector<Exit>& later,
                 const SourceLocation& at,
                 const std::string& key,
                 Problems& problems) {
  const auto reason = [](const Exit& one) { return std::string_view(one.reason.value); };
  if (!have_same_names(first, later, reason))
    return report(at,
                  key,
                  "exits do not come, go or take other places; one that nobody takes has the "
                  "probability 0",
                  problems);
  for (std::size_t i = 0; i < first.size(); ++i) {
    const Exit& a = first[i];
    const Exit& b = later[i];
    const std::string of_exit = key + "." + b.reason.value;
    if (a.after.has_value() != b.after.has_value() ||
        a.at_review.has_value() != b.at_review.has_value() ||
        a.at_positive_test.has_value() != b.at_positive_test.has_value() ||
        a.at_renewal.has_value() != b.at_renewal.has_value())
      report(b.reason.at,
             of_exit,
             "exits with `probability`, `after`, `at_review`, `at_positive_test` and `at_renewal` "
             "are different exits",
             problems);
    if (a.only_while_treated != b.only_while_treated)
      report(b.reason.at, of_exit + ".while", "a race is of one kind", problems);
    if (a.transfer.has_value() != b.transfer.has_value() ||
        (a.transfer && a.transfer->reserves_next != b.transfer->reserves_next))
      report(b.reason.at,
             of_exit + ".transfer",
             "only the time of a transfer does, which may be as short as 1 min",
             problems);
  }
}

template <class T>
bool is_equal(const std::vector<T>& a, const std::vector<T>& b, auto same) {
  return std::ranges::equal(a, b, same);
}

bool is_same_bridge(const std::optional<Bridge>& a, const std::optional<Bridge>& b) {
  return a && b ? a->to.value == b->to.value : !a && !b;
}

void check_waiting(const State& first, const State& later, Problems& problems) {
  const Waiting& a = first.waiting;
  const Waiting& b = later.waiting;
  const std::string key = state_key(later) + ".waiting";
  const auto report_at = [&](const SourceLocation& at, std::string_view part) {
    report(at, fmt::format("{}.{}", key, part), "the numbers of `waiting` do", problems);
  };
  const auto text = [](const auto& located) { return located ? located->value : std::string{}; };
  if (a.order != b.order || a.by_referral != b.by_referral)
    report_at(place_of(b.order_at, later.name.at), "order");
  if (text(a.divert_to) != text(b.divert_to))
    report_at(b.divert_to ? b.divert_to->at : later.name.at, "divert_to");
  if (a.target.has_value() != b.target.has_value())
    report_at(b.target ? b.target->at : later.name.at, "target");
  if (a.balk.empty() != b.balk.empty()) report_at(later.name.at, "balk");
  if (!is_equal(a.alternatives, b.alternatives, [](const auto& x, const auto& y) {
        return x.value == y.value;
      }))
    report_at(later.name.at, "or");
  if (!is_same_bridge(a.bridge, b.bridge)) report_at(later.name.at, "bridge");
  check_exits(a.exits, b.exits, place_of(b.exits_at, later.name.at), key + ".exits", problems);
}

/// Places alongside, reviews, drug tests, and how places are made ready.
void check_beside_way(const State& first, const State& later, Problems& problems) {
  const std::string key = state_key(later);
  const auto check = [&](bool is_same, std::string_view part, std::string_view hint) {
    if (!is_same) report(later.name.at, fmt::format("{}.{}", key, part), hint, problems);
  };
  check(is_equal(first.alongside,
                 later.alongside,
                 [](const Companion& a, const Companion& b) {
                   return a.level.value == b.level.value && a.waits == b.waits;
                 }),
        "alongside",
        "only the shares of those who want a place there do");
  check(first.reviews.has_value() == later.reviews.has_value(),
        "reviews",
        "there are some all the time or never; how often does change");
  check(first.drug_tests.has_value() == later.drug_tests.has_value(),
        "drug_tests",
        "there are some all the time or never; how often does change");
  check(first.places.turnaround.has_value() == later.places.turnaround.has_value(),
        "places.turnaround",
        "places are made ready all the time or never; how long it takes does change");
}

/// Whether what a level or track does at times of one kind it can do at times of the other.
bool can_follow(const std::optional<Admission>& first, const std::optional<Admission>& later) {
  const bool has_cohorts = first && first->cohort;
  if (has_cohorts != (later && later->cohort)) return false;
  return !has_cohorts || first->cohort->is_closed == later->cohort->is_closed;
}

/// Hours and cohorts, of the level and of its tracks.
void check_times(const State& first, const State& later, Problems& problems) {
  const std::string key = state_key(later);
  const auto check_admission = [&](const std::optional<Admission>& a,
                                   const std::optional<Admission>& b,
                                   const SourceLocation& at,
                                   const std::string& whose) {
    if (!can_follow(a, b))
      report(b ? place_of(b->times.at, at) : at,
             whose + ".admission",
             "people start together all the time or never, in closed groups all the time or never; "
             "weekdays, hours, `every` and `at_least` do change",
             problems);
  };
  check_admission(first.admission, later.admission, later.name.at, key);
  if (first.discharge.has_value() != later.discharge.has_value())
    report(later.discharge ? place_of(later.discharge->at, later.name.at) : later.name.at,
           key + ".discharge",
           "hours do not come or go; at any time is `hours: {from: 0 h, to: 24 h}`",
           problems);
  const auto name = [](const Track& track) { return std::string_view(track.name.value); };
  if (!have_same_names(first.tracks, later.tracks, name))
    return report(later.name.at, key + ".tracks", "tracks do not come or go", problems);
  for (std::size_t t = 0; t < first.tracks.size(); ++t)
    check_admission(first.tracks[t].admission,
                    later.tracks[t].admission,
                    later.tracks[t].name.at,
                    key + ".tracks." + later.tracks[t].name.value);
}

void check_state(const State& first, const State& later, Problems& problems) {
  const std::string key = state_key(later);
  check_exits(
      first.exits, later.exits, place_of(later.exits_at, later.name.at), key + ".exits", problems);
  if (later.kind != StateKind::Level) return;
  if (first.authorization.has_value() != later.authorization.has_value())
    report(later.authorization ? later.authorization->at : later.name.at,
           key + ".authorization",
           "stays are authorized all the time or never; for how many days does change",
           problems);
  if (first.hold.kind != later.hold.kind)
    report(later.name.at,
           key + ".hold",
           "only how long a place is held does, where that has an end",
           problems);
  if (first.attendance.has_value() != later.attendance.has_value())
    report(later.name.at, key + ".attendance", "it is drawn at all times or never", problems);
  if (!have_same_services(first, later))
    report(later.services.empty() ? later.name.at : later.services.front().name.at,
           key + ".services",
           "services and posts do not come, go or get other roles, only their numbers change",
           problems);
  check_waiting(first, later, problems);
  check_beside_way(first, later, problems);
  check_times(first, later, problems);
}

/// Medications and staff are there from the start on, whoever has them.
void check_names(const Scenario& first, const Scenario& later, Problems& problems) {
  const auto name = [](const auto& named) { return std::string_view(named.name.value); };
  if (!have_same_names(first.medications, later.medications, name))
    report(later.start.at, "medications", "medications do not come or go", problems);
  if (!have_same_names(first.staff, later.staff, name))
    return report(later.start.at, "staff", "roles do not come or go", problems);
  for (std::size_t r = 0; r < first.staff.size(); ++r)
    if (first.staff[r].at_hand.has_value() != later.staff[r].at_hand.has_value())
      report(later.staff[r].name.at,
             "staff." + later.staff[r].name.value + ".at_hand",
             "staff is counted from the start on, or never",
             problems);
}

void check_attribute(const Attribute& first, const Attribute& later, Problems& problems) {
  const auto values = [](const Attribute& attribute) {
    std::vector<std::string> names;
    for (const Located<std::string>& value : attribute.values)
      names.push_back(value.value);
    std::ranges::sort(names);
    return names;
  };
  if (values(first) != values(later))
    report(later.name.at,
           "attributes." + later.name.value,
           "values do not come or go; one that nobody has has the share 0",
           problems);
}

/// Whether the moments of two sources can follow upon each other.
bool can_follow(const ArrivalProcess& first, const ArrivalProcess& later) {
  if (first.index() != later.index()) return false;
  if (const auto* a = std::get_if<PoissonArrivals>(&first)) {
    using Weight = PoissonArrivals::RangeWeight;
    return is_equal(
        a->hours, std::get<PoissonArrivals>(later).hours, [](const Weight& x, const Weight& y) {
          return x.first == y.first && x.last == y.last && x.weight == y.weight;
        });
  }
  if (const auto* a = std::get_if<ScheduledArrivals>(&first)) {
    const auto& b = std::get<ScheduledArrivals>(later);
    return a->every == b.every && a->first == b.first;
  }
  return std::get<DatedArrivals>(first).days == std::get<DatedArrivals>(later).days;
}

void check_source(const ArrivalSource& first, const ArrivalSource& later, Problems& problems) {
  const std::string key = "arrivals." + later.name.value;
  if (!can_follow(first.process, later.process))
    report(later.name.at,
           key,
           "of when people come, only `poisson` does, and not its hours; for others make another "
           "source",
           problems);
  using Batch = std::pair<Located<int>, Located<double>>;
  if (!is_equal(first.batch, later.batch, [](const Batch& a, const Batch& b) {
        return a.first.value == b.first.value && a.second.value == b.second.value;
      }))
    report(
        place_of(later.batch_at, later.name.at), key + ".batch", "make another source", problems);
}

}  // namespace

void check_same_shape(const Scenario& first,
                      const Scenario& later,
                      const Differences& since,
                      Problems& problems) {
  const auto name = [](const auto& named) { return std::string_view(named.name.value); };
  // Paths lead into a state or an attribute, so that these are the same; a name can be new.
  if (!have_same_names(first.states, later.states, name))
    return report(later.levels_at, "levels", "states do not come or go", problems);
  if (!have_same_names(first.attributes, later.attributes, name))
    return report(later.start.at, "attributes", "attributes do not come or go", problems);
  if (!have_same_names(first.arrivals, later.arrivals, name))
    return report(later.arrivals_at,
                  "arrivals",
                  "sources do not come or go; one from which nobody comes has the rate 0 /d",
                  problems);
  if (since.medications || since.staff) check_names(first, later, problems);
  check_same_payers(first, later, since, problems);
  for (const std::size_t i : since.states)
    check_state(first.states[i], later.states[i], problems);
  for (std::size_t i = 0; since.attributes && i < first.attributes.size(); ++i)
    check_attribute(first.attributes[i], later.attributes[i], problems);
  for (const std::size_t i : since.sources)
    check_source(first.arrivals[i], later.arrivals[i], problems);
}

}  // namespace stepdown::models
