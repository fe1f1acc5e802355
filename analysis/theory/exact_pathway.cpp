#include "analysis/theory/exact_pathway.hpp"

#include "analysis/theory/markov_stays.hpp"
#include "analysis/theory/understood.hpp"
#include "sim/contract.hpp"
#include "sim/distributions/exponential_rate.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace stepdown::analysis {

using models::ClassId;
using models::index_of;
using models::Model;
using models::StateId;

namespace {

/// Kinds of people who differ only in how they leave are the same to the chain, so that they are
/// compared where they are read.
constexpr models::FeatureSet markov_chain{models::Feature::SourceMix,
                                          models::Feature::KindsDiffer,
                                          models::Feature::LimitedPlaces,
                                          models::Feature::Holding,
                                          models::Feature::WaitingOrder,
                                          models::Feature::ListLimit,
                                          models::Feature::Patience,
                                          models::Feature::RaceExits,
                                          models::Feature::Attendance};

/// Reads one station after another; stops at the first thing that does not fit.
class Reader {
 public:
  explicit Reader(const Model& model) : model_(model) {}

  std::optional<NoAnswer> problem;
  std::vector<BlockingStation> stations;

  void read() {
    for (const models::SourceModel& source : model_.sources)
      refuse(not_understood(source, markov_chain));
    for (std::size_t s = 0; s < inner() && !problem; ++s)
      read_station(static_cast<StateId>(s));
    refuse(not_understood(model_, markov_chain));
    for (std::size_t s = 0; s < inner() && !problem; ++s)
      read_arrivals(s);
  }

 private:
  const Model& model_;

  [[nodiscard]] std::size_t inner() const { return model_.level_count + model_.community_count; }

  void refuse(std::optional<NoAnswer> no) {
    if (!problem) problem = std::move(no);
  }

  void read_station(StateId id) {
    const models::StateModel& state = model_.state(id);
    refuse(not_understood(state, markov_chain));
    if (problem) return;
    BlockingStation station;
    station.name = state.name;
    station.is_level = model_.is_level(id);
    if (station.is_level && state.is_limited) station.places = state.places;
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
      refuse(NoAnswer{models::text_of(models::Feature::KindsDiffer, station.name)});
    }
  }

  /// Features have told that times are exponential.
  [[nodiscard]] double rate_of(models::DistributionId time) const {
    const auto rate = sim::exponential_rate(model_.distributions[index_of(time)]);
    sim::expects(rate.has_value(), "a model that the chain understands has exponential times");
    return rate.value_or(0);
  }

  void read_behavior(StateId id, ClassId who, BlockingStation& station) const {
    const models::Behavior& behavior = model_.behaviors[model_.behavior_number(id, who, 0)];
    double treatment = 0;  // the same for all split exits
    for (const models::SplitExit& exit : model_.splits_in(behavior))
      treatment = rate_of(exit.time) / exit.time_factor;
    station.rate = treatment;
    for (const models::RaceExit& exit : model_.races_in(behavior))
      station.rate += rate_of(exit.time) * (exit.hazard_ratio / exit.time_factor);
    for (const models::SplitExit& exit : model_.splits_in(behavior))
      spread(exit.targets, exit.probability * treatment / station.rate, station.to);
    for (const models::RaceExit& exit : model_.races_in(behavior))
      spread(exit.targets,
             rate_of(exit.time) * (exit.hazard_ratio / exit.time_factor) / station.rate,
             station.to);
  }

  void read_request_behavior(StateId id, ClassId who, BlockingStation& station) {
    const models::RequestBehavior& behavior =
        model_.request_behaviors[model_.behavior_number(id, who, 0)];
    for (std::size_t w = 0; w < models::waiting_class_count; ++w) {
      const auto& patience = behavior.patience[w];
      if (!patience) continue;
      station.patience_rate[w] = rate_of(*patience) / behavior.patience_factor;
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
  if (reader.problem) return *reader.problem;
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
