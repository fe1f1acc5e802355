#include "analysis/store/store_tables.hpp"

#include <limits>

namespace stepdown::analysis {

namespace {

/// "SDs2": how SQLite files of this kind are told from others.
constexpr std::int64_t application = 0x53447332;

constexpr const char* tables_sql =
    "PRAGMA application_id = 0x53447332;"
    "CREATE TABLE identity(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE identity_seal(checksum INTEGER NOT NULL);"
    "CREATE TABLE note(name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL)"
    " WITHOUT ROWID;"
    "CREATE TABLE point(id INTEGER PRIMARY KEY, settings TEXT NOT NULL UNIQUE,"
    " checksum INTEGER NOT NULL);"
    "CREATE TABLE replication(point INTEGER NOT NULL, number INTEGER NOT NULL,"
    " record BLOB NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY(point, number))"
    " WITHOUT ROWID;";

}  // namespace

void make_tables(Database& database, const StoreIdentity& identity) {
  database.run(tables_sql);
  Statement insert(database, "INSERT INTO identity VALUES (?, ?)");
  for (const auto& [name, value] : identity)
    insert.bind(1, name).bind(2, value).run();
  Statement(database, "INSERT INTO identity_seal VALUES (?)")
      .bind(1, Seal(identity).of_identity())
      .run();
}

bool is_store(Database& database) {
  return database.ask("PRAGMA application_id") == application;
}

std::optional<StoreIdentity> identity_in(Database& database) {
  StoreIdentity stored;
  Statement read(database, "SELECT name, value FROM identity");
  while (read.step())
    stored.emplace(read.text(0), read.text(1));
  const auto checksum = database.ask("SELECT checksum FROM identity_seal");
  if (stored.empty() || checksum != Seal(stored).of_identity()) return std::nullopt;
  return stored;
}

void insert_note(Statement& insert,
                 const Seal& seal,
                 std::string_view name,
                 std::string_view text) {
  insert.bind(1, name).bind(2, text).bind(3, seal.of_note(name, text)).run();
}

void insert_point(Statement& insert, const Seal& seal, const StoredPoint& point) {
  insert.bind(1, point.id)
      .bind(2, point.settings)
      .bind(3, seal.of_point(point.id, point.settings))
      .run();
}

void insert_replication(Statement& insert,
                        const Seal& seal,
                        std::string_view settings,
                        const StoredReplication& one) {
  insert.bind(1, one.point)
      .bind(2, std::int64_t{one.number})
      .bind_bytes(3, one.bytes)
      .bind(4, seal.of_replication(settings, one.number, one.bytes))
      .run();
}

std::optional<StoredPoint> sound_point(const Statement& row, const Seal& seal) {
  StoredPoint point{row.whole(0), std::string(row.text(1))};
  if (row.whole(2) != seal.of_point(point.id, point.settings)) return std::nullopt;
  return point;
}

bool is_sound_note(const Statement& row, const Seal& seal) {
  return row.whole(2) == seal.of_note(row.text(0), row.text(1));
}

std::optional<StoredReplication> sound_replication(const Statement& row,
                                                   const Seal& seal,
                                                   const StoredPoint& point) {
  const std::int64_t number = row.whole(0);
  if (number < 0 || number > std::numeric_limits<int>::max()) return std::nullopt;
  StoredReplication one{point.id, static_cast<int>(number), std::string(row.bytes(1))};
  if (row.whole(2) != seal.of_replication(point.settings, one.number, one.bytes))
    return std::nullopt;
  return one;
}

}  // namespace stepdown::analysis
