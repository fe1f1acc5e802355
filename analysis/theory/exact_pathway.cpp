#include "analysis/theory/exact_pathway.hpp"

#include "analysis/theory/markov_stays.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace stepdown::analysis {

using models::ClassId;
using models::index_of;
using models::Model;
using models::StateId;

namespace {

/// Reads one station after another; stops at the first thing that does not fit.
class Reader {
 public:
  explicit Reader(const Model& model) : model_(model) {}

  std::optional<std::string> problem;
  std::vector<BlockingStation> stations;

  void read() {
    for (const models::SourceModel& source : model_.sources)
      check_source(source);
    for (std::size_t s = 0; s < inner() && !problem; ++s)
      read_station(static_cast<StateId>(s));
    for (std::size_t s = 0; s < inner() && !problem; ++s)
      read_arrivals(s);
  }

 private:
  const Model& model_;

  [[nodiscard]] std::size_t inner() const { return model_.level_count + model_.community_count; }

  void refuse(std::string text) {
    if (!problem) problem = std::move(text);
  }

  void check_source(const models::SourceModel& source) {
    if (!source.batch.empty()) {
      refuse(fmt::format("arrivals of {} come in batches", source.name));
    } else if (!is_steady_poisson(source)) {
      refuse(fmt::format("arrivals of {} are not Poisson with one rate", source.name));
    }
  }

  void read_station(StateId id) {
    const models::StateModel& state = model_.state(id);
    BlockingStation station;
    station.name = state.name;
    station.is_level = model_.is_level(id);
    if (station.is_level && state.is_limited) station.places = state.places;
    if (!state.changes.empty()) refuse(fmt::format("places of {} change", state.name));
    if (!state.tests.empty()) refuse(fmt::format("{} depends on history", state.name));
    if (state.hold.kind == models::Hold::Kind::Limited)
      refuse(fmt::format("holding in {} ends after a fixed time", state.name));
    if (state.divert_to) refuse(fmt::format("{} diverts people", state.name));
    if (state.priority_ranks > 1) refuse(fmt::format("{} has priorities", state.name));
    station.holds = state.hold.kind == models::Hold::Kind::UntilPlaced;
    station.list_limit = state.list_limit;
    static_assert(requester_count == models::waiting_class_count);
    std::ranges::copy(state.class_rank, station.class_rank.begin());
    const std::vector<ClassId> used = used_classes(model_);
    for (std::size_t c = 0; c < used.size() && !problem; ++c)
      read_class(id, used[c], c == 0, station);
    stations.push_back(std::move(station));
  }

  void read_class(StateId id, ClassId who, bool is_first, BlockingStation& station) {
    BlockingStation mine = station;
    mine.to.assign(inner(), 0.0);
    read_behavior(id, who, mine);
    if (station.is_level) read_request_behavior(id, who, mine);
    if (is_first) {
      station = mine;
    } else if (mine.rate != station.rate || mine.to != station.to ||
               mine.patience_rate != station.patience_rate ||
               mine.gave_up_to != station.gave_up_to ||
               mine.turned_away_to != station.turned_away_to) {
      refuse(fmt::format("people of different kinds behave differently in {}", station.name));
    }
  }

  void read_behavior(StateId id, ClassId who, BlockingStation& station) {
    const models::Behavior& behavior = model_.behaviors[model_.behavior_number(id, who, 0)];
    const models::StateModel& state = model_.state(id);
    std::optional<double> treatment;
    for (const models::SplitExit& exit : model_.splits_in(behavior)) {
      if (!(exit.probability > 0)) continue;
      auto rate = exponential_rate(model_.distributions[index_of(exit.time)]);
      if (!rate) return refuse(fmt::format("times in {} are not exponential", station.name));
      *rate /= exit.time_factor;
      if (treatment && *treatment != *rate)
        return refuse(fmt::format("times in {} differ between exits", station.name));
      treatment = rate;
    }
    double total = treatment.value_or(0);
    for (const models::RaceExit& exit : model_.races_in(behavior)) {
      const auto rate = exponential_rate(model_, exit);
      if (!rate) return refuse(fmt::format("times in {} are not exponential", station.name));
      total += *rate;
    }
    for (const models::ExitInfo& exit : state.exits)
      if (exit.transfer) refuse(fmt::format("{} has transfers", station.name));
    station.rate = total;
    for (const models::SplitExit& exit : model_.splits_in(behavior)) {
      spread(exit.targets, exit.probability * treatment.value_or(0) / total, station.to);
    }
    for (const models::RaceExit& exit : model_.races_in(behavior)) {
      spread(exit.targets, exponential_rate(model_, exit).value_or(0) / total, station.to);
    }
  }

  void read_request_behavior(StateId id, ClassId who, BlockingStation& station) {
    const models::RequestBehavior& behavior =
        model_.request_behaviors[model_.behavior_number(id, who, 0)];
    for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
      const auto& patience = behavior.patience[w];
      if (!patience) continue;
      const auto rate = exponential_rate(model_.distributions[index_of(*patience)]);
      if (!rate) return refuse(fmt::format("patience for {} is not exponential", station.name));
      station.patience_rate[w] = *rate / behavior.patience_factor;
    }
    station.gave_up_to.assign(inner(), 0.0);
    spread(behavior.gave_up_targets, 1, station.gave_up_to);
    station.turned_away_to.assign(inner(), 0.0);
    spread(behavior.turned_away_targets, 1, station.turned_away_to);
  }

  void spread(models::Range targets, double probability, std::vector<double>& to) const {
    for (const models::Target& target : model_.targets_in(targets)) {
      if (!model_.is_outcome(target.state))
        to[index_of(target.state)] += probability * target.probability;
    }
  }

  void read_arrivals(std::size_t s) {
    for (const models::SourceModel& source : model_.sources) {
      const double per_day = models::steady_rate(source.process).value_or(0);
      for (const ClassId who : used_classes(model_)) {
        for (const models::Target& target : model_.targets_in(source.first_states[index_of(who)])) {
          if (index_of(target.state) == s)
            stations[s].arrivals +=
                per_day * source.class_share[index_of(who)] * target.probability;
        }
      }
    }
  }
};

}  // namespace

std::variant<BlockingNetwork, NoAnswer> exact_network(const Model& model, int most_people) {
  Reader reader(model);
  reader.read();
  if (reader.problem) return NoAnswer{*reader.problem};
  return BlockingNetwork(std::move(reader.stations), most_people);
}

std::variant<ExactFigures, NoAnswer> solve_pathway_exactly(const Model& model,
                                                           std::size_t most_states,
                                                           double tolerance) {
  std::variant<ExactFigures, NoAnswer> answer = NoAnswer{"no cap on people was tried"};
  for (const int most_people : {20, 40, 80, 160, 250}) {
    const auto network = exact_network(model, most_people);
    if (const auto* none = std::get_if<NoAnswer>(&network)) return *none;
    const auto& chain = std::get<BlockingNetwork>(network);
    answer = solve_exactly(chain, most_states);
    const auto* figures = std::get_if<ExactFigures>(&answer);
    if (figures == nullptr) return answer;
    double arrivals = 0;
    for (const BlockingStation& station : chain.stations())
      arrivals += station.arrivals;
    if (figures->lost <= tolerance * arrivals) return answer;
    // An overload loses the same share whatever the cap.
    if (most_people >= 80 && figures->lost > 0.01 * arrivals) break;
  }
  return NoAnswer{"the number of people has no end that the chain could be cut at"};
}

}  // namespace stepdown::analysis
