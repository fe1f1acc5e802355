#include "models/load_forecast.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

namespace stepdown::models {

namespace {

constexpr int rounds = 40;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// At any time.
double most_places(const StateModel& state) {
  return state.is_limited ? state.most_places() : infinity;
}

/// A share of the people of one kind in one state goes on to another state.
struct Move {
  std::size_t from = 0;
  std::size_t to = 0;
  double share = 0;
};

/// Classes of people who do the same in all states are followed together.
struct AlikeClasses {
  std::vector<std::size_t> number;  ///< by class
  std::vector<ClassId> first;       ///< by number: one of them
};

AlikeClasses alike_classes(const Model& model, const std::vector<StateModel>& states) {
  using Doing = std::array<std::size_t, 5>;  // number so far, and what they do in one state more
  AlikeClasses alike{std::vector<std::size_t>(model.classes.size(), 0), {}};
  std::size_t count = 1;
  for (const StateModel& state : states) {
    if (state.kind == StateKind::Outcome || count == model.classes.size()) continue;
    std::map<Doing, std::size_t> known;
    for (std::size_t c = 0; c < model.classes.size(); ++c) {
      const ClassId who{static_cast<std::uint32_t>(c)};
      const Behavior& behavior = model.behaviors[Model::behavior_number(state, who, 0)];
      const auto& [splits, races] = std::pair{behavior.splits, behavior.races};
      const Doing doing{alike.number[c], splits.first, splits.count, races.first, races.count};
      alike.number[c] = known.try_emplace(doing, known.size()).first->second;
    }
    count = known.size();
  }
  alike.first.resize(count);
  for (std::size_t c = model.classes.size(); c-- > 0;)
    alike.first[alike.number[c]] = ClassId{static_cast<std::uint32_t>(c)};
  return alike;
}

/// People a day by [state * classes + class], and where they go. Classes are those that differ.
class Traffic {
 public:
  /// @param period  in which all of the run is taken to be
  Traffic(const Model& model, std::size_t period)
      : model_{model},
        states_{model.states_in(period)},
        alike_{alike_classes(model, states_)},
        classes_{alike_.first.size()},
        inflow_(model.states.size() * classes_),
        stay_(inflow_.size()) {
    for (const sim::Distribution& time : model.distributions)
      means_.push_back(std::min(model.horizon, sim::mean(time)));
    for (std::size_t s = 0; s < model.sources.size(); ++s)
      add_source(model.sources[s], model.sources_in(period)[s]);
    for (std::size_t s = 0; s < model.level_count + model.community_count; ++s)
      for (std::size_t c = 0; c < classes_; ++c)
        add_behavior(s, c);
    if (!model.start) return;
    present_ = static_cast<double>(model.start->people());
    referred_ += present_;
  }

  [[nodiscard]] LoadForecast load() const {
    const std::vector<double> all(inflow_.size(), 1.0);
    std::vector<double> flow = inflow_;
    for (int round = 0; round < rounds; ++round)
      flow = next_flow(inflow_, flow, all);
    LoadForecast load{.events_per_day = arrivals()};
    for (std::size_t s = 0; s < model_.level_count + model_.community_count; ++s) {
      double people = 0;
      for (std::size_t i = s * classes_; i < (s + 1) * classes_; ++i) {
        load.events_per_day += flow[i];
        people += flow[i] * stay_[i];
      }
      load.people_inside += people;
      load.in_places += std::min(people, most_places(model_.states[s]));
    }
    load.events_per_day = std::max(load.events_per_day, 1e-6);
    load.people_inside = std::max(present_, std::min(referred_, load.people_inside));
    load.in_places = std::max(present_, std::min(referred_, load.in_places));
    return load;
  }

  /// Where people go round in next to no time, only the horizon ends it: time is taken to run out
  /// at random, so that of each state there is a share of people who go on.
  [[nodiscard]] MovesForecast moves() const {
    if (!(arrivals() > 0)) return {};
    std::vector<double> goes_on;
    for (const double days : stay_)
      goes_on.push_back(1 / (1 + days / model_.horizon));
    const std::vector<double> nobody(inflow_.size());
    std::vector<double> flow = inflow_;
    double sum = arrivals();
    double halfway = 0;
    double last = 0;
    for (int round = 1; round <= rounds; ++round) {
      flow = next_flow(nobody, flow, goes_on);
      last = std::reduce(flow.begin(), flow.end());
      sum += last;
      if (round == rounds / 2) halfway = last;
    }
    if (last > 0) {
      const double lasting = std::pow(last / halfway, 2.0 / rounds);  // from round to round
      sum += lasting < 1 ? last * lasting / (1 - lasting) : infinity;
    }
    const auto busiest = std::ranges::max_element(flow) - flow.begin();
    return {.each = sum / arrivals(),
            .events = referred_ * (sum / arrivals()),
            .busiest = static_cast<std::size_t>(busiest) / classes_};
  }

