#include "analysis/cli/sweep_stores.hpp"

#include "analysis/report/sha1.hpp"
#include "analysis/store/draft.hpp"
#include "analysis/version.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string_view>
#include <system_error>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

constexpr const char* scenario_part = "scenario";
constexpr const char* figures_part = "figures";
constexpr const char* program_part = "program";
constexpr const char* replications_note = "replications";

StoreIdentity identity_of(const LoadedSweep& loaded) {
  std::vector<std::string> figures;
  for (const FigureName& figure : loaded.extent.figures)
    figures.push_back(to_text(figure));
  return {{scenario_part, sha1(loaded.models.base().canonical)},
          {figures_part, fmt::format("{}", fmt::join(figures, " "))},
          {program_part, fmt::format("stepdown {}", version)}};
}

/// What is different, and what can be done.
std::string refusal(const fs::path& path, const OtherStore::Difference& other) {
  const std::string store = models::in_quotes(path.string());
  if (other.name == scenario_part)
    return fmt::format(
        "{} has replications of another scenario: the scenario, or what is set in all points, has "
        "changed since; take another --out, or remove it to begin anew",
        store);
  if (other.name == figures_part)
    return fmt::format(
        "{} keeps other figures ({}); what is not kept cannot be had of replications that have "
        "ended: take another --out, or remove it to begin anew",
        store,
        models::visible_ends(other.stored, 300));
  return fmt::format(
      "{} was made by {}, this is {}; take another --out, or remove it to begin anew",
      store,
      models::visible(other.stored),
      models::visible(other.asked));
}

/// @param name  of the store, as it is told people
SweepStore open(const fs::path& path, const fs::path& name, const LoadedSweep& loaded) {
  try {
    return {path, identity_of(loaded)};
  } catch (const OtherStore& other) {
    throw UsageError(refusal(name, other.difference()));
  }
}

/// Copies a store, and what a killed process has left beside it, which SQLite needs to read it.
fs::path copy_of(const fs::path& store, const fs::path& folder) {
  fs::path copy = folder / "shard.sweep";
  fs::copy_file(store, copy);
  const auto journal = [](fs::path path) { return path += "-journal"; };
  if (fs::exists(journal(store))) fs::copy_file(journal(store), journal(copy));
  return copy;
}

/// A store that has points is of these.
void refuse_other_points(const SweepStore& store, const LoadedSweep& loaded, bool extend) {
  if (store.points().empty()) return;
  std::set<std::string> asked;
  for (const SweepPoint& point : loaded.design.points)
    asked.insert(settings_of(point));
  std::set<std::string> gone;
  std::set<std::string> added = asked;
  for (const auto& [settings, name] : store.points())
    if (added.erase(settings) == 0) gone.insert(settings);
  const auto first_of = [](const std::set<std::string>& settings) {
    return models::in_quotes(settings.begin()->empty() ? "the scenario as it is"
                                                       : *settings.begin());
  };
  if (!gone.empty())
    throw UsageError(fmt::format(
        "{} has {} points that the plan no longer has ({} first); take another --out, or remove "
        "it to begin anew",
        models::in_quotes(loaded.store.string()),
        gone.size(),
        first_of(gone)));
  if (!added.empty() && !extend)
    throw UsageError(
        fmt::format("the plan has {} points that {} was not made for ({} first); --extend adds "
                    "them",
                    added.size(),
                    models::in_quotes(loaded.store.string()),
                    first_of(added)));
}

std::string replications_text(const SweepExtent& extent) {
  if (!extent.precision) return fmt::format("{}", extent.replications);
  std::string text = fmt::format(
      "until precise, {} to {}:", extent.precision->limits.least, extent.precision->limits.most);
  for (const WantedPrecision& wanted : extent.precision->figures)
    text += fmt::format(" {}={:.17g}{}",
                        to_text(wanted.figure),
                        wanted.target.half_width,
                        wanted.target.is_relative ? " relative" : "");
  return text;
}

void refuse_other_replications(SweepStore& store, const LoadedSweep& loaded, bool extend) {
  const std::string asked = replications_text(loaded.extent);
  const std::string stored = store.note(replications_note);
  if (!stored.empty() && stored != asked && !extend)
    throw UsageError(
        fmt::format("{} was made for replications: {}, and now it is: {}; --extend allows it",
                    models::in_quotes(loaded.store.string()),
                    models::visible(stored),
                    models::visible(asked)));
  if (stored != asked) store.put_note(replications_note, asked);
}

}  // namespace

fs::path shard_store(const fs::path& folder, const SweepShard& shard) {
  fs::path store = folder;
  store += fmt::format(".{}-of-{}.sweep", shard.part, shard.of);
  return store;
}

SweepStore open_store(const LoadedSweep& loaded, bool extend, const Console& console) {
  if (loaded.store.has_parent_path()) fs::create_directories(loaded.store.parent_path());
  SweepStore store = open(loaded.store, loaded.store, loaded);
  const auto& recovery = store.recovery();
  if (recovery)
    console.tell(fmt::format(
        "warning: {} was damaged and is now {}; {} replications in it were sound and are kept, "
        "the others are run again\n",
        models::in_quotes(loaded.store.string()),
        models::in_quotes(recovery->damaged.string()),
        recovery->replications));
  // Points of which nothing was left are new ones.
  refuse_other_points(store, loaded, extend || recovery.has_value());
  refuse_other_replications(store, loaded, extend);
  return store;
}

void take_over(SweepStore& store,
               const LoadedSweep& loaded,
               const std::string& from,
               const Console& console) {
  if (!fs::exists(from))
    throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory),
                            models::in_quotes(from));
  if (fs::exists(loaded.store) && fs::equivalent(from, loaded.store)) return;
  constexpr std::size_t at_once = 10'000;
  expect_idle(from);
  const Draft folder(free_name(loaded.store, "reading"));  // what is merged stays as it is
  fs::create_directory(folder.path());
  SweepStore shard = open(copy_of(from, folder.path()), from, loaded);
  if (const auto& recovery = shard.recovery())
    console.tell(
        fmt::format("warning: {} is damaged; {} replications in it are sound and are taken over\n",
                    models::in_quotes(from),
                    recovery->replications));
  refuse_other_points(shard, loaded, true);
  std::vector<StoredReplication> taken;
  shard.read_all([&](const std::string& settings, StoredReplication&& one) {
    one.point = store.point(settings);
    taken.push_back(std::move(one));
    if (taken.size() < at_once) return;
    store.put(taken);
    taken.clear();
  });
  store.put(taken);
}

}  // namespace stepdown::analysis
