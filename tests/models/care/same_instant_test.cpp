#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

// Waiting lists and places traced by hand, with the order of things that happen in the
// same instant: ends of stays, places, offers, patience, referrals; each by patient number.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string head = R"(
schema: 1
name: Waiting
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
)";

Observations observe_once(const Model& model) {
  return models::Simulator{model}.run(0);
}

TEST_SUITE_BEGIN("unit");

// One bed, 2 d. ben waits when ana leaves on day 2, the moment at which cleo is referred; nobody
// waits when cleo leaves on day 6, the moment at which dan is referred.
TEST_CASE("same instant: a freed place goes to the list before it goes to a new referral") {
  CHECK(story(model_of(head + R"(
levels:
  clinic: {places: {beds: 1}, treatment_time: 2 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
  cleo: {scheduled: {every: 1000 d, first: 2 d}, to: clinic}
  dan: {scheduled: {every: 1000 d, first: 6 d}, to: clinic}
)")) == R"(
0 ana enters clinic
1 ben waits for clinic
2 ana ends done
2 ben enters clinic
2 cleo waits for clinic
4 ben ends done
4 cleo enters clinic
6 cleo ends done
6 dan enters clinic
8 dan ends done
)");
}

// 3 d of treatment, patience 2 d. ben's ends on day 3, when ana leaves; cleo's on day 4, when a
// second bed opens; dan's on day 5.5, when nothing does.
TEST_CASE("same instant: a place is offered before patience ends") {
  CHECK(story(model_of(head + R"(
levels:
  clinic:
    places: {beds: 1, changes: {2026-01-09: 2}}
    treatment_time: 3 d
    to: done
    waiting: {patience: {new: 2 d}, gave_up_to: lost}
outcomes: [done, lost]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
  cleo: {scheduled: {every: 1000 d, first: 2 d}, to: clinic}
  dan: {scheduled: {every: 1000 d, first: 3.5 d}, to: clinic}
)")) == R"(
0 ana enters clinic
1 ben waits for clinic
2 cleo waits for clinic
3 ana ends done
3 ben enters clinic
3.5 dan waits for clinic
4 cleo enters clinic
5.5 dan gives up clinic
5.5 dan ends lost
6 ben ends done
7 cleo ends done
)");
}

// Both become ready on day 3 and want the one bed of `next`; ana was referred first, though her
// level is listed last.
TEST_CASE("same instant: of two who become ready the one referred first is placed") {
  CHECK(story(model_of(head + R"(
levels:
  upper: {places: {beds: 1}, treatment_time: 2 d, to: next}
  lower: {places: {beds: 1}, treatment_time: 3 d, to: next}
  next: {places: {beds: 1}, treatment_time: 4 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: lower}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: upper}
)")) == R"(
0 ana enters lower
1 ben enters upper
3 ana enters next
3 ben waits for next
7 ana ends done
7 ben enters next
11 ben ends done
)");
}

// ben and cleo ask on day 1 and lose patience on day 4; `other` has one bed.
TEST_CASE("same instant: people whose patience ends together give up by patient number") {
  CHECK(story(model_of(head + R"(
levels:
  clinic:
    places: {beds: 1}
    treatment_time: 10 d
    to: done
    waiting: {patience: {new: 3 d}, gave_up_to: other}
  other: {places: {beds: 1}, treatment_time: 5 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: clinic}
  cleo: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
)")) == R"(
0 ana enters clinic
1 cleo waits for clinic
1 ben waits for clinic
4 cleo gives up clinic
4 cleo enters other
4 ben gives up clinic
4 ben waits for other
9 cleo ends done
9 ben enters other
10 ana ends done
14 ben ends done
)");
}

// One bed until day 10. new: dan (day 2, routine), eve (day 3, urgent); return: nobody; step-down
// ben from `upper` (ready day 4); escalation cleo from `lower` (ready day 5). Class before
// priority before request.
TEST_CASE("waiting list: class comes before priority and priority before time of request") {
  CHECK(story(model_of(head + R"(
attributes:
  urgency: {urgent: 0, routine: 1}
levels:
  upper: {places: {beds: 1}, treatment_time: 4 d, to: clinic}
  clinic: {places: {beds: 1}, treatment_time: {given: urgency, urgent: 2 d, routine: 2 d}, to: done}
  lower: {places: {beds: 1}, treatment_time: 5 d, to: clinic}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 3.5 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 0 d}, to: upper}
  cleo: {scheduled: {every: 1000 d, first: 0 d}, to: lower}
  dan: {scheduled: {every: 1000 d, first: 3.6 d}, to: clinic}
  eve:
    scheduled: {every: 1000 d, first: 3.7 d}
    attributes: {urgency: {urgent: 1, routine: 0}}
    to: clinic
effects:
  urgent_first: {when: {urgency: urgent}, state: clinic, priority: 1, source: test}
)")) == R"(
0 ben enters upper
0 cleo enters lower
3.5 ana enters clinic
3.6 dan waits for clinic
3.7 eve waits for clinic
4 ben waits for clinic
5 cleo waits for clinic
5.5 ana ends done
5.5 cleo enters clinic
7.5 cleo ends done
7.5 ben enters clinic
9.5 ben ends done
9.5 eve enters clinic
11.5 eve ends done
11.5 dan enters clinic
13.5 dan ends done
)");
}

TEST_CASE("waiting list: beyond its limit people are turned away") {
  const Model model = model_of(head + R"(
levels:
  clinic:
    places: {beds: 1}
    treatment_time: 10 d
    to: done
    waiting: {limit: 1, turned_away_to: lost}
outcomes: [done, lost]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
  cleo: {scheduled: {every: 1000 d, first: 2 d}, to: clinic}
)");
  CHECK(story(model) == R"(
0 ana enters clinic
1 ben waits for clinic
2 cleo is turned away from clinic
2 cleo ends lost
10 ana ends done
10 ben enters clinic
20 ben ends done
)");
  const Observations all = observe_once(model);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Counter::Requests] == 3);
  CHECK(clinic[Counter::TurnedAway] == 1);
  CHECK(clinic[Counter::Admissions] == 2);
}

// Stays of 2 d, holds of 1 d. ben's hold ends on day 4, when nobody is on the list; cleo's on day
// 5, when ben is; dan's on day 12, the moment at which ana leaves and ben takes her place.
TEST_CASE("waiting list: whose hold ends is turned away when the list is full") {
  const Model model = model_of(head + R"(
levels:
  ward: {places: {beds: 3}, treatment_time: 2 d, to: clinic, hold: 1 d}
  clinic:
    places: {beds: 1}
    treatment_time: 10 d
    to: done
    waiting: {limit: 1, turned_away_to: lost}
outcomes: [done, lost]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: ward}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: ward}
  cleo: {scheduled: {every: 1000 d, first: 2 d}, to: ward}
  dan: {scheduled: {every: 1000 d, first: 9 d}, to: ward}
)");
  CHECK(story(model) == R"(
0 ana enters ward
1 ben enters ward
2 ana enters clinic
2 cleo enters ward
3 ben holds for clinic
4 ben stops holding ward
4 ben waits for clinic
4 cleo holds for clinic
5 cleo stops holding ward
5 cleo waits for clinic
5 cleo is turned away from clinic
5 cleo ends lost
9 dan enters ward
11 dan holds for clinic
12 ana ends done
12 dan stops holding ward
12 dan waits for clinic
12 ben enters clinic
22 ben ends done
22 dan enters clinic
)");
  const Observations all = observe_once(model);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Counter::Requests] == 4);
  CHECK(clinic[Counter::Delayed] == 3);
  CHECK(clinic[Counter::TurnedAway] == 1);
  CHECK(clinic[Counter::Admissions] == 3);
  CHECK(clinic[Headcount::List].value() == 0);
}

TEST_CASE("waiting list: beyond its limit people can be diverted and ask elsewhere") {
  const Model model = model_of(head + R"(
levels:
  clinic:
    places: {beds: 1}
    treatment_time: 10 d
    to: done
    waiting: {limit: 0, divert_to: other}
  other: {places: {beds: 1}, treatment_time: 3 d, to: done}
outcomes: [done]
arrivals:
  ana: {scheduled: {every: 1000 d, first: 0 d}, to: clinic}
  ben: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
  cleo: {scheduled: {every: 1000 d, first: 2 d}, to: clinic}
)");
  CHECK(story(model) == R"(
0 ana enters clinic
1 ben is diverted from clinic
1 ben enters other
2 cleo is diverted from clinic
2 cleo waits for other
4 ben ends done
4 cleo enters other
7 cleo ends done
10 ana ends done
)");
  CHECK(observed(model, observe_once(model), "clinic")[Counter::Diverted] == 2);
}

// Two beds, one from day 4, two again from day 12. ana has 6 d, ben 10 d, the others 20 d.
//
//   day        0        4      6        10       12
//   open       2        1+1    1        1        2
//   in a bed   ana ben  same   ben      cleo     cleo dan
TEST_CASE("places: a cut ejects nobody and a place closes when it empties") {
  const Model model = model_of(head + R"(
attributes:
  who: {ana: 0, ben: 0, others: 1}
levels:
  clinic:
    places: {beds: 2, changes: {2026-01-09: 1, 2026-01-17: 2}}
    treatment_time: {given: who, ana: 6 d, ben: 10 d, others: 20 d}
    to: done
outcomes: [done]
arrivals:
  ana:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {ana: 1, ben: 0, others: 0}}
    to: clinic
  ben:
    scheduled: {every: 1000 d, first: 0 d}
    attributes: {who: {ana: 0, ben: 1, others: 0}}
    to: clinic
  cleo: {scheduled: {every: 1000 d, first: 1 d}, to: clinic}
  dan: {scheduled: {every: 1000 d, first: 2 d}, to: clinic}
)",
                               {"run.horizon=20 d"});
  CHECK(story(model) == R"(
0 ana enters clinic
0 ben enters clinic
1 cleo waits for clinic
2 dan waits for clinic
6 ana ends done
10 ben ends done
10 cleo enters clinic
12 dan enters clinic
)");
  const Observations all = observe_once(model);
  const StateObservations& clinic = observed(model, all, "clinic");
  // 2 x 6 d, 1 x 6 d, 2 x 8 d; always full
  CHECK(clinic.open_place_time.days() == doctest::Approx(34));
  CHECK(clinic[Headcount::Census].integral_days() == doctest::Approx(34));
  CHECK(clinic.full_time == sim::to_ticks(20));
}

// Two are referred together to one bed: one waits the 7 d that the other stays, from moments that
// are no round numbers.
TEST_CASE("waiting list: a wait of just seven days is within seven days") {
  const Model model = model_of(head + R"(
levels:
  clinic: {places: {beds: 1}, treatment_time: 7 d, to: done}
outcomes: [done]
arrivals:
  people: {scheduled: {every: 14.1 d, first: 0.3 d}, batch: {2: 1}, to: clinic}
)",
                               {"run.horizon=3000 d"});
  const Observations all = observe_once(model);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Counter::Admissions] == 426);
  for (const auto& [days, people] : {std::pair{0, 213}, {3, 213}, {7, 426}, {14, 426}})
    CHECK(clinic[Length::Wait].number_at_most(days) == people);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
