#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

// What people cost and gain against a sheet of paper, and against the log of a large network.
namespace stepdown::tests {
namespace {

using analysis::Measurement;
using models::Happening;
using models::HappeningKind;
using models::Model;

// One bed for 4 d, somebody every 3 d: the k-th comes on day 3 k and is admitted on day 4 k. Those
// of days 0, 3, 6 and 9 have their 10 d within the run. Beds cost 100 a day whoever is there.
//   0: 4 d residential, 3 d iop, 2 d home, 1 d moved away
//   1: waits 1 d, then 4, 3 and 2 d
//   2: waits 2 d, then 4, 3 and 1 d
//   3: waits 3 d, then 4 and 3 d
const std::string program = R"(
schema: 1
name: Costs and health
start: 2026-01-05
run: {warm_up: 0 d, horizon: 20 d, replications: 2}
report_by: [payer]
attributes:
  payer: {medicaid: 1, private: 0}
levels:
  residential:
    places: {beds: 1}
    treatment_time: 4 d
    to: iop
    costs: {a_year: 36500, a_place_day: 60, a_day: 100.25, an_admission: 50}
    prices: {a_day: {given: payer, medicaid: 200, private: 310}, days_a_week: 3.5, an_admission: 10}
    utility: 0.5
  iop:
    places: unlimited
    treatment_time: 3 d
    to: home
    costs: {a_day: 20}
    utility: {given: payer, medicaid: 0.7, private: 0.75}
community:
  home: {time: 2 d, to: moved, costs: {a_day: 9}, utility: 0.8}
outcomes: {moved: {utility: 0.9}}
arrivals:
  public: {scheduled: {every: 3 d, first: 0 d}, to: residential}
economics:
  followed_for: 10 d
  waiting_utility: 0.4
  waiting_cost_a_day: 5
  willingness_to_pay: [36500, 100000]
)";

// Dies on day 4, if not followed beyond; the next comes when it is too late.
const std::string brief = R"(
schema: 1
name: A short life
start: 2026-01-05
run: {warm_up: 0 d, horizon: 900 d, replications: 2}
levels:
  residential:
    places: unlimited
    treatment_time: 365 d
    to: iop
    costs: {a_day: 100, an_admission: 1000}
  iop:
    places: unlimited
    treatment_time: 365 d
    to: died
    costs: {a_day: 10, an_admission: 600}
outcomes: [died]
arrivals:
  one: {scheduled: {every: 400 d, first: 0 d}, to: residential}
economics: {followed_for: 800 d, discount_costs: 100 %/y, discount_health: 44 %/y}
)";

// People wait for a bed at a practice, and some of those who step down have a room beside it.
const std::string beside_the_way = R"(
schema: 1
name: Places beside the way
start: 2026-01-05
run: {warm_up: 20 d, horizon: 400 d, replications: 2}
levels:
  residential:
    places: {beds: 4}
    treatment_time: {exponential: {mean: 10 d}}
    to: iop
    costs: {a_day: 300, an_admission: 40}
    waiting: {bridge: {to: op}}
  iop:
    places: unlimited
    treatment_time: {exponential: {mean: 20 d}}
    to: {gone: 0.8, residential: 0.2}
    costs: {a_day: 50}
    alongside: {rooms: {share: 0.5}}
  op: {places: {slots: 3}, treatment_time: 5 d, to: gone, costs: {a_day: 13}}
  rooms: {places: {beds: 6}, treatment_time: 5 d, to: gone, costs: {a_day: 31}}
outcomes: [gone]
arrivals:
  all: {poisson: {rate: 0.4 /d}, to: residential}
economics: {followed_for: 60 d, discount_costs: 50 %/y, waiting_cost_a_day: 2}
)";

/// One figure of the first replication.
const Measurement* find(const std::vector<Measurement>& figures,
                        const std::string& metric,
                        const std::string& statistic = "mean",
                        const std::string& group = "all") {
  const auto found = std::ranges::find_if(figures, [&](const Measurement& one) {
    return one.metric == metric && one.statistic == statistic && one.group == group;
  });
  return found == figures.end() ? nullptr : &*found;
}

