#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/sweep_arguments.hpp"
#include "analysis/store/sweep_store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Where the store of a shard is.
[[nodiscard]] std::filesystem::path shard_store(const std::filesystem::path& folder,
                                                const SweepShard& shard);

/// Opens the store of a sweep, or makes it, and tells what was recovered of a damaged one.
/// @param extend  whether it may get more points or replications than it was made for
/// @throws UsageError when it is the store of another sweep; std::system_error when it cannot be
///         opened
[[nodiscard]] SweepStore open_store(const LoadedSweep& loaded, bool extend, const Console& console);

/// Takes over the replications of another store of the same sweep.
/// @throws as `open_store`
void take_over(SweepStore& store,
               const LoadedSweep& loaded,
               const std::string& from,
               const Console& console);

}  // namespace stepdown::analysis
