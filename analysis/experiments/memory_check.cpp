#include "analysis/experiments/memory_check.hpp"

#include "sim/limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stepdown::analysis {

void check_memory(const models::Model& model,
                  const models::Simulator& simulator,
                  const RunSize& size,
                  double free_memory) {
  if (free_memory <= 0) return;
  constexpr double gigabyte = 1e9;
  const models::MemoryForecast each = simulator.memory();
  const std::string people = fmt::format("{:.3g} million people inside at once", each.people / 1e6);
  std::vector<MemoryNeed> needs = memory_needs(model, size);
  needs.push_back({.bytes = each.bytes * size.threads,
                   .what = people,
                   .remedy = "shorten the run, lower the rates of arrivals",
                   .is_by_thread = true});
  double needed = 0;
  for (const MemoryNeed& need : needs)
    needed += need.bytes;
  if (needed <= free_memory) return;
  const MemoryNeed& most = *std::ranges::max_element(needs, {}, &MemoryNeed::bytes);
  const bool has_threads = most.is_by_thread && size.threads > 1;
  throw sim::LimitReached(
      fmt::format("this would need about {:.3g} GB, mostly for {}{}, and {:.3g} GB are free; {}{}",
                  needed / gigabyte,
                  most.what,
                  has_threads ? fmt::format(", on each of {} threads", size.threads) : "",
                  free_memory / gigabyte,
                  most.remedy,
                  has_threads ? ", or take fewer threads" : ""));
}

}  // namespace stepdown::analysis
