#pragma once

#include "models/happening.hpp"
#include "models/model.hpp"
#include "models/refusal.hpp"
#include "sim/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

/// A second account of one replication, from its event log alone: who was where, waiting or held,
/// by the plainest bookkeeping. The observations, reduced while the replication ran, must agree.
namespace stepdown::tests {

/// What the log says about one state in the observed window.
struct Replayed {
  sim::TimeSum census;
  sim::TimeSum listed;
  sim::TimeSum held;
  sim::TimeSum bridging;   ///< part of the census
  sim::TimeSum alongside;  ///< part of the census
  sim::TimeSum wait_sum;
  sim::TimeSum stay_sum;
  std::int64_t admissions = 0;
  std::int64_t stays = 0;
  std::int64_t gave_up = 0;
  std::int64_t turned_away = 0;
  std::int64_t diverted = 0;
  std::int64_t left_list = 0;
  std::int64_t balked = 0;
  std::int64_t redirected = 0;
  std::int64_t swaps = 0;
  std::int64_t holds_ended = 0;
  std::int64_t overtaken = 0;  ///< whole run
  std::int64_t open_stays = 0;
  std::int64_t open_waits = 0;
  std::int64_t entered = 0;  ///< whole run
  std::int64_t lost = 0;
  /// People who came from here to each state, or from its list, by `models::Refusal`.
  std::array<std::vector<std::int64_t>, models::refusal_count> moved_to;
  int most_inside = 0;   ///< whole run; at the end of an instant
  int most_outside = 0;  ///< waiting for the level without a place; the same
};

/// Replays a log; by state. Reserving transfers are not understood.
[[nodiscard]] std::vector<Replayed> replay(const models::Model& model,
                                           const std::vector<models::Happening>& log);

}  // namespace stepdown::tests