std::vector<Measurement> figures_of(const Model& model) {
  return analysis::measure(model, analysis::possible_moves(model), observe(model, 1).front())
      .figures;
}

double value(const std::vector<Measurement>& figures,
             const std::string& metric,
             const std::string& statistic = "mean") {
  const Measurement* const found = find(figures, metric, statistic);
  REQUIRE(found != nullptr);
  REQUIRE(found->value);
  return *found->value;
}

/// What a person has cost and gained, told again from the log with a formula of its own.
struct Retold {
  double since = 0;
  double arrived = 0;
  double cost_a_day = 0;
  std::map<std::size_t, double> beside;  ///< by level: a day
  double utility = 0;
  bool is_followed = false;
  double cost = 0;
  double qalys = 0;
  double life_years = 0;
};

/// Integral of (1 + discount)^(-t / 365) over [from, until], t in days.
double integral(double discount, double from, double until) {
  if (discount == 0) return until - from;
  const double r = std::log(1 + discount) / 365;
  return (std::exp(-r * from) - std::exp(-r * until)) / r;
}

class Retelling {
 public:
  explicit Retelling(const Model& model) : model_{&model}, economics_{&*model.economics} {
    for (const Happening& h : happenings(model))
      tell(h);
    for (auto& [number, person] : people_)
      if (person.is_followed) close(person, true);
  }

  [[nodiscard]] double cost() const { return cost_ / people(); }
  [[nodiscard]] double qalys() const { return qalys_ / people(); }
  [[nodiscard]] double life_years() const { return life_years_ / people(); }
  [[nodiscard]] double people() const { return static_cast<double>(followed_); }
  int beside = 0;
  int waits = 0;

 private:
  void pass(Retold& p, double now) const {
    const double until = std::min(now, p.arrived + economics_->followed_for);
    if (until <= p.since) return;
    double rate = p.cost_a_day;
    for (const auto& [level, cost] : p.beside)
      rate += cost;
    const double from = p.since - p.arrived;
    p.cost += rate * integral(economics_->discount_costs, from, until - p.arrived);
    const double years = integral(economics_->discount_health, from, until - p.arrived) / 365;
    p.qalys += p.utility * years;
    p.life_years += years;
    p.since = until;
  }

  void close(Retold& p, bool is_alive) {
    if (is_alive) pass(p, p.arrived + economics_->followed_for);
    cost_ += p.cost;
    qalys_ += p.qalys;
    life_years_ += p.life_years;
    ++followed_;
    p.is_followed = false;
  }

  void tell(const Happening& h) {
    const double now = sim::to_days(h.time);
    Retold& p = people_[h.person];
    const std::size_t who = models::index_of(h.who);
    const std::size_t state = models::index_of(h.state);
    const models::StateEconomics& there = economics_->states[state];
    if (h.kind == HappeningKind::Arrival) {
      p.arrived = now;
      p.since = now;
      p.is_followed = now >= model_->warm_up && now + economics_->followed_for <= model_->horizon;
    }
    if (!p.is_followed) return;
    pass(p, now);
    if (h.kind == HappeningKind::Request) {
      ++waits;
      p.cost_a_day = economics_->waiting.cost_a_day[who];
      p.utility = economics_->waiting.utility[who];
    } else if (h.kind == HappeningKind::Admission) {
      p.cost_a_day = there.cost_a_day[who];
      p.utility = there.utility[who];
      if (now < p.arrived + economics_->followed_for)
        p.cost += there.cost_an_admission[who] *
                  std::pow(1 + economics_->discount_costs, -(now - p.arrived) / 365);
    } else if (h.kind == HappeningKind::Alongside || h.kind == HappeningKind::Bridge) {
      ++beside;
      p.beside[state] = there.cost_a_day[who];
    } else if (h.kind == HappeningKind::AlongsideEnd || h.kind == HappeningKind::BridgeEnd) {
      p.beside.erase(state);
    } else if (h.kind == HappeningKind::Outcome) {
      p.cost_a_day = 0;
      p.beside.clear();
      p.utility = there.utility[who];
      close(p, !there.is_death);
    }
  }

