#pragma once

#include "analysis/experiments/precision.hpp"
#include "models/model.hpp"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// The part of the command line that says how precise figures have to become.
struct PrecisionArguments {
  std::vector<std::string> figures;  ///< FIGURE=HALF-WIDTH
  int least_replications = 10;
  int most_replications = 1000;
};

/// `--precision`, `--least-replications` and `--most-replications`; returns the first.
CLI::Option* add_precision_arguments(CLI::App& command, PrecisionArguments& arguments);

/// Watches over the figures that have to become precise; nothing when none was asked for.
/// @throws UsageError when they are none of this model's, or the numbers contradict each other.
[[nodiscard]] std::optional<PrecisionWatch> precision_watch(const PrecisionArguments& arguments,
                                                            const models::Model& model);

/// How precise the figures have become, a line for each.
[[nodiscard]] std::string text_of(const PrecisionOutcome& outcome);

}  // namespace stepdown::analysis
