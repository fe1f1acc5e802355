#pragma once

#include "analysis/store/database.hpp"
#include "analysis/store/seal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The tables of a store and their rows. Each row has its seal, and what does not fit its seal is
/// not there.
namespace stepdown::analysis {

/// A replication of a point that has ended, in bytes.
struct StoredReplication {
  std::int64_t point = 0;  ///< as `SweepStore::point` calls it
  int number = 0;
  std::string bytes;
};

/// The settings of a point and what it is called in its store.
struct StoredPoint {
  std::int64_t id = 0;
  std::string settings;
};

/// Makes the tables in a new file, and says what it is of.
void make_tables(Database& database, const StoreIdentity& identity);

/// Whether the file says that it is a store of this kind.
[[nodiscard]] bool is_store(Database& database);

/// What the store is of; nothing where that is not as it was written.
[[nodiscard]] std::optional<StoreIdentity> identity_in(Database& database);

/// @name Statements that insert a row
///@{
inline constexpr const char* note_row_sql = "INSERT OR REPLACE INTO note VALUES (?, ?, ?)";
inline constexpr const char* point_row_sql = "INSERT OR IGNORE INTO point VALUES (?, ?, ?)";
inline constexpr const char* replication_row_sql =
    "INSERT OR REPLACE INTO replication VALUES (?, ?, ?, ?)";
void insert_note(Statement& insert, const Seal& seal, std::string_view name, std::string_view text);
void insert_point(Statement& insert, const Seal& seal, const StoredPoint& point);
/// @param settings  of its point
void insert_replication(Statement& insert,
                        const Seal& seal,
                        std::string_view settings,
                        const StoredReplication& one);
///@}

/// Reads `name, value, checksum`, `id, settings, checksum`, and, of one point, `number, record,
/// checksum`.
inline constexpr const char* notes_sql = "SELECT name, value, checksum FROM note";
inline constexpr const char* points_sql =
    "SELECT id, settings, checksum FROM point NOT INDEXED ORDER BY id";
[[nodiscard]] std::optional<StoredPoint> sound_point(const Statement& row, const Seal& seal);
[[nodiscard]] bool is_sound_note(const Statement& row, const Seal& seal);
[[nodiscard]] std::optional<StoredReplication> sound_replication(const Statement& row,
                                                                 const Seal& seal,
                                                                 const StoredPoint& point);

}  // namespace stepdown::analysis
