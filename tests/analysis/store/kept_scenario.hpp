#pragma once

#include "analysis/measure/measure.hpp"
#include "analysis/summary/kept_figures.hpp"
#include "analysis/summary/summarizer.hpp"
#include "tests/support/simulated.hpp"

#include <string>
#include <vector>

/// Replications of a scenario in which there is some of everything that is kept: waits, losses,
/// curves, groups of people.
namespace stepdown::tests {

inline const std::string kept_scenario = R"(
schema: 1
name: Kept
start: 2026-01-05
run: {warm_up: 10 d, horizon: 800 d, replications: 23}
report_by: [payer]
attributes: {payer: {public: 0.4, private: 0.6}}
levels:
  day:
    places: {slots: 9}
    treatment_time: {gamma: {mean: 11 d, cv: 0.7}}
    exits:
      planned: {probability: 0.7, to: evening}
      dropout: {probability: 0.3, treatment_time: {exponential: {mean: 5 d}}, to: home}
    waiting: {limit: 6, turned_away_to: home}
  evening:
    places: {slots: 30}
    treatment_time: {gamma: {mean: 40 d, cv: 0.5}}
    exits: {planned: {probability: 1, to: home}}
community:
  home:
    exits:
      relapse: {after: {exponential: {mean: 200 d}}, to: day}
      recovers: {after: {exponential: {mean: 300 d}}, to: recovered}
outcomes: [recovered]
arrivals:
  referrals: {poisson: {rate: 6 /wk}, to: day}
)";

/// What a summarizer of everything says, and records of the figures that are kept.
struct KeptReplications {
  models::Model model;
  analysis::Summary summary;
  std::vector<analysis::FigureName> figures;
  std::vector<analysis::ReplicationRecord> records;
};

/// @param every  of how many figures one is kept
[[nodiscard]] inline KeptReplications kept_replications(std::size_t every, int replications) {
  KeptReplications kept{model_of(kept_scenario), {}, {}, {}};
  const analysis::Moves moves = analysis::possible_moves(kept.model);
  analysis::Summarizer summarizer(kept.model);
  const std::vector<models::Observations> seen = observe(kept.model, replications);
  std::vector<analysis::FigureName> names;
  std::vector<analysis::Measured> measured;
  for (const models::Observations& one : seen) {
    measured.push_back(analysis::measure(kept.model, moves, one));
    summarizer.add(one, measured.back());
  }
  for (const analysis::Measurement& figure : measured.front().figures)
    names.push_back(analysis::figure_name_of(figure));
  for (std::size_t i = 0; i < names.size(); i += every)
    kept.figures.push_back(names[i]);
  const analysis::KeptFigures keep(kept.model, names, kept.figures);
  for (std::size_t i = 0; i < seen.size(); ++i)
    kept.records.push_back(keep.record(seen[i], measured[i]));
  kept.summary = std::move(summarizer).finish(1);
  return kept;
}

}  // namespace stepdown::tests
