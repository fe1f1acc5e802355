#include "analysis/theory/row_clocks.hpp"

namespace stepdown::analysis {

using models::index_of;
using models::Model;

namespace {

void add_races(const Model& model, const models::Row& row, RowClocks& clocks) {
  for (std::uint32_t i = 0; i < row.races.count; ++i) {
    const models::RaceExit& race = model.race_exits[row.races.first + i];
    clocks.clocks.push_back(
        Clock{&model.distributions[index_of(race.time)], race.time_factor, race.hazard_ratio});
    clocks.exits.push_back(race.exit);
    clocks.targets.push_back(race.targets);
  }
}

}  // namespace

std::vector<RowClocks> row_clocks(const Model& model, models::StateId state, models::ClassId who) {
  const models::Row& row = model.rows[model.row_number(state, who, 0)];
  std::vector<RowClocks> result;
  for (std::uint32_t i = 0; i < row.splits.count; ++i) {
    const models::SplitExit& split = model.split_exits[row.splits.first + i];
    if (!(split.probability > 0)) continue;
    RowClocks clocks;
    clocks.share = split.probability;
    clocks.clocks.push_back(
        Clock{&model.distributions[index_of(split.time)], split.time_factor, 1});
    clocks.exits.push_back(split.exit);
    clocks.targets.push_back(split.targets);
    add_races(model, row, clocks);
    result.push_back(std::move(clocks));
  }
  if (row.splits.count == 0) {
    RowClocks clocks;
    add_races(model, row, clocks);
    result.push_back(std::move(clocks));
  }
  return result;
}

}  // namespace stepdown::analysis
