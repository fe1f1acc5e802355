#pragma once

#include "analysis/experiments/expected_start.hpp"
#include "analysis/summary/summary.hpp"
#include "models/model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// A warm-up found by pilot replications and by theory.
struct FoundWarmUp {
  double days = 0;            ///< from the start of the scenario
  std::string level;          ///< that takes longest, by name
  bool is_reliable = false;   ///< false: the longest pilots, or theory, saw no end of it
  bool is_by_theory = false;  ///< theory asks for more than the pilots
  double by_pilots_days = 0;  ///< what the pilots ask for
  int pilots = 0;             ///< replications
  double pilot_days = 0;      ///< length of each
};

/// MSER-5 on the daily mean over pilot replications from an empty start of the people in a level or
/// waiting for it: the longest truncation that any level asks for, in whole days.
///
/// Pilots are as long as the horizon; as long as MSER-5 finds them too short (its minimum lies in
/// their second half), they are run again at twice the length, up to eight times the horizon.
/// In pilots rates and places stay as they are on day 0, with even arrivals over week and year:
/// what is looked for is how long the effect of the empty start lasts. Community states do not
/// count: some never settle. A list near full load settles so slowly that pilots take it for
/// settled: where theory knows the long run, the warm-up is at least what leaves less than 0.5 % of
/// the start in any mean (`expected_warm_up`), were half as many days observed as in the scenario.
/// Pilot replications have numbers that no run of the scenario uses, so
/// the figures of the run do not depend on them.
/// @returns nothing when the horizon is shorter than 50 days.
/// @param free_memory  as `RunOptions::free_memory`
/// @throws sim::LimitReached as `run_model`
/// @pre pilots >= 1, threads >= 1.
/// Source: see `mser_5`; more data while the minimum lies in the second half: Hoad, Robinson and
/// Davies (2010), Automating warm-up length estimation, Journal of the Operational Research
/// Society 61(9).
[[nodiscard]] std::optional<FoundWarmUp> find_warm_up(const models::Model& model,
                                                      int pilots = 50,
                                                      int threads = 1,
                                                      double free_memory = 0);

/// The census and lists at whose beginning the window still shows an effect of the start that
/// matters: the mean in the first tenth of the window differs from that of its second half, both
/// clearly (Student t over replications; one false alarm in 1,000 runs for all levels together,
/// were the means normal) and enough to move the reported mean by 1 % (lists: 5 %) or more. The
/// data of a window that is short against the start show only a part of what it does, or nothing:
/// so what theory expects stands beside (`expected_start`), and the larger of the two is told. The
/// worst first, as a share.
///
/// @returns nothing when the warm-up looks long enough, when there is none (a terminating run: the
///          start is part of the question), or when rates or places change for good.
/// Comparing the means of an early and a late part is a test for initialization bias of Goldsman,
/// Schruben and Swain (1994), Tests for transient means in simulated time series, Naval Research
/// Logistics 41(2); here independent replications give the variance instead of batches. When it
/// settles: `mser_5` on the daily means of people in the level or waiting for it.
[[nodiscard]] std::vector<StartBias> start_bias(const models::Model& model, const Summary& summary);

}  // namespace stepdown::analysis
