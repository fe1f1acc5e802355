#include "models/pathway/pathway.hpp"

#include "models/pathway/pathway_graph.hpp"
#include "sim/distributions/distribution.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace stepdown::models {
namespace {

/// The ways out of one vertex, gathered class by class.
class WayCollector {
 public:
  explicit WayCollector(std::size_t class_count) : class_count_(class_count) {}

  /// One class of people takes a way with these shares. Ways are told apart by kind, exit and end.
  void add(const PathwayEdge& way, std::span<const Target> targets, double probability) {
    for (const Target& target : targets)
      add(way, target.state, probability * target.probability);
  }

  void add(PathwayEdge way, StateId to, double share) {
    const auto same = std::ranges::find_if(ways_, [&](const Way& other) {
      return other.edge.kind == way.kind && other.edge.exit == way.exit && other.to == to;
    });
    if (same == ways_.end()) {
      way.lowest_share = way.highest_share = share;
      ways_.push_back({to, way, 1});
      return;
    }
    PathwayEdge& edge = same->edge;
    edge.lowest_share = std::min(edge.lowest_share, share);
    edge.highest_share = std::max(edge.highest_share, share);
    edge.takes_no_time = edge.takes_no_time || way.takes_no_time;
    ++same->classes;
  }

  /// Draws the ways; one that some class never takes has 0 as its lowest share.
  void add_to(PathwayGraph& graph, std::size_t from) {
    for (Way& way : ways_) {
      if (way.classes < class_count_) way.edge.lowest_share = 0;
      boost::add_edge(from, index_of(way.to), way.edge, graph);
    }
  }

 private:
  struct Way {
    StateId to{};
    PathwayEdge edge;
    std::size_t classes = 0;
  };

  std::size_t class_count_;
  std::vector<Way> ways_;
};

PathwayVertex::Kind kind_of(StateKind kind) {
  switch (kind) {
    case StateKind::Level:
      return PathwayVertex::Kind::Level;
    case StateKind::Community:
      return PathwayVertex::Kind::Community;
    case StateKind::Outcome:
      return PathwayVertex::Kind::Outcome;
  }
  return {};
}

/// Reads the tables of a model, class by class.
class PathwayBuilder {
 public:
  explicit PathwayBuilder(const Model& model) : model_(&model) {
    for (const sim::Distribution& time : model.distributions)
      is_instant_.push_back(sim::to_ticks(sim::highest(time)) == sim::Ticks::zero());
  }

  [[nodiscard]] PathwayGraph build() const {
    PathwayGraph graph;
    for (std::size_t s = 0; s < model_->states.size(); ++s) {
      const StateModel& state = model_->states[s];
      const bool can_hold = state.is_limited && state.hold.kind != Hold::Kind::None;
      boost::add_vertex({kind_of(state.kind), static_cast<std::uint16_t>(s), can_hold}, graph);
    }
    for (std::size_t i = 0; i < model_->sources.size(); ++i)
      boost::add_vertex({PathwayVertex::Kind::Source, static_cast<std::uint16_t>(i), false}, graph);
    // A class is counted once for all that it does on some dates: it may go other ways then.
    const std::size_t classes = model_->classes.size();
    for (std::size_t s = 0; s < model_->states.size(); ++s) {
      const StateId id{static_cast<std::uint16_t>(s)};
      if (model_->is_outcome(id)) continue;
      const std::vector<const StateModel*> different = over_time(s);
      WayCollector ways(classes * different.size());
      for (const StateModel* const state : different)
        for (std::size_t who = 0; who < classes; ++who) {
          add_exits(*state, who, ways);
          if (model_->is_level(id)) add_refusals(*state, who, ways);
        }
      ways.add_to(graph, s);
    }
    for (std::size_t i = 0; i < model_->sources.size(); ++i) {
      WayCollector ways(classes * (1 + model_->later_sources.size()));
      const auto add = [&](const std::vector<SourceModel>& sources) {
        for (const Range& first : sources[i].first_states)
          ways.add({}, model_->targets_in(first), 1);
      };
      add(model_->sources);
      std::ranges::for_each(model_->later_sources, add);
      ways.add_to(graph, model_->states.size() + i);
    }
    return graph;
  }

 private:
  /// A state as it is at first, and as it is later where that is otherwise than before.
  [[nodiscard]] std::vector<const StateModel*> over_time(std::size_t state) const {
    std::vector<const StateModel*> different{&model_->states[state]};
    for (const std::vector<StateModel>& later : model_->later_states)
      if (later[state] != *different.back()) different.push_back(&later[state]);
    return different;
  }

