#include "analysis/experiments/memory_check.hpp"

#include "analysis/summary/grouped.hpp"
#include "sim/limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace stepdown::analysis {

namespace {

/// Bytes for one group: of itself, and for each state of the network.
struct Cost {
  double itself = 0;
  double each_state = 0;

  [[nodiscard]] double of(double states) const { return itself + states * each_state; }
};

/// What is kept of the people with one value, or with one combination of values.
struct Costs {
  Cost sums;         ///< and the tables made of them
  Cost replication;  ///< of each group of replications, as intervals come from these
  Cost thread;
};

// Measured as the peak of runs of 2 and 10 replications on 1 and 2 threads, with 512 values of one
// attribute and with 4096 combinations of twelve.
constexpr Costs of_a_value{{120e3, 160e3}, {7e3, 6e3}, {50e3, 50e3}};
constexpr Costs of_a_combination{{9e3, 15e3}, {4e3, 5e3}, {10e3, 5e3}};

double bytes_for(const Costs& costs, double states, const RunSize& size) {
  const double threads = size.threads * costs.thread.of(states);
  if (!size.is_summed_up) return threads;
  const int kept = std::min(size.replications, static_cast<int>(most_groups));
  return costs.sums.of(states) + kept * costs.replication.of(states) + threads;
}

}  // namespace

double memory_for_groups(const models::Model& model, const RunSize& size) {
  if (model.report_by.empty()) return 0;
  double values = 0;
  double combinations = 1;
  for (const std::size_t attribute : model.report_by) {
    const auto count = static_cast<double>(model.attributes[attribute].values.size());
    values += count;
    combinations *= count;
  }
  const auto states = static_cast<double>(model.states.size());
  return values * bytes_for(of_a_value, states, size) +
         combinations * bytes_for(of_a_combination, states, size);
}

void check_memory(const models::Model& model,
                  const models::Simulator& simulator,
                  const RunSize& size,
                  double free_memory) {
  constexpr double gigabyte = 1e9;
  const models::MemoryForecast each = simulator.memory();
  const double for_people = each.bytes * size.threads;
  const double for_groups = memory_for_groups(model, size);
  const double needed = for_people + for_groups;
  if (free_memory <= 0 || needed <= free_memory) return;
  const bool is_of_people = for_people > for_groups;
  const std::string cause =
      is_of_people ? fmt::format("{:.3g} million people inside at once", each.people / 1e6)
                   : std::string{"the groups of report_by"};
  const std::string remedy = is_of_people
                                 ? "shorten the run, lower the rates of arrivals"
                                 : "report by fewer attributes, or by some with fewer values";
  const bool has_threads = size.threads > 1;
  throw sim::LimitReached(
      fmt::format("this would need about {:.3g} GB, mostly for {}{}, and {:.3g} GB are free; {}{}",
                  needed / gigabyte,
                  cause,
                  has_threads ? fmt::format(", on each of {} threads", size.threads) : "",
                  free_memory / gigabyte,
                  remedy,
                  has_threads ? ", or take fewer threads" : ""));
}

}  // namespace stepdown::analysis
