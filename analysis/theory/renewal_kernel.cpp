#include "analysis/theory/renewal_kernel.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

using models::index_of;

namespace {

using Sequence = std::vector<Complex>;

void add_product(Sequence& sum, const Sequence& a, const Sequence& b, double factor) {
  for (std::size_t k = 0; k < sum.size(); ++k)
    sum[k] += factor * (a[k] * b[k]);
}

void add_multiple(Sequence& sum, const Sequence& a, double factor) {
  for (std::size_t k = 0; k < sum.size(); ++k)
    sum[k] += factor * a[k];
}

/// From P(rings in cell m) and E[T; rings in cell m] of a race that starts at 0 to the chance that
/// it ends in cell m when it starts evenly within cell 0: the average of G over the cell,
/// (1/h) int G dt = G(m h) + ((m + 1) h mass - time) / h, less that of the cell before.
std::vector<double> even_start(const std::vector<double>& mass,
                               const std::vector<double>& time,
                               double h) {
  std::vector<double> ending(mass.size());
  double rung = 0;  // G(m h)
  double before = 0;
  for (std::size_t m = 0; m < mass.size(); ++m) {
    const double average = rung + (static_cast<double>(m + 1) * h * mass[m] - time[m]) / h;
    ending[m] = std::max(0.0, average - before);
    before = average;
    rung += mass[m];
  }
  return ending;
}

}  // namespace

RenewalKernels::RenewalKernels(const models::Model& model, double h, std::size_t cells)
    : model_{&model}, h_{h}, cells_{cells}, grid_{cells + 1} {}

const RenewalKernels::RaceTransforms& RenewalKernels::transforms(const std::vector<Clock>& clocks) {
  std::vector<double> key;
  for (const Clock& clock : clocks) {
    key.push_back(static_cast<double>(clock.time - model_->distributions.data()));
    key.push_back(clock.time_factor);
    key.push_back(clock.hazard_ratio);
  }
  const auto [entry, is_new] = races_.try_emplace(std::move(key));
  if (!is_new) return entry->second;
  RaceTransforms& result = entry->second;
  const GridWins wins = race_on_grid(clocks, h_, cells_);
  std::vector<double> inside(cells_ + 1, 1.0);
  inside[0] = 0;
  for (std::size_t k = 0; k < clocks.size(); ++k) {
    const std::vector<double> ending = even_start(wins.mass[k], wins.time[k], h_);
    double ended = 0;
    for (std::size_t m = 0; m < cells_; ++m) {
      ended += ending[m];
      inside[m + 1] -= ended;
    }
    result.endings.push_back(grid_.transform(ending));
  }
  result.inside = grid_.transform(inside);
  return result;
}

void RenewalKernels::add_ending(const models::ExitInfo& exit,
                                models::Range targets,
                                const std::vector<Complex>& ending,
                                double share,
                                RenewalStay& stay) {
  Sequence after_transfer;
  const Sequence& left = exit.transfer ? after_transfer : ending;
  if (exit.transfer) {
    after_transfer = ending;
    const Clock transfer{&model_->distributions[index_of(*exit.transfer)], 1, 1};
    const RaceTransforms& delay = transforms({transfer});
    add_product(stay.inside, ending, delay.inside, share);
    for (std::size_t k = 0; k < left.size(); ++k)
      after_transfer[k] *= delay.endings.front()[k];
  }
  for (const models::Target& target : model_->targets_in(targets)) {
    if (!(target.probability > 0)) continue;
    Sequence& next = stay.next[index_of(target.state)];
    next.resize(left.size());
    add_multiple(next, left, share * target.probability);
  }
}

RenewalStay RenewalKernels::stay(models::StateId state, models::ClassId who) {
  RenewalStay result;
  result.next.resize(model_->states.size());
  result.inside.resize(grid_.frequencies());
  const models::StateModel& s = model_->state(state);
  for (const BehaviorClocks& behavior : behavior_clocks(*model_, state, who)) {
    const RaceTransforms& race = transforms(behavior.clocks);
    add_multiple(result.inside, race.inside, behavior.share);
    for (std::size_t k = 0; k < behavior.clocks.size(); ++k)
      add_ending(
          s.exits[behavior.exits[k]], behavior.targets[k], race.endings[k], behavior.share, result);
  }
  return result;
}

}  // namespace stepdown::analysis
