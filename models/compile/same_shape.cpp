#include "models/compile/same_shape.hpp"

#include "models/compile/authorization.hpp"
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
  if (!a || !b) return !a && !b;
  return a->to.value == b->to.value && a->patience_ratio.value == b->patience_ratio.value &&
         a->shortens.value == b->shortens.value;
}

void check_waiting(const State& first, const State& later, Problems& problems) {
  const Waiting& a = first.waiting;
  const Waiting& b = later.waiting;
  const std::string key = state_key(later) + ".waiting";
  const auto report_at = [&](const SourceLocation& at, std::string_view part) {
    report(at, fmt::format("{}.{}", key, part), "patience and limits of lists do", problems);
  };
  const auto text = [](const auto& located) { return located ? located->value : std::string{}; };
  if (a.order != b.order || a.by_referral != b.by_referral)
    report_at(place_of(b.order_at, later.name.at), "order");
  if (text(a.divert_to) != text(b.divert_to))
    report_at(b.divert_to ? b.divert_to->at : later.name.at, "divert_to");
  const double no_target = -1;
  if ((a.target ? a.target->value : no_target) != (b.target ? b.target->value : no_target))
    report_at(b.target ? b.target->at : later.name.at, "target");
  if (a.balk.empty() != b.balk.empty()) report_at(later.name.at, "balk");
  if (!is_equal(a.alternatives, b.alternatives, [](const auto& x, const auto& y) {
        return x.value == y.value;
      }))
    report_at(later.name.at, "or");
  if (!is_same_bridge(a.bridge, b.bridge)) report_at(later.name.at, "bridge");
  check_exits(a.exits, b.exits, place_of(b.exits_at, later.name.at), key + ".exits", problems);
}

void check_state(const State& first, const State& later, Problems& problems) {
  const std::string key = state_key(later);
  check_exits(
      first.exits, later.exits, place_of(later.exits_at, later.name.at), key + ".exits", problems);
  if (!has_same_money(first, later))
    report(later.name.at, key, "prices and costs are those of the whole run", problems);
  if (later.kind != StateKind::Level) return;
  if (!is_same_authorization(first.authorization, later.authorization))
    report(later.authorization ? later.authorization->at : later.name.at,
           key + ".authorization",
           "the chances of exits `at_renewal` do",
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
           "services are the same all the time",
           problems);
  check_waiting(first, later, problems);
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

void check_same_shape(const Scenario& first, const Scenario& later, Problems& problems) {
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
  for (std::size_t i = 0; i < first.states.size(); ++i)
    check_state(first.states[i], later.states[i], problems);
  for (std::size_t i = 0; i < first.attributes.size(); ++i)
    check_attribute(first.attributes[i], later.attributes[i], problems);
  for (std::size_t i = 0; i < first.arrivals.size(); ++i)
    check_source(first.arrivals[i], later.arrivals[i], problems);
}

}  // namespace stepdown::models
