#include "tests/models/care/dated_story.hpp"
#include "tests/properties/conservation.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

// Numbers beside times and chances of exits that change on dates: medications, places alongside,
// reviews and tests, targets. Traced by hand; day 0 is a Monday.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::HappeningKind;
using models::Model;
using models::Observations;

/// ana comes on day 1 and ben on day 11, for five days each.
const std::string medicated = R"(
levels:
  detox: {places: unlimited, treatment_time: 5 d, to: home}
community:
  home: {time: 50 d, to: done}
outcomes: [done]
medications:
  bup: {begins: {detox: {probability: 1, after: 2 d}}, lasts: 5 d}
arrivals:
  ana: {scheduled: {every: 1000 d, first: 1 d}, to: detox}
  ben: {scheduled: {every: 1000 d, first: 11 d}, to: detox}
)";

/// ana comes on day 0 and ben on day 15, for thirty days each.
const std::string reviewed = R"(
levels:
  iop:
    places: unlimited
    reviews: {every: 10 d}
    drug_tests: {every: 7 d, positive: 0}
    exits:
      planned: {probability: 1, treatment_time: 30 d, to: done}
      escalation: {at_review: 0, to: up}
outcomes: [done, up]
arrivals:
  ana: {scheduled: {every: 1000 d}, to: iop}
  ben: {scheduled: {every: 1000 d, first: 15 d}, to: iop}
)";

/// Somebody comes every noon and stays for three days.
const std::string noon = R"(
levels:
  clinic:
    places: unlimited
    admission: {weekdays: [mon, tue, wed, thu, fri], hours: {from: 9 h, to: 17 h}}
    treatment_time: 3 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 1 d, first: 12 h}, to: clinic}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("changes on dates: who comes from then on begins a medication by the new numbers") {
  const std::string change = R"(changes:
  2026-01-08:
    medications.bup.begins.detox.after: 1 d
    medications.bup.lasts: 2 d
)";
  CHECK(story_of(medicated + change) == R"(
1 ana enters detox
3 ana begins a medication in detox
6 ana enters home
8 ana stops a medication in home
11 ben enters detox
12 ben begins a medication in detox
14 ben stops a medication in detox
16 ben enters home
)");
  const std::string never = story_of(
      medicated + "changes: {2026-01-08: {medications.bup.begins.detox.probability: 0}}\n");
  CHECK(never.find("ana begins") != std::string::npos);
  CHECK(never.find("ben begins") == std::string::npos);
}

TEST_CASE(
    "changes on dates: a medication can begin in further states and on arrival from then on") {
  CHECK(story_of(medicated + "changes: {2026-01-08: {medications.bup.begins.home: 1}}\n",
                 {"medications.bup.lasts=1 d"}) == R"(
1 ana enters detox
3 ana begins a medication in detox
4 ana stops a medication in detox
6 ana enters home
6 ana begins a medication in home
7 ana stops a medication in home
11 ben enters detox
13 ben begins a medication in detox
14 ben stops a medication in detox
16 ben enters home
16 ben begins a medication in home
17 ben stops a medication in home
)");
  const std::string arriving =
      story_of(medicated + "changes: {2026-01-16: {medications.bup.at_arrival: 1}}\n",
               {"medications.bup.begins.detox.probability=0"});
  CHECK(arriving.find("ana begins") == std::string::npos);
  CHECK(arriving.find("\n11 ben begins a medication") != std::string::npos);
}

TEST_CASE("changes on dates: chances of medications are those of the day of admission") {
  const Model model = model_of(dated_head + R"(
levels:
  detox: {places: unlimited, treatment_time: 40 d, to: done}
outcomes: [done]
medications: {bup: {begins: {detox: {probability: 0.3}}, lasts: 100 d}}
arrivals: {ana: {poisson: {rate: 3 /d}, to: detox}}
changes: {2026-01-15: {medications.bup.begins.detox.probability: 0.6}}
)");
  const auto begun = each(observe(model, 200), [](const Observations& all) {
    return static_cast<double>(all.medications.at(0).begun);
  });
  CHECK(check_mean(begun, 3 * (10 * 0.3 + 18 * 0.6)));
}

TEST_CASE("changes on dates: who is admitted from then on wants a place alongside") {
  CHECK(story_of(R"(
levels:
  program: {places: {slots: 3}, treatment_time: 5 d, to: done, alongside: {house: {share: 0}}}
  house: {places: {beds: 1}, treatment_time: 4 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d}, to: program}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: program}
changes: {2026-01-06: {levels.program.alongside.house.share: 1}}
)") == R"(
0 ana enters program
1 ben enters program
1 ben has besides house
5 ana ends done
6 ben gives up besides house
6 ben ends done
)");
}

TEST_CASE("changes on dates: stays begun keep their reviews and tests") {
  const Model model = model_of(dated_head + reviewed + R"(changes:
  2026-01-17: {levels.iop.reviews.every: 4 d, levels.iop.drug_tests: {every: 5 d, positive: 1}}
)",
                               {"run.horizon=60 d"});
  const Observations all = models::Simulator{model}.run(0);
  check_books(model, all);
  const auto& iop = observed(model, all, "iop");
  CHECK(iop[Counter::Reviews] == 2 + 7);        // at 10 and 20; at 4 to 28
  CHECK(iop[Counter::DrugTests] == 4 + 5);      // at 7 to 28; at 5 to 25
  CHECK(iop[Counter::PositiveTests] == 0 + 5);  // none before
}