  const Model* model_;
  const models::EconomicsModel* economics_;
  std::map<std::uint32_t, Retold> people_;
  double cost_ = 0;
  double qalys_ = 0;
  double life_years_ = 0;
  int followed_ = 0;
};

TEST_SUITE_BEGIN("unit");

TEST_CASE("economics: twenty days come out to the cent as on a sheet of paper") {
  const auto figures = figures_of(model_of(program));
  // 50 + 4 * 100.25 + 3 * 20 = 511, + 2 * 9, + 5 for each day that is waited
  const double cost = (529.0 + 534 + 530 + 526) / 4;
  CHECK(value(figures, "person_cost") == doctest::Approx(cost).epsilon(1e-12));
  CHECK(cost == doctest::Approx(529.75).epsilon(1e-12));
  // Worth 2 + 2.1 d in care, 0.4 a day before, 0.8 at home, 0.9 after it.
  const double days = ((4.1 + 1.6 + 0.9) + (0.4 + 4.1 + 1.6) + (0.8 + 4.1 + 0.8) + (1.2 + 4.1)) / 4;
  CHECK(value(figures, "qaly") == doctest::Approx(days / 365).epsilon(1e-12));
  CHECK(value(figures, "life_years") == doctest::Approx(10.0 / 365).epsilon(1e-12));
  CHECK(value(figures, "net_benefit") == doctest::Approx(100 * days - cost).epsilon(1e-12));
  const double sd = std::sqrt((0.75 * 0.75 + 4.25 * 4.25 + 0.25 * 0.25 + 3.75 * 3.75) / 3);
  CHECK(value(figures, "person_cost", "sd") == doctest::Approx(sd).epsilon(1e-9));
  CHECK(find(figures, "person_cost")->n == 4);
  CHECK(find(figures, "person_cost", "mean", "payer=medicaid")->value.value() ==
        doctest::Approx(cost));
  CHECK_FALSE(find(figures, "person_cost", "mean", "payer=private")->value);
}

TEST_CASE("economics: care at prices costs what is paid for it") {
  const auto figures = figures_of(model_of(program, {"economics.at_prices=true"}));
  // 10 + 4 * 200 / 2; iop has no price; home and waiting as before
  const double cost = (428.0 + 433 + 429 + 425) / 4;
  CHECK(value(figures, "person_cost") == doctest::Approx(cost).epsilon(1e-12));
}

TEST_CASE("economics: later counts less and the dead gain nothing") {
  const auto figures = figures_of(model_of(brief));
  // A day at t counts 2^(-t / 365): a year of them 365 / (2 ln 2), the next one half of that.
  const double year = 365 / (2 * std::log(2.0));
  CHECK(value(figures, "person_cost") ==
        doctest::Approx(1000 + 100 * year + 600 / 2.0 + 10 * year / 2).epsilon(1e-12));
  // 1.44^(-t): two years of it
  const double lived = (1 - 1 / (1.44 * 1.44)) / std::log(1.44);
  CHECK(value(figures, "life_years") == doctest::Approx(lived).epsilon(1e-12));
  CHECK(value(figures, "qaly") == doctest::Approx(lived).epsilon(1e-12));  // no utilities
  CHECK(find(figures, "qaly")->n == 1);
}

TEST_CASE("economics: who dies by an exit lives on in no outcome whatever its name") {
  std::string elsewhere = brief;
  elsewhere.replace(elsewhere.find("to: died"), 8, "exits: {death: {probability: 1, to: moved}}");
  elsewhere.replace(elsewhere.find("[died]"), 6, "[moved]");
  CHECK(value(figures_of(model_of(elsewhere)), "life_years") ==
        value(figures_of(model_of(brief)), "life_years"));
}