 private:
  /// @param then  the source in the period
  void add_source(const SourceModel& source, const SourceModel& then) {
    const ArrivalPeak busiest = peak(source.process, model_.horizon);
    const double rate = busiest.per_day * source.mean_batch();
    referred_ += busiest.in_all * source.mean_batch();
    for (std::size_t c = 0; c < alike_.number.size(); ++c) {
      const Range range = then.first_states[c];
      for (const Target& target : model_.targets_in(range)) {
        inflow_[index_of(target.state) * classes_ + alike_.number[c]] +=
            rate * then.class_share[c] * target.probability;
      }
    }
  }

  void add_behavior(std::size_t state, std::size_t who) {
    const Behavior& behavior =
        model_.behaviors[Model::behavior_number(states_[state], alike_.first[who], 0)];
    const std::size_t from = state * classes_ + who;
    // A race is taken to win one time in five: this is a forecast, not a result.
    double racing = behavior.races.count == 0 ? 0.0 : 0.2;
    if (behavior.splits.count == 0) racing = 1;
    double split_days = behavior.splits.count == 0 ? model_.horizon : 0;
    for (const SplitExit& exit : model_.splits_in(behavior)) {
      add_moves(from, who, (1 - racing) * exit.probability, exit.targets);
      split_days += exit.probability * exit.time_factor * means_[index_of(exit.time)];
    }
    double race_days = model_.horizon;
    for (const RaceExit& exit : model_.races_in(behavior)) {
      add_moves(from, who, racing / behavior.races.count, exit.targets);
      race_days = std::min(race_days, exit.time_factor * means_[index_of(exit.time)]);
    }
    stay_[from] = std::min(split_days, race_days);
  }

  void add_moves(std::size_t from, std::size_t who, double share, Range targets) {
    for (const Target& target : model_.targets_in(targets)) {
      const std::size_t to = index_of(target.state) * classes_ + who;
      moves_.push_back({from, to, share * target.probability});
    }
  }

  [[nodiscard]] double arrivals() const { return std::reduce(inflow_.begin(), inflow_.end()); }

  /// Those who come anew, and those who come from the states in which `flow` was, of whom a share
  /// goes on.
  [[nodiscard]] std::vector<double> next_flow(std::vector<double> anew,
                                              const std::vector<double>& flow,
                                              const std::vector<double>& goes_on) const {
    for (const Move& move : moves_)
      anew[move.to] += flow[move.from] * move.share * goes_on[move.from];
    return anew;
  }

  const Model& model_;
  const std::vector<StateModel>& states_;  ///< in the period
  AlikeClasses alike_;
  std::size_t classes_;
  std::vector<double> inflow_;
  std::vector<double> stay_;   ///< days
  std::vector<double> means_;  ///< by distribution: days, up to the horizon
  std::vector<Move> moves_;
  double referred_ = 0;  ///< up to the horizon, those at the start included
  double present_ = 0;   ///< at the start
};

/// Whether all are as in the period before, except perhaps when they come.
bool is_as_before(const Model& model, std::size_t period) {
  return &model.states_in(period) == &model.states_in(period - 1) &&
         &model.sources_in(period) == &model.sources_in(period - 1);
}

}  // namespace

LoadForecast forecast_load(const Model& model) {
  LoadForecast most = Traffic{model, 0}.load();
  for (std::size_t period = 1; period < model.period_count(); ++period) {
    if (is_as_before(model, period)) continue;
    const LoadForecast load = Traffic{model, period}.load();
    most.events_per_day = std::max(most.events_per_day, load.events_per_day);
    most.people_inside = std::max(most.people_inside, load.people_inside);
    most.in_places = std::max(most.in_places, load.in_places);
  }
  return most;
}

MovesForecast forecast_moves(const Model& model) {
  MovesForecast most = Traffic{model, 0}.moves();
  for (std::size_t period = 1; period < model.period_count(); ++period) {
    if (is_as_before(model, period)) continue;
    const MovesForecast moves = Traffic{model, period}.moves();
    most.events = std::max(most.events, moves.events);
    if (moves.each <= most.each) continue;
    most.each = moves.each;
    most.busiest = moves.busiest;
  }
  return most;
}

std::size_t room_for(const LoadForecast& load, std::size_t bytes_each) {
  constexpr double margin = 1.1;
  const double most_bytes =
      std::min(0x1p33, static_cast<double>(std::numeric_limits<std::ptrdiff_t>::max()) / 8);
  const double most = most_bytes / static_cast<double>(bytes_each);
  const double people = margin * load.people_inside;
  if (!(people > 0)) return 0;
  return static_cast<std::size_t>(std::min(most, people));
}

}  // namespace stepdown::models
