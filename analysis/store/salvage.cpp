#include "analysis/store/salvage.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// The first name beside the store that is free.
fs::path free_name(const fs::path& path) {
  for (int number = 1;; ++number) {
    fs::path name = path;
    name += fmt::format(".damaged-{}", number);
    if (!fs::exists(name)) return name;
  }
}

/// What can be read of the records of one point.
class PointReader {
 public:
  PointReader(Database& damaged, std::int64_t point) : damaged_(damaged), point_(point) {}

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
    read.bind(1, point_);
    while (read.step())
      if (auto one = sound_replication(read, point_)) found_.push_back(*std::move(one));
  }

  Database& damaged_;
  std::int64_t point_;
  std::vector<StoredReplication> found_;
};

/// Copies what can be read. @returns how many replications that are
std::int64_t copy(Database& damaged, Database& sound) {
  Transaction transaction(sound);
  make_tables(sound);
  Statement identity(damaged, "SELECT name, value FROM identity");
  Statement insert_identity(sound, "INSERT INTO identity VALUES (?, ?)");
  while (identity.step())
    insert_identity.bind(1, identity.text(0)).bind(2, identity.text(1)).run();
  Statement note(damaged, "SELECT name, value FROM note");
  Statement insert_note(sound, "INSERT INTO note VALUES (?, ?)");
  while (note.step())
    insert_note.bind(1, note.text(0)).bind(2, note.text(1)).run();
  std::vector<std::int64_t> points;
  try {
    Statement named(damaged, "SELECT id, settings FROM point NOT INDEXED ORDER BY id");
    Statement insert_point(sound, "INSERT INTO point VALUES (?, ?)");
    while (named.step()) {
      points.push_back(named.whole(0));
      insert_point.bind(1, named.whole(0)).bind(2, named.text(1)).run();
    }
  } catch (const DamagedDatabase&) {  // those whose names can be read
  }
  Statement insert(sound, replication_row_sql);
  for (const std::int64_t point : points)
    for (const StoredReplication& one : PointReader(damaged, point).sound())
      insert_replication(insert, one);
  transaction.commit();
  return sound.ask("SELECT count(*) FROM replication").value_or(0);
}

}  // namespace

SweepStore::Recovery salvage(const fs::path& path) {
  fs::path anew = path;
  anew += ".salvaged";
  fs::remove(anew);
  SweepStore::Recovery recovery{free_name(path), 0};
  try {
    Database damaged(path, Database::Damage::Read);
    Database sound(anew);
    recovery.replications = copy(damaged, sound);
  } catch (const DamagedDatabase&) {
    fs::remove(anew);
    throw DamagedDatabase(fmt::format(
        "'{}' is damaged, or is not the store of a sweep, and nothing of it can be read; remove "
        "it to begin anew",
        path.string()));
  }
  fs::rename(path, recovery.damaged);
  fs::rename(anew, path);
  return recovery;
}

}  // namespace stepdown::analysis