TEST_CASE("changes on dates: reviews that end a stay come as often as on its first day") {
  const std::string told =
      story_of(reviewed + "changes: {2026-01-08: {levels.iop.reviews.every: 4 d}}\n",
               {"levels.iop.exits.escalation.at_review=1"});
  CHECK(told == R"(
0 ana enters iop
10 ana ends up
15 ben enters iop
19 ben ends up
)");
}

// kim has a bed all the time; ana waits from day 1 on in the house, ben from day 11 on.
TEST_CASE("changes on dates: a bridge has the numbers of the day on which it begins or ends") {
  const std::string told = story_of(R"(
levels:
  ward:
    places: {beds: 1}
    treatment_time: 100 d
    to: out
    waiting: {patience: 4 d, gave_up_to: out, bridge: {to: house, patience_ratio: 2}}
  house: {places: {beds: 1}, treatment_time: 3 d, to: out}
outcomes: [out]
arrivals:
  kim: {scheduled: {every: 1000 d}, to: ward}
  ana: {scheduled: {every: 1000 d, first: 1 d}, to: ward}
  ben: {scheduled: {every: 1000 d, first: 11 d}, to: ward}
changes: {2026-01-08: {levels.ward.waiting.bridge.patience_ratio: 3}}
)");
  CHECK(told.find("\n9 ana gives up ward\n") != std::string::npos);
  CHECK(told.find("\n23 ben gives up ward\n") != std::string::npos);
}

// Unlimited places: only from day 5 on, at some hours, does anybody wait.
TEST_CASE("changes on dates: a bridge can be needed from a date on only") {
  const std::string told = story_of(R"(
levels:
  ward:
    places: unlimited
    treatment_time: 1 d
    to: out
    waiting: {bridge: house}
  house: {places: {beds: 1}, treatment_time: 3 d, to: out}
outcomes: [out]
arrivals: {ana: {scheduled: {every: 4 d, first: 2.5 d}, to: ward}}
changes: {2026-01-10: {levels.ward.admission: {weekdays: [thu]}}}
)",
                                    {"run.horizon=11 d"});
  CHECK(told.find("\n2.5 ana enters ward\n3.5 ana ends out\n6.5 ana-2 waits for ward\n") !=
        std::string::npos);
  CHECK(told.find("\n10 ana-2 enters ward\n") != std::string::npos);
}

TEST_CASE("changes on dates: a place is made ready as long as on the day on which it is left") {
  const std::string told = story_of(R"(
levels:
  ward:
    places: {beds: 1, turnaround: 1 d}
    treatment_time: 2 d
    to: out
outcomes: [out]
arrivals: {ana: {scheduled: {every: 1 d}, to: ward}}
changes: {2026-01-08: {levels.ward.places.turnaround: 3 d}}
)",
                                    {"run.horizon=9 d"});
  CHECK(told.find("\n3 ana-2 enters ward\n") != std::string::npos);
  CHECK(told.find("\n5 ana-2 ends out\n") != std::string::npos);
  CHECK(told.find("\n8 ana-3 enters ward\n") != std::string::npos);
}

// Four at once, for one bed and two days each: waits of 0, 2, 4 and 6 days.
TEST_CASE("changes on dates: waits are held against the target of their last day") {
  const std::string four = R"(
levels:
  ward:
    places: {beds: 1}
    treatment_time: 2 d
    to: out
    waiting: {order: first_come, target: 3 d}
outcomes: [out]
arrivals: {ana: {scheduled: {every: 1000 d}, batch: {4: 1}, to: ward}}
)";
  const auto within = [&](const std::string& changes) {
    const Model model = model_of(dated_head + four + changes);
    return observed(model, models::Simulator{model}.run(0), "ward").admitted_within_target;
  };
  CHECK(within("") == 2);
  CHECK(within("changes: {2026-01-08: {levels.ward.waiting.target: 4 d}}\n") == 3);
  CHECK(within("changes: {2026-01-07: {levels.ward.waiting.target: 1 d}}\n") == 1);
}

TEST_CASE("changes on dates: what says nothing to care moves nobody") {
  const std::string plain = noon;
  const std::string changed = noon + R"(changes:
  2026-01-10: {levels.clinic.prices: {a_day: 100}, levels.clinic.costs: {a_year: 1000}}
)";
  CHECK(story_of(plain) == story_of(changed));
  CHECK_FALSE(model_of(dated_head + changed).features.contains(models::Feature::DatedChanges));
}

TEST_CASE("changes on dates: structure is refused and told what to do") {
  const auto refused = [](const std::string& yaml, const std::string& change) {
    return refusal_of(dated_head + yaml + "changes: {2026-01-10: {" + change + "}}\n", {});
  };
  const auto says = [&](const std::string& yaml, const std::string& change, const char* why) {
    const std::string found = refused(yaml, change);
    CAPTURE(found);
    CHECK(found.find(why) != std::string::npos);
  };
  says(noon, "levels.clinic.admission: {cohort: {every: 1 wk}}", "people start together all the");
  says(noon, "levels.clinic.discharge: {weekdays: [mon]}", "hours do not come or go");
  says(noon, "levels.clinic.reviews: {every: 7 d}", "there are some all the time or never");
  says(noon, "levels.clinic.places: {slots: 3}", "places have `changes` of their own");
  says(noon, "levels.clinic.label: Clinic", "cannot change on a date");
  says(medicated, "medications.bup: {lasts: 3 d}", "medications.<medication>.lasts");
  says(medicated, "medications.bup.begins.nowhere: 1", "expected a level or a community state");
  says(medicated, "run.horizon: 3 d", "effects, medications and staff");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
