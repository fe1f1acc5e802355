#include "analysis/measure/moves.hpp"

#include "tests/analysis/observations_by_hand.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using stepdown::analysis::possible_moves;
using stepdown::models::Model;
using stepdown::models::StateId;
using stepdown::tests::model_of;
using stepdown::tests::two_level_model;

namespace {

std::string names(const Model& model, const std::vector<StateId>& states) {
  std::string text;
  for (const StateId state : states)
    text += (text.empty() ? "" : " ") + model.state(state).name;
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("moves: exits and where those go who give up") {
  const Model model = two_level_model();
  const auto moves = possible_moves(model);
  CHECK(names(model, moves.from_source[0]) == "day home");  // home: gave up at the door
  CHECK(names(model, moves.from_state[0]) == "evening home");
  CHECK(names(model, moves.from_state[1]) == "home");
  CHECK(names(model, moves.from_state[2]) == "day home gone");
  CHECK(moves.from_state[3].empty());
}

TEST_CASE("moves: refusals are followed from level to level") {
  const Model model = model_of(R"(
schema: 1
name: Diversion
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d}
levels:
  a: {places: {beds: 1}, treatment_time: 4 d, to: gone, waiting: {limit: 0, divert_to: b}}
  b: {places: {beds: 1}, treatment_time: 4 d, to: gone, waiting: {limit: 0, turned_away_to: c}}
  c: {places: {beds: 1}, treatment_time: 4 d, to: gone, waiting: {patience: {new: 3 d}, gave_up_to: lost}}
outcomes: [gone, lost]
arrivals:
  referrals: {poisson: {rate: 1 /d}, to: a}
)");
  CHECK(names(model, possible_moves(model).from_source[0]) == "a b c lost");
}

TEST_SUITE_END();
