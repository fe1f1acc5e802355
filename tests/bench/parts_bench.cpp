#include "sim/distributions/constant.hpp"
#include "sim/distributions/distribution.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/log_logistic.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/quantile_table.hpp"
#include "sim/distributions/weibull.hpp"
#include "sim/event_queue.hpp"
#include "sim/log_histogram.hpp"
#include "sim/random_stream.hpp"
#include "sim/time_weighted.hpp"
#include "tests/sim/oracle_queue.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

/// What the parts of the event loop cost. One number a line: nanoseconds of CPU an operation.
namespace stepdown {
namespace {

std::uint64_t bits_of(std::uint32_t draw) {
  const sim::Block words = sim::keyed_block({.seed = 1}, draw, 0, 0);
  return sim::wide_bits(words[0], words[1]);
}

/// Take the next event, schedule another an exponential time later: `pending` stay pending.
template <class Queue>
void hold(benchmark::State& state) {
  const auto pending = static_cast<std::uint32_t>(state.range(0));
  const sim::QuantileTable gap{sim::Exponential{100.0}};
  const sim::QueueForecast forecast{.horizon = sim::to_ticks(1e12),
                                    .events_per_day = static_cast<double>(pending) / 100};
  Queue queue{forecast};
  std::uint32_t draw = 0;
  for (; draw < pending; ++draw)
    queue.push({sim::to_ticks(gap.at(bits_of(draw))), draw});
  for (auto unused : state) {
    sim::Event event = queue.top();
    queue.pop();
    event.time += sim::to_ticks(gap.at(bits_of(++draw)));
    queue.push(event);
  }
}
BENCHMARK_TEMPLATE(hold, sim::EventQueue)->Arg(100)->Arg(10'000)->Arg(1'000'000);
BENCHMARK_TEMPLATE(hold, tests::OracleQueue)->Arg(100)->Arg(10'000)->Arg(1'000'000);

void keyed_draw(benchmark::State& state) {
  std::uint32_t entity = 0;
  for (auto unused : state)
    benchmark::DoNotOptimize(sim::keyed_block({.seed = 1}, ++entity, 3, 7));
}
BENCHMARK(keyed_draw);

void table_draw(benchmark::State& state, const sim::Distribution& distribution) {
  const sim::QuantileTable table{distribution};
  std::uint64_t bits = 1;
  for (auto unused : state) {
    bits = bits * 6364136223846793005U + 1442695040888963407U;
    benchmark::DoNotOptimize(table.at(bits));
  }
}
BENCHMARK_CAPTURE(table_draw, exponential, sim::Exponential{180.0});
BENCHMARK_CAPTURE(table_draw, gamma, sim::Gamma{2.0, 6.0});
BENCHMARK_CAPTURE(table_draw, lognormal, sim::Lognormal{4.0, 0.7});
BENCHMARK_CAPTURE(table_draw, weibull, sim::Weibull{0.7, 200.0});
BENCHMARK_CAPTURE(table_draw, log_logistic, sim::LogLogistic{411.0, 0.42});
BENCHMARK_CAPTURE(table_draw, constant, sim::Constant{14.0});

void table_build(benchmark::State& state, const sim::Distribution& distribution) {
  for (auto unused : state)
    benchmark::DoNotOptimize(sim::QuantileTable{distribution}.table_bytes());
}
BENCHMARK_CAPTURE(table_build, gamma, sim::Gamma{2.0, 6.0});
BENCHMARK_CAPTURE(table_build, lognormal, sim::Lognormal{4.0, 0.7});
BENCHMARK_CAPTURE(table_build, weibull, sim::Weibull{0.7, 200.0});

void census_change(benchmark::State& state) {
  sim::TimeWeighted census{sim::Ticks::zero(), sim::never};
  sim::Ticks now{};
  int value = 100;
  for (auto unused : state) {
    now += sim::to_ticks(0.01);
    value += (now.count() / 1000 * 777 / 86400 & 1) != 0 ? 1 : -1;
    if (value < 50) value = 150;
    if (value > 150) value = 50;
    census.set(now, value);
  }
}
BENCHMARK(census_change);

void wait_recorded(benchmark::State& state) {
  sim::LogHistogram waits;
  std::uint64_t bits = 1;
  for (auto unused : state) {
    bits = bits * 6364136223846793005U + 1442695040888963407U;
    waits.add(static_cast<double>(bits >> 50U) * 0.01);
  }
  benchmark::DoNotOptimize(waits.sum());
}
BENCHMARK(wait_recorded);

}  // namespace
}  // namespace stepdown

BENCHMARK_MAIN();
