#include "analysis/store/replication_table.hpp"

#include <boost/crc.hpp>

#include <array>
#include <string_view>

namespace stepdown::analysis {

namespace {

/// Of a record and where it belongs.
std::uint32_t checksum_of(std::int64_t point, int number, std::string_view bytes) {
  boost::crc_32_type crc;
  const std::array<std::int64_t, 2> key{point, number};
  for (const std::int64_t part : key)
    for (unsigned i = 0; i < 8; ++i)
      crc.process_byte(static_cast<unsigned char>(static_cast<std::uint64_t>(part) >> (8 * i)));
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

}  // namespace

void make_tables(Database& database) {
  database.run(
      "PRAGMA application_id = 0x53447377;"
      "CREATE TABLE identity(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
      "CREATE TABLE note(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
      "CREATE TABLE point(id INTEGER PRIMARY KEY, settings TEXT NOT NULL UNIQUE);"
      "CREATE TABLE replication(point INTEGER NOT NULL, number INTEGER NOT NULL,"
      " record BLOB NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY(point, number))"
      " WITHOUT ROWID;");
}

void insert_replication(Statement& insert, const StoredReplication& one) {
  insert.bind(1, one.point)
      .bind(2, std::int64_t{one.number})
      .bind_bytes(3, one.bytes)
      .bind(4, std::int64_t{checksum_of(one.point, one.number, one.bytes)})
      .run();
}

std::optional<StoredReplication> sound_replication(const Statement& row, std::int64_t point) {
  StoredReplication one{point, static_cast<int>(row.whole(0)), std::string(row.bytes(1))};
  if (row.whole(2) != std::int64_t{checksum_of(point, one.number, one.bytes)}) return std::nullopt;
  return one;
}

}  // namespace stepdown::analysis
