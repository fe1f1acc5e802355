#pragma once

#include "analysis/theory/infinite_server.hpp"
#include "analysis/theory/level_sizing.hpp"
#include "analysis/theory/offered_pattern.hpp"
#include "analysis/theory/person_outcomes.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "analysis/theory/theory_listener.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// All that theory can say about a compiled scenario, by the names of the metric catalog.
namespace stepdown::analysis {

/// What a figure claims about the simulation of the same scenario.
enum class Standing {
  Exact,      ///< agrees with the simulation but for its noise
  Unlimited,  ///< what would be asked for if places were unlimited
  About,      ///< the same, by an approximation
  LongRun,    ///< exact once the start is forgotten, which this run shows as well: no warm-up
  OnItsOwn    ///< approximation: the level taken alone, requests Poisson, times exponential
};

[[nodiscard]] std::string to_text(Standing standing);

/// One figure, or the reason why there is none.
struct TheoryFigure {
  std::string state;
  std::string group;  ///< "attribute=value", "waiting=new", or `all`
  std::string metric;
  std::string statistic;
  std::optional<double> value;
  Standing standing{};
  std::string method;
  std::string note;  ///< why there is no value, or what the reader must know

  friend bool operator==(const TheoryFigure&, const TheoryFigure&) = default;
};

/// All that theory says of a scenario.
struct TheoryReport {
  std::vector<TheoryFigure> figures;
  std::vector<std::string> footnotes;
  std::optional<TrafficFigures> traffic;       ///< nothing when nobody ever leaves
  std::optional<InfiniteServerFigures> paths;  ///< from an empty start; nothing: no formula
  std::vector<OfferedPattern> offered;         ///< by level; empty without traffic
  std::vector<Sizing> sizing;                  ///< by level; empty without traffic
  bool is_unlimited = false;                   ///< nobody can ever have to wait
};

struct TheoryPlan {
  std::size_t cells_per_day = 2;           ///< of the grid in time, at least; even
  std::size_t most_exact_states = 20'000;  ///< of the Markov chain of the whole pathway
  TheoryListener listener = {};
};

/// Whether the census of a level that nobody waits for is Poisson: arrivals are, one at a time.
[[nodiscard]] bool has_poisson_census(const models::Model& model);

/// Works out everything that applies. Takes well under a second for a network of seven levels,
/// eight kinds of people and five years.
[[nodiscard]] TheoryReport theory_report(const models::Model& model, const TheoryPlan& plan = {});

/// Only demand and places for it, in the long run: `traffic`, `offered` and `sizing`.
[[nodiscard]] TheoryReport places_report(const models::Model& model,
                                         const TheoryListener& listener = {});

}  // namespace stepdown::analysis
