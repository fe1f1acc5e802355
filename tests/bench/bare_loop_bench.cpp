#include "sim/distributions/exponential.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/quantile_table.hpp"
#include "sim/distributions/weibull.hpp"
#include "sim/event_queue.hpp"
#include "sim/log_histogram.hpp"
#include "sim/random_stream.hpp"
#include "sim/slab.hpp"
#include "sim/time_weighted.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <queue>

/// What the machine allows: R1 written out by hand with the parts of `sim`, with the census and the
/// waits of each level and nothing else. No scenario, classes, holding, patience, exits, flows,
/// history or outcomes. The program's rate is to be read against this one, whatever the machine.
namespace stepdown {
namespace {

constexpr sim::Ticks horizon = 3650 * sim::one_day;
constexpr double referrals_a_day = 6;
constexpr std::size_t levels = 4;  // with limited places
constexpr std::size_t states = 6;  // these, aftercare and community; larger numbers: left for good
constexpr std::uint32_t nobody = UINT32_MAX;

/// Where a uniform number up to `upto[i]` leads: to `next[i]`.
struct Choice {
  std::array<double, 5> upto;
  std::array<std::uint8_t, 5> next;

  [[nodiscard]] std::uint8_t choose(double u) const {
    std::size_t chosen = 0;
    for (const double bound : upto)
      chosen += static_cast<std::size_t>(u >= bound);
    return next[chosen];
  }
};

struct State {
  sim::QuantileTable time;
  Choice choice;
};

class BareLoop {
 public:
  /// Arrivals + ends of stays + admissions from lists.
  std::uint64_t run(std::uint32_t replication) {
    key_.replication = replication;
    queue_.reset(forecast);
    people_.clear();
    events_ = 0;
    referred_ = 0;
    free_ = places;
    for (sim::TimeWeighted& census : census_)
      census.reset(sim::Ticks::zero(), horizon);
    waits_.fill({});
    waiting_.fill({});
    schedule_arrival(sim::Ticks::zero());
    while (!queue_.empty()) {
      const sim::Event event = queue_.take();
      ++events_;
      if (static_cast<std::uint32_t>(event.order) == nobody) {
        arrive(event.time);
      } else {
        end_stay(event.time, static_cast<std::uint32_t>(event.order));
      }
    }
    return events_;
  }

 private:
  static constexpr sim::QueueForecast forecast{.horizon = horizon, .events_per_day = 48};
  static constexpr std::array<int, levels> places{106, 78, 454, 940};

  struct Person {
    sim::Ticks asked_at{};
    std::uint32_t number = 0;
    std::uint32_t visit = 0;
    std::uint8_t state = 0;
    std::uint8_t next = 0;
  };

  void schedule_arrival(sim::Ticks now) {
    const sim::Block words = sim::keyed_block(key_, referred_, 0, 1);
    const double gap = -std::log(sim::open_unit(words[0], words[1])) / referrals_a_day;
    queue_.push({now + sim::to_ticks(gap), nobody});
  }

  void arrive(sim::Ticks now) {
    const std::uint32_t slot = people_.acquire({.number = referred_++});
    schedule_arrival(now);
    const double u = sim::open_unit(sim::keyed_block(key_, people_[slot].number, 0, 2)[0]);
    constexpr Choice first{{0.5, 0.65, 0.9, 1, 1}, {0, 1, 2, 3, 3}};
    ask(now, slot, first.choose(u));
  }

  void end_stay(sim::Ticks now, std::uint32_t slot) {
    const Person& person = people_[slot];
    const std::size_t state = person.state;
    census_[state].set(now, census_[state].value() - 1);
    if (person.next < states) {
      ask(now, slot, person.next);
    } else {
      people_.release(slot);
    }
    if (state >= levels) return;
    ++free_[state];
    if (waiting_[state].empty()) return;
    ++events_;
    const std::uint32_t first = waiting_[state].front();
    waiting_[state].pop();
    enter(now, first);
  }

  void ask(sim::Ticks now, std::uint32_t slot, std::uint8_t state) {
    Person& person = people_[slot];
    person.asked_at = now;
    person.state = state;
    if (state < levels && free_[state] == 0) {
      waiting_[state].push(slot);
    } else {
      enter(now, slot);
    }
  }

  void enter(sim::Ticks now, std::uint32_t slot) {
    Person& person = people_[slot];
    const std::size_t state = person.state;
    if (state < levels) {
      --free_[state];
      waits_[state].add(sim::to_days(now - person.asked_at));
    }
    census_[state].set(now, census_[state].value() + 1);
    const sim::Block words = sim::keyed_block(key_, person.number, ++person.visit, 0);
    person.next = states_[state].choice.choose(sim::open_unit(words[0]));
    const double days = states_[state].time.at(sim::wide_bits(words[2], words[3]));
    queue_.push({now + sim::to_ticks(days), slot});
  }

  static sim::QuantileTable table(const sim::Fitted& time) {
    return sim::QuantileTable{time.value.value()};
  }

  // Numbers of states: inpatient 0, PHP 1, IOP 2, OP 3, aftercare 4, community 5, gone 6.
  std::array<State, states> states_{{
      {table(sim::gamma_from_shape_mean(2, 12)), {{0.45, 0.70, 0.80, 0.995, 1}, {1, 2, 3, 5, 6}}},
      {table(sim::gamma_from_shape_mean(2, 14)), {{0.65, 0.80, 0.88, 1, 1}, {2, 3, 0, 5, 5}}},
      {table(sim::lognormal_from_mean_cv(42, 0.6)), {{0.60, 0.65, 0.70, 1, 1}, {3, 1, 0, 5, 5}}},
      {table(sim::lognormal_from_mean_cv(90, 0.8)), {{0.55, 0.63, 0.66, 1, 1}, {4, 2, 0, 5, 5}}},
      {table(sim::exponential_from_mean(180)), {{0.60, 1, 1, 1, 1}, {6, 5, 5, 5, 5}}},
      {table(sim::weibull_from_shape_scale(0.7, 200)), {{0.35, 0.60, 0.75, 1, 1}, {0, 2, 3, 6, 6}}},
  }};
  sim::StreamKey key_{.seed = 1};
  sim::EventQueue queue_{forecast};
  sim::Slab<Person> people_;
  std::array<int, levels> free_{};
  std::array<std::queue<std::uint32_t>, levels> waiting_;
  std::array<sim::TimeWeighted, states> census_;
  std::array<sim::LogHistogram, levels> waits_;
  std::uint32_t referred_ = 0;
  std::uint64_t events_ = 0;
};

void bare_loop_of_r1(benchmark::State& state) {
  BareLoop loop;
  std::uint32_t replication = 0;
  std::uint64_t events = 0;
  for (auto unused : state)
    events += loop.run(replication++);
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
  state.counters["events_a_replication"] =
      static_cast<double>(events) / static_cast<double>(state.iterations());
}
BENCHMARK(bare_loop_of_r1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stepdown
