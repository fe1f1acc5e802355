#include "analysis/store/sweep_store.hpp"

#include "analysis/store/record_bytes.hpp"
#include "analysis/store/salvage.hpp"
#include "sim/contract.hpp"

#include <limits>
#include <string_view>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// "SDsw": how SQLite files of this kind are told from others.
constexpr std::int64_t application = 0x53447377;

/// Opens the file; damaged, after it was put aside and what is sound was written anew.
Database open(const fs::path& path, std::optional<SweepStore::Recovery>& recovery) {
  try {
    Database database(path);
    Statement check(database, "PRAGMA quick_check(1)");
    if (check.step() && check.text(0) != "ok") throw DamagedDatabase(std::string(check.text(0)));
    const bool is_new = database.ask("SELECT count(*) FROM sqlite_master") == 0;
    if (!is_new && database.ask("PRAGMA application_id") != application)
      throw DamagedDatabase("'" + path.string() + "' is not a store of a sweep");
    return database;
  } catch (const DamagedDatabase&) {
    recovery = salvage(path);
    return Database(path);
  }
}

constexpr const char* read_sql =
    "SELECT number, record, checksum FROM replication WHERE point = ? AND number < ? "
    "ORDER BY number";

}  // namespace

SweepStore::SweepStore(const fs::path& path, const StoreIdentity& identity)
    : database_(open(path, recovery_)) {
  prepare(identity);
  load_points();
}

void SweepStore::prepare(const StoreIdentity& identity) {
  Transaction transaction(database_);
  if (database_.ask("SELECT count(*) FROM sqlite_master") == 0) make_tables(database_);
  StoreIdentity stored;
  Statement read(database_, "SELECT name, value FROM identity");
  while (read.step())
    stored.emplace(read.text(0), read.text(1));
  if (stored.empty()) {
    Statement insert(database_, "INSERT INTO identity VALUES (?, ?)");
    for (const auto& [name, value] : identity)
      insert.bind(1, name).bind(2, value).run();
  } else {
    for (const auto& [name, value] : identity)
      if (stored[name] != value) throw OtherStore({name, stored[name], value});
  }
  transaction.commit();
}

std::string SweepStore::note(const std::string& name) {
  Statement read(database_, "SELECT value FROM note WHERE name = ?");
  read.bind(1, name);
  std::string text;
  while (read.step())
    text = read.text(0);
  return text;
}

void SweepStore::put_note(const std::string& name, const std::string& text) {
  Transaction transaction(database_);
  Statement(database_, "INSERT OR REPLACE INTO note VALUES (?, ?)")
      .bind(1, name)
      .bind(2, text)
      .run();
  transaction.commit();
}

void SweepStore::load_points() {
  Statement read(database_, "SELECT settings, id FROM point");
  while (read.step())
    points_.emplace(read.text(0), read.whole(1));
}

void SweepStore::name_points(const std::vector<std::string>& settings) {
  Transaction transaction(database_);
  Statement insert(database_, "INSERT OR IGNORE INTO point(settings) VALUES (?)");
  for (const std::string& one : settings)
    if (!points_.contains(one)) insert.bind(1, one).run();
  transaction.commit();
  load_points();
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
    insert_replication(insert, one);
  transaction.commit();
}

void SweepStore::read(std::int64_t point,
                      int end,
                      const KeptLines& lines,
                      const std::function<void(int, ReplicationRecord&&)>& told) {
  Statement read(database_, read_sql);
  read.bind(1, point).bind(2, std::int64_t{end});
  while (read.step())
    if (const auto one = sound_replication(read, point))
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
      if (auto one = sound_replication(read, point)) told(settings, *std::move(one));
  }
}

}  // namespace stepdown::analysis
