#include "models/load_forecast.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace stepdown::models {

namespace {

/// Referrals a day, at the highest of the rates before the horizon.
double referral_rate(const SourceModel& source, const Model& model) {
  double batch = 1;
  if (!source.batch.empty()) {
    batch = 0;
    for (const auto& [size, share] : source.batch)
      batch += size * share;
  }
  struct {
    double horizon;
    Date end;
    double operator()(const PoissonArrivals& p) const {
      double rate = p.per_day;
      for (const PoissonArrivals::Step& step : p.steps)
        if (step.date.value < end) rate = std::max(rate, step.per_day);
      return rate * std::max(1.0, std::exp(std::log1p(p.growth_per_year) * horizon / 365.0 / 2));
    }
    double operator()(const ScheduledArrivals& s) const { return 1 / s.every; }
    double operator()(const DatedArrivals& d) const {
      return static_cast<double>(d.days.size()) / horizon;
    }
  } const rate{model.horizon, model.calendar.date(static_cast<long>(std::ceil(model.horizon)))};
  return batch * std::visit(rate, source.process);
}

/// A share of the people of one kind in one state goes on to another state.
struct Move {
  std::size_t from = 0;
  std::size_t to = 0;
  double share = 0;
};

/// People a day by [state * classes + class], and where they go.
class Traffic {
 public:
  explicit Traffic(const Model& model)
      : model_{model},
        classes_{model.classes.size()},
        inflow_(model.states.size() * classes_),
        stay_(inflow_.size()) {
    for (const sim::Distribution& time : model.distributions)
      means_.push_back(std::min(model.horizon, sim::mean(time)));
    for (const SourceModel& source : model.sources)
      add_source(source);
    for (std::size_t s = 0; s < model.level_count + model.community_count; ++s)
      for (std::size_t c = 0; c < classes_; ++c)
        add_row(s, c);
    flow_ = inflow_;
    constexpr int rounds = 40;
    for (int round = 0; round < rounds; ++round)
      substitute();
  }

  [[nodiscard]] LoadForecast load() const {
    const double arrivals = std::reduce(inflow_.begin(), inflow_.end());
    const std::size_t stays = (model_.level_count + model_.community_count) * classes_;
    LoadForecast load{.events_per_day = arrivals};
    for (std::size_t i = 0; i < stays; ++i) {
      load.events_per_day += flow_[i];
      load.people_inside += flow_[i] * stay_[i];
    }
    load.events_per_day = std::max(load.events_per_day, 1e-6);
    load.people_inside = std::min(arrivals * model_.horizon, load.people_inside);
    return load;
  }

 private:
  void add_source(const SourceModel& source) {
    const double rate = referral_rate(source, model_);
    for (std::size_t c = 0; c < classes_; ++c) {
      const Range range = source.first_states[c];
      for (std::uint32_t i = 0; i < range.count; ++i) {
        const Target& target = model_.targets[range.first + i];
        inflow_[index_of(target.state) * classes_ + c] +=
            rate * source.class_share[c] * target.probability;
      }
    }
  }

  void add_row(std::size_t state, std::size_t who) {
    const StateId id{static_cast<std::uint16_t>(state)};
    const ClassId kind{static_cast<std::uint32_t>(who)};
    const Row& row = model_.rows[model_.row_number(id, kind, 0)];
    const std::size_t from = state * classes_ + who;
    // A race is taken to win one time in five: this is a forecast, not a result.
    double racing = row.races.count == 0 ? 0.0 : 0.2;
    if (row.splits.count == 0) racing = 1;
    double by_splits = row.splits.count == 0 ? model_.horizon : 0;
    for (std::uint32_t i = 0; i < row.splits.count; ++i) {
      const SplitExit& exit = model_.split_exits[row.splits.first + i];
      add_moves(from, (1 - racing) * exit.probability, exit.targets);
      by_splits += exit.probability * exit.time_factor * means_[index_of(exit.time)];
    }
    double by_races = model_.horizon;
    for (std::uint32_t i = 0; i < row.races.count; ++i) {
      const RaceExit& exit = model_.race_exits[row.races.first + i];
      add_moves(from, racing / row.races.count, exit.targets);
      by_races = std::min(by_races, exit.time_factor * means_[index_of(exit.time)]);
    }
    stay_[from] = std::min(by_splits, by_races);
  }

  void add_moves(std::size_t from, double share, Range targets) {
    for (std::uint32_t i = 0; i < targets.count; ++i) {
      const Target& target = model_.targets[targets.first + i];
      const std::size_t to = index_of(target.state) * classes_ + from % classes_;
      moves_.push_back({from, to, share * target.probability});
    }
  }

  void substitute() {
    std::vector<double> next = inflow_;
    for (const Move& move : moves_)
      next[move.to] += flow_[move.from] * move.share;
    flow_ = std::move(next);
  }

  const Model& model_;
  std::size_t classes_;
  std::vector<double> inflow_;
  std::vector<double> stay_;   ///< days
  std::vector<double> means_;  ///< by distribution: days, up to the horizon
  std::vector<Move> moves_;
  std::vector<double> flow_;
};

}  // namespace

LoadForecast forecast_load(const Model& model) {
  return Traffic{model}.load();
}

}  // namespace stepdown::models
