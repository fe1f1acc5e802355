#include "models/compile/tables.hpp"

#include "sim/distributions/geometric.hpp"
#include "sim/distributions/renewals.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// Appends entries to a table, unless the same ones are there.
template <class Entry>
Range append(std::map<std::vector<double>, Range>& known,
             std::vector<double> key,
             std::vector<Entry>& table,
             const std::vector<Entry>& entries) {
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  const Range range{static_cast<std::uint32_t>(table.size()),
                    static_cast<std::uint32_t>(entries.size())};
  table.insert(table.end(), entries.begin(), entries.end());
  known.emplace(std::move(key), range);
  return range;
}

}  // namespace

std::size_t TableBuilder::find_equal(const sim::Distribution& distribution) {
  constexpr std::size_t many = 300;
  const std::vector<sim::Distribution>& table = model_->distributions;
  if (table.size() < many)
    return static_cast<std::size_t>(std::ranges::find(table, distribution) - table.begin());
  for (; indexed_ < table.size(); ++indexed_)
    by_text_.emplace(table[indexed_].text(), indexed_);
  std::size_t first = table.size();
  const auto [from, to] = by_text_.equal_range(distribution.text());
  for (auto like = from; like != to; ++like)
    if (table[like->second] == distribution) first = std::min(first, like->second);
  return first;
}

DistributionId TableBuilder::distribution(const sim::Distribution& distribution) {
  const auto known = known_distributions_.find(&distribution);
  if (known != known_distributions_.end()) return known->second;
  std::vector<sim::Distribution>& table = model_->distributions;
  const std::size_t equal = find_equal(distribution);
  const DistributionId id{static_cast<std::uint32_t>(equal)};
  if (equal == table.size()) table.push_back(distribution);
  known_distributions_.emplace(&distribution, id);
  return id;
}

DistributionId TableBuilder::first_success(const AuthorizedDays& days, double chance) {
  const auto [known, is_new] = known_trials_.try_emplace({days.first, days.more, chance});
  if (is_new) {
    std::vector<sim::Distribution>& table = model_->distributions;
    known->second = DistributionId{static_cast<std::uint32_t>(table.size())};
    if (days.first == days.more)
      table.emplace_back(sim::Geometric{days.more, chance});
    else
      table.emplace_back(sim::Renewals{days.first, days.more, chance});
  }
  return known->second;
}

Range TableBuilder::targets(const Split& split) {
  const auto known = known_splits_.find(&split);
  if (known != known_splits_.end()) return known->second;
  std::vector<Target> entries;
  std::vector<double> key;
  for (const Share& share : split) {
    if (share.probability.value <= 0) continue;
    const std::size_t state = names_->states.position(share.name.value);
    entries.push_back({StateId{static_cast<std::uint16_t>(state)}, share.probability.value});
    key.insert(key.end(), {static_cast<double>(state), share.probability.value});
  }
  const Range range = append(equal_targets_, std::move(key), model_->targets, entries);
  known_splits_.emplace(&split, range);
  return range;
}

Range TableBuilder::splits(const std::vector<SplitExit>& exits) {
  std::vector<double> key;
  for (const SplitExit& one : exits) {
    key.insert(key.end(),
               {static_cast<double>(one.exit),
                one.probability,
                static_cast<double>(index_of(one.time)),
                one.time_factor,
                static_cast<double>(one.targets.first),
                static_cast<double>(one.targets.count)});
  }
  return append(equal_split_exits_, std::move(key), model_->split_exits, exits);
}

Range TableBuilder::races(const std::vector<RaceExit>& exits) {
  std::vector<double> key;
  for (const RaceExit& one : exits) {
    key.insert(key.end(),
               {static_cast<double>(one.exit),
                static_cast<double>(index_of(one.time)),
                one.time_factor,
                one.hazard_ratio,
                static_cast<double>(one.targets.first),
                static_cast<double>(one.targets.count)});
  }
  return append(equal_race_exits_, std::move(key), model_->race_exits, exits);
}

}  // namespace stepdown::models
