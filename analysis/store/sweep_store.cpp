#include "analysis/store/sweep_store.hpp"

#include "analysis/store/record_bytes.hpp"
#include "analysis/store/salvage.hpp"
#include "sim/contract.hpp"

#include <limits>
#include <string_view>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// @throws DamagedDatabase where something is not as it was written
void expect_sound(Database& database, const StoreIdentity& identity) {
  Statement check(database, "PRAGMA integrity_check(1)");
  while (check.step())
    if (check.text(0) != "ok") throw DamagedDatabase(std::string(check.text(0)));
  if (!is_store(database)) throw DamagedDatabase("it is not a store of a sweep");
  const auto stored = identity_in(database);
  if (!stored) throw DamagedDatabase("it does not say what it is of");
  expect_same(*stored, identity);
  const Seal seal(identity);
  Statement points(database, points_sql);
  while (points.step())
    if (!sound_point(points, seal)) throw DamagedDatabase("the name of a point has changed");
}

/// Opens the file; damaged, after it was put aside and what is sound was written anew.
Database open(const fs::path& path,
              const StoreIdentity& identity,
              std::optional<SweepStore::Recovery>& recovery) {
  try {
    Database database(path);
    Transaction transaction(database);
    if (database.ask("SELECT count(*) FROM sqlite_master") == 0)
      make_tables(database, identity);
    else
      expect_sound(database, identity);
    transaction.commit();
    return database;
  } catch (const DamagedDatabase&) {
    recovery = salvage(path, identity);
    return Database(path);
  }
}

constexpr const char* read_sql =
    "SELECT number, record, checksum FROM replication WHERE point = ? AND number < ? "
    "ORDER BY number";

}  // namespace

void expect_same(const StoreIdentity& stored, const StoreIdentity& asked) {
  for (const auto& [name, value] : asked) {
    const auto found = stored.find(name);
    const std::string& known = found == stored.end() ? std::string{} : found->second;
    if (known != value) throw OtherStore({name, known, value});
  }
}

SweepStore::SweepStore(const fs::path& path, const StoreIdentity& identity)
    : seal_(identity), database_(open(path, identity, recovery_)) {
  load_points();
}

std::string SweepStore::note(const std::string& name) {
  Statement read(database_, notes_sql);
  std::string text;
  while (read.step())
    if (read.text(0) == name && is_sound_note(read, seal_)) text = read.text(1);
  return text;
}

void SweepStore::put_note(const std::string& name, const std::string& text) {
  Transaction transaction(database_);
  Statement insert(database_, note_row_sql);
  insert_note(insert, seal_, name, text);
  transaction.commit();
}

void SweepStore::load_points() {
  Statement read(database_, points_sql);
  while (read.step()) {
    const auto point = sound_point(read, seal_);
    if (!point) continue;
    points_.emplace(point->settings, point->id);
    by_id_.emplace(point->id, *point);
  }
}

void SweepStore::name_points(const std::vector<std::string>& settings) {
  Transaction transaction(database_);
  Statement insert(database_, point_row_sql);
  std::int64_t next = by_id_.empty() ? 1 : by_id_.rbegin()->first + 1;
  for (const std::string& one : settings) {
    if (!points_.emplace(one, next).second) continue;
    insert_point(insert, seal_, by_id_.emplace(next, StoredPoint{next, one}).first->second);
    ++next;
  }
  transaction.commit();
}

std::int64_t SweepStore::point(const std::string& settings) const {
  const auto found = points_.find(settings);
  sim::expects(found != points_.end(), "a point is named before it is asked for");
  return found->second;
}

void SweepStore::put(const std::vector<StoredReplication>& replications) {
  Transaction transaction(database_);
  Statement insert(database_, replication_row_sql);
  for (const StoredReplication& one : replications)
    insert_replication(insert, seal_, by_id_.at(one.point).settings, one);
  transaction.commit();
}

void SweepStore::read(std::int64_t point,
                      int end,
                      const KeptLines& lines,
                      const std::function<void(int, ReplicationRecord&&)>& told) {
  Statement read(database_, read_sql);
  read.bind(1, point).bind(2, std::int64_t{end});
  while (read.step())
    if (const auto one = sound_replication(read, seal_, by_id_.at(point)))
      if (auto record = record_from(one->bytes, lines)) told(one->number, *std::move(record));
}

std::vector<int> SweepStore::replications_of(std::int64_t point, const KeptLines& lines) {
  std::vector<int> numbers;
  read(point, std::numeric_limits<int>::max(), lines, [&](int number, ReplicationRecord&&) {
    numbers.push_back(number);
  });
  return numbers;
}

void SweepStore::read_all(
    const std::function<void(const std::string&, StoredReplication&&)>& told) {
  for (const auto& [settings, point] : points_) {
    Statement read(database_, read_sql);
    read.bind(1, point).bind(2, std::int64_t{std::numeric_limits<int>::max()});
    while (read.step())
      if (auto one = sound_replication(read, seal_, by_id_.at(point)))
        told(settings, *std::move(one));
  }
}

}  // namespace stepdown::analysis