  [[nodiscard]] bool is_instant(const std::optional<DistributionId>& time) const {
    return !time || is_instant_[index_of(*time)];
  }

  /// Split and race exits in the order of the author.
  void add_exits(const StateModel& state, std::size_t who, WayCollector& ways) const {
    const ClassId class_id{static_cast<std::uint32_t>(who)};
    const Behavior& behavior = model_->behaviors[Model::behavior_number(state, class_id, 0)];
    const std::span<const RaceExit> races = model_->races_in(behavior);
    const auto add = [&](PathwayEdge::Kind kind, const auto& exit, double share) {
      const ExitInfo& info = state.exits[exit.exit];
      PathwayEdge way;
      way.kind = kind;
      way.exit = exit.exit;
      way.reason = info.reason;
      way.takes_no_time = is_instant(exit.time) && is_instant(info.transfer);
      ways.add(way, model_->targets_in(exit.targets), share);
    };
    auto race = races.begin();
    for (const SplitExit& split : model_->splits_in(behavior)) {
      for (; race != races.end() && race->exit < split.exit; ++race)
        add(PathwayEdge::Kind::ByRace, *race, 1);
      const std::vector<double>& before_effects = state.exits[split.exit].shares_before_effects;
      add(PathwayEdge::Kind::BySplit,
          split,
          before_effects.empty() ? split.probability : before_effects[who]);
    }
    for (; race != races.end(); ++race)
      add(PathwayEdge::Kind::ByRace, *race, 1);
  }

  void add_refusals(const StateModel& level, std::size_t who, WayCollector& ways) const {
    const ClassId class_id{static_cast<std::uint32_t>(who)};
    const RequestBehavior& asking =
        model_->request_behaviors[Model::behavior_number(level, class_id, 0)];
    PathwayEdge way;
    way.never_acts = !level.has_list();
    way.kind = PathwayEdge::Kind::GaveUp;
    way.takes_no_time = std::ranges::any_of(
        asking.patience, [this](const auto& time) { return time && is_instant(time); });
    ways.add(way, model_->targets_in(asking.gave_up_targets), 1);
    way.takes_no_time = true;
    way.kind = PathwayEdge::Kind::TurnedAway;
    ways.add(way, model_->targets_in(asking.turned_away_targets), 1);
    way.kind = PathwayEdge::Kind::Diverted;
    if (level.divert_to) ways.add(way, *level.divert_to, 1);
    way.kind = PathwayEdge::Kind::Balked;
    ways.add(way, model_->targets_in(asking.balked_targets), 1);
    // Nobody looks at other levels twice, so that there is no round in it.
    way.takes_no_time = false;
    way.kind = PathwayEdge::Kind::Redirected;
    for (const StateId other : level.alternatives)
      ways.add(way, other, 1);
    way.kind = PathwayEdge::Kind::LeftList;
    for (const RaceExit& risk : model_->races_in(asking)) {
      way.exit = risk.exit;
      way.reason = level.waiting_exits[risk.exit].reason;
      way.takes_no_time = is_instant(risk.time);
      ways.add(way, model_->targets_in(risk.targets), 1);
    }
  }

  const Model* model_;
  std::vector<bool> is_instant_;  ///< by DistributionId
};

}  // namespace

Pathway::Pathway(std::unique_ptr<const Graph> graph, std::size_t state_count)
    : graph_(std::move(graph)), state_count_(state_count) {}
Pathway::Pathway(Pathway&&) noexcept = default;
Pathway& Pathway::operator=(Pathway&&) noexcept = default;
Pathway::~Pathway() = default;

std::size_t Pathway::source_count() const {
  return boost::num_vertices(graph_->list) - state_count_;
}

std::vector<PathwayWay> Pathway::ways() const {
  const PathwayGraph& graph = graph_->list;
  std::vector<PathwayWay> ways;
  for (const auto edge : boost::make_iterator_range(boost::edges(graph)))
    ways.push_back(
        {graph[boost::source(edge, graph)], graph[boost::target(edge, graph)], graph[edge]});
  return ways;
}

Pathway make_pathway(const Model& model) {
  return {std::make_unique<const Pathway::Graph>(Pathway::Graph{PathwayBuilder(model).build()}),
          model.states.size()};
}

}  // namespace stepdown::models
