#include "analysis/store/salvage.hpp"

#include "analysis/store/draft.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// What can be read of the records of one point.
class PointReader {
 public:
  PointReader(Database& damaged, const Seal& seal, const StoredPoint& point)
      : damaged_(damaged), seal_(seal), point_(point) {}

  std::vector<StoredReplication> sound() {
    try {
      take("SELECT number, record, checksum FROM replication WHERE point = ? ORDER BY number");
    } catch (const DamagedDatabase&) {
      try {
        take(
            "SELECT number, record, checksum FROM replication WHERE point = ? "
            "ORDER BY number DESC");  // up to the damage from the other side
      } catch (const DamagedDatabase&) {
        // what was read so far
      }
    }
    return std::move(found_);
  }

 private:
  void take(const char* sql) {
    Statement read(damaged_, sql);
    read.bind(1, point_.id);
    while (read.step())
      if (auto one = sound_replication(read, seal_, point_)) found_.push_back(*std::move(one));
  }

  Database& damaged_;
  const Seal& seal_;
  const StoredPoint& point_;
  std::vector<StoredReplication> found_;
};

/// What the damaged store is of, as far as that can be read and trusted.
std::optional<StoreIdentity> trusted_identity(Database& damaged) {
  try {
    return identity_in(damaged);
  } catch (const DamagedDatabase&) {
    return std::nullopt;
  }
}

void copy_notes(Database& damaged, Database& sound, const Seal& seal) {
  Statement insert(sound, note_row_sql);
  try {
    Statement read(damaged, notes_sql);
    while (read.step())
      if (is_sound_note(read, seal)) insert_note(insert, seal, read.text(0), read.text(1));
  } catch (const DamagedDatabase&) {  // those that can be read
  }
}

std::vector<StoredPoint> copy_points(Database& damaged, Database& sound, const Seal& seal) {
  std::vector<StoredPoint> points;
  Statement insert(sound, point_row_sql);
  try {
    Statement read(damaged, points_sql);
    while (read.step()) {
      const auto point = sound_point(read, seal);
      if (!point) continue;
      insert_point(insert, seal, *point);
      points.push_back(*point);
    }
  } catch (const DamagedDatabase&) {  // those whose names can be read
  }
  return points;
}

/// Copies what is sound. @returns how many replications that are
std::int64_t copy(Database& damaged, Database& sound, const StoreIdentity& identity) {
  const Seal seal(identity);
  Transaction transaction(sound);
  make_tables(sound, identity);
  copy_notes(damaged, sound, seal);
  Statement insert(sound, replication_row_sql);
  for (const StoredPoint& point : copy_points(damaged, sound, seal))
    for (const StoredReplication& one : PointReader(damaged, seal, point).sound())
      insert_replication(insert, seal, point.settings, one);
  transaction.commit();
  return sound.ask("SELECT count(*) FROM replication").value_or(0);
}

}  // namespace

SweepStore::Recovery salvage(const fs::path& path, const StoreIdentity& identity) {
  Draft anew(free_name(path, "salvaged"));
  SweepStore::Recovery recovery{free_name(path, "damaged"), 0};
  bool says_what_it_is = false;
  try {
    Database damaged(path, Database::Damage::Read);
    if (const auto stored = trusted_identity(damaged)) {
      expect_same(*stored, identity);
      says_what_it_is = true;
    }
    Database sound(anew.path());
    recovery.replications = copy(damaged, sound, identity);
  } catch (const DamagedDatabase&) {
    recovery.replications = 0;
    says_what_it_is = false;
  }
  if (!says_what_it_is && recovery.replications == 0)
    throw DamagedDatabase(fmt::format(
        "'{}' is damaged, or is not the store of this sweep, and nothing of it can be read; remove "
        "it to begin anew",
        path.string()));
  fs::rename(path, recovery.damaged);
  anew.keep_as(path);
  return recovery;
}

}  // namespace stepdown::analysis
