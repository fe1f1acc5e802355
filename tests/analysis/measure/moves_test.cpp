#include "analysis/measure/moves.hpp"

#include "tests/analysis/observations_by_hand.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using stepdown::analysis::Move;
using stepdown::analysis::MoveOf;
using stepdown::analysis::name_of;
using stepdown::analysis::possible_moves;
using stepdown::models::Model;

using stepdown::tests::model_of;
using stepdown::tests::two_level_model;

namespace {

std::string names(const Model& model, const std::vector<Move>& moves) {
  std::string text;
  for (const Move& move : moves) {
    text += (text.empty() ? "" : " ") + model.state(move.to).name;
    if (move.of != MoveOf::All) text += "." + std::string(name_of(move.of));
  }
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("moves: exits and where those go who give up") {
  const Model model = two_level_model();
  const auto moves = possible_moves(model);
  CHECK(names(model, moves.from_source[0]) == "day");
  CHECK(names(model, moves.from_state[0]) == "evening home home.gave_up");
  CHECK(names(model, moves.from_state[1]) == "home");
  // those who gave up at the door have never been treated
  CHECK(names(model, moves.from_state[2]) == "day day.referral day.return gone");
  CHECK(moves.from_state[3].empty());
}

TEST_CASE("moves: those who get no place come from the level that had none for them") {
  const Model model = model_of(R"(
schema: 1
name: Diversion
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d}
levels:
  a: {places: {beds: 1}, treatment_time: 4 d, to: gone, waiting: {limit: 0, divert_to: b}}
  b: {places: {beds: 1}, treatment_time: 4 d, to: gone, waiting: {limit: 0, turned_away_to: c}}
  c: {places: {beds: 1}, treatment_time: 4 d, to: gone, waiting: {patience: {new: 3 d}, gave_up_to: lost, exits: {death: {after: 9 d, to: died}}}}
outcomes: [gone, lost, died]
arrivals:
  referrals: {poisson: {rate: 1 /d}, to: a}
)");
  const auto moves = possible_moves(model);
  CHECK(names(model, moves.from_source[0]) == "a");
  CHECK(names(model, moves.from_state[0]) == "gone b.diverted");
  CHECK(names(model, moves.from_state[1]) == "gone c.turned_away");
  CHECK(names(model, moves.from_state[2]) == "gone lost.gave_up died.left_list");
}

TEST_CASE("moves: from an assessment before any treatment only referrals come") {
  const Model model = model_of(R"(
schema: 1
name: Assessment
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d}
levels:
  a: {places: {beds: 1}, treatment_time: 4 d, to: home}
community:
  assessment: {time: 1 d, to: a}
  home: {time: 30 d, to: {a: 0.5, gone: 0.5}}
outcomes: [gone]
arrivals:
  referrals: {poisson: {rate: 1 /d}, to: assessment}
)");
  const auto moves = possible_moves(model);
  CHECK(moves.only_referrals == std::vector<bool>{false, true, false, false});
  CHECK(names(model, moves.from_state[1]) == "a");
  CHECK(names(model, moves.from_state[2]) == "a gone");
}

TEST_SUITE_END();
