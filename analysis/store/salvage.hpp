#pragma once

#include "analysis/store/sweep_store.hpp"

#include <filesystem>

namespace stepdown::analysis {

/// Puts a damaged store aside, beside itself, and writes what is sound in it into a new one in its
/// place: replication by replication, where a part of the file cannot be read. Sound is what was
/// put there for `identity`.
/// @throws OtherStore where it is of something else; DamagedDatabase where it does not say what it
/// is of and has nothing for `identity`; then it stays where it is
[[nodiscard]] SweepStore::Recovery salvage(const std::filesystem::path& path,
                                           const StoreIdentity& identity);

}  // namespace stepdown::analysis
