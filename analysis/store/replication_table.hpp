#pragma once

#include "analysis/store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// The tables of a store, and the rows of that with the replications.
namespace stepdown::analysis {

/// A replication of a point that has ended, in bytes.
struct StoredReplication {
  std::int64_t point = 0;  ///< as `SweepStore::point` calls it
  int number = 0;
  std::string bytes;
};

/// Makes the tables in a new file.
void make_tables(Database& database);

/// Takes the values of a row, see `insert_replication`.
inline constexpr const char* replication_row_sql =
    "INSERT OR REPLACE INTO replication VALUES (?, ?, ?, ?)";
/// Runs a statement of `replication_row_sql`: the row with its checksum.
void insert_replication(Statement& insert, const StoredReplication& one);

/// The replication in the row of a statement that reads number, record and checksum of one point;
/// nothing where it is not what was inserted.
[[nodiscard]] std::optional<StoredReplication> sound_replication(const Statement& row,
                                                                 std::int64_t point);

}  // namespace stepdown::analysis