TEST_CASE("economics: nobody is followed beyond the run or from before the window") {
  const auto late = figures_of(model_of(program, {"run.warm_up=4 d"}));
  CHECK(find(late, "person_cost")->n == 2);  // of days 6 and 9
  CHECK(value(late, "person_cost") == doctest::Approx(528));
  const auto none = figures_of(model_of(program, {"economics.followed_for=20.5 d"}));
  CHECK_FALSE(find(none, "qaly")->value);
  const auto cut = figures_of(model_of(program, {"economics.followed_for=4 d"}));
  // an admission just at the end of the time does not count
  CHECK(value(cut, "qaly") ==
        doctest::Approx((2 + (0.4 + 1.5) + (0.8 + 1) + (1.2 + 0.5) + 1.6 + 1.6) / 6 / 365));
}

TEST_CASE("economics: without them there are no such figures") {
  std::string plain = program.substr(0, program.find("economics:"));
  for (const std::string metric : {"person_cost", "qaly", "life_years", "net_benefit"})
    CHECK(find(figures_of(model_of(plain)), metric) == nullptr);
}

TEST_CASE("economics: the log of a network tells the same costs and health") {
  const std::string file = "scenarios/regional_network.yaml";
  std::vector<std::string> sets{
      "run.warm_up=30 d",
      "run.horizon=300 d",
      "levels.residential.places.beds=16",
      "economics={followed_for: 200 d, discount_costs: 30 %/y, discount_health: 20 %/y, "
      "waiting_cost_a_day: 7}"};
  const Model plain = model_of_file(file);
  for (std::size_t s = 0; s < plain.level_count; ++s)
    sets.push_back("levels." + plain.states[s].name + ".costs={a_day: " +
                   std::to_string(100 - 3 * s) + ", an_admission: " + std::to_string(11 * s) + "}");
  for (std::size_t s = 0; s < plain.level_count + plain.community_count; ++s)
    sets.push_back((s < plain.level_count ? "levels." : "community.") + plain.states[s].name +
                   ".utility=" + std::to_string(0.4 + 0.02 * static_cast<double>(s)));
  sets.emplace_back("economics.waiting_utility=0.3");
  for (std::size_t s = plain.level_count + plain.community_count; s < plain.states.size(); ++s)
    if (plain.states[s].meaning != models::ReasonKind::Death)
      sets.push_back("outcomes." + plain.states[s].name + "={utility: 0.93}");
  const Model model = model_of_file(file, sets);
  const Retelling retold{model};
  const auto figures = figures_of(model);
  REQUIRE(retold.people() > 100);
  CHECK(retold.waits > 100);
  CHECK(find(figures, "person_cost")->n == static_cast<std::int64_t>(retold.people()));
  CHECK(value(figures, "person_cost") == doctest::Approx(retold.cost()).epsilon(1e-9));
  CHECK(value(figures, "qaly") == doctest::Approx(retold.qalys()).epsilon(1e-9));
  CHECK(value(figures, "life_years") == doctest::Approx(retold.life_years()).epsilon(1e-9));
}

TEST_CASE("economics: a place beside the way costs as one that people are in") {
  const Model model = model_of(beside_the_way);
  const Retelling retold{model};
  CHECK(retold.beside > 20);
  CHECK(retold.waits > 20);
  const auto figures = figures_of(model);
  CHECK(value(figures, "person_cost") == doctest::Approx(retold.cost()).epsilon(1e-9));
  const auto without = figures_of(model_of(beside_the_way, {"levels.rooms.costs.a_day=0"}));
  CHECK(value(without, "person_cost") < value(figures, "person_cost") - 50);
}

TEST_CASE("economics: a source may be called costs and change on a date") {
  const std::string source = "arrivals.costs={poisson: {rate: 1 /d}, to: residential}";
  CHECK(refusal_of(program,
                   {source, "changes={2026-01-10: {arrivals.costs.poisson.rate: 2 /d}}"}) == "");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
