#pragma once

#include "analysis/store/database.hpp"
#include "analysis/store/seal.hpp"
#include "analysis/store/store_tables.hpp"
#include "analysis/summary/kept_lines.hpp"
#include "analysis/summary/replication_record.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::analysis {

/// The store has replications of something else.
class OtherStore : public std::runtime_error {
 public:
  /// In which of its texts the two differ.
  struct Difference {
    std::string name;
    std::string stored;
    std::string asked;
  };
  explicit OtherStore(Difference found)
      : std::runtime_error("the store is of something else"), difference_(std::move(found)) {}

  [[nodiscard]] const Difference& difference() const { return difference_; }

 private:
  Difference difference_;
};

/// @throws OtherStore where a text that is asked for is not what is stored
void expect_same(const StoreIdentity& stored, const StoreIdentity& asked);

/// The replications of a sweep that have ended, in one file. A process that is killed at any
/// instant leaves all that was put before; two processes cannot have it open at once.
///
/// Points are known by their settings, so that their order and number may change. Each row has a
/// checksum that depends on what the store is of, and what is not sound counts as not there.
class SweepStore {
 public:
  /// How much of a damaged file was read, if it was.
  struct Recovery {
    std::filesystem::path damaged;  ///< where it is now
    std::int64_t replications = 0;  ///< that were sound
  };

  /// Opens a store, or makes a new one. A damaged one is put aside, and what is sound in it taken
  /// over.
  /// @throws OtherStore, BusyDatabase; DamagedDatabase where it does not say what it is of and has
  ///         no replication of this; std::system_error when the disk refuses
  SweepStore(const std::filesystem::path& path, const StoreIdentity& identity);

  [[nodiscard]] const std::optional<Recovery>& recovery() const { return recovery_; }

  /// A text that was put under a name; empty: none was.
  [[nodiscard]] std::string note(const std::string& name);
  void put_note(const std::string& name, const std::string& text);

  /// The points that have been named so far: settings and what they are called here.
  [[nodiscard]] const std::map<std::string, std::int64_t>& points() const { return points_; }
  /// Names points by their settings, in one transaction.
  void name_points(const std::vector<std::string>& settings);
  /// @pre it has been named
  [[nodiscard]] std::int64_t point(const std::string& settings) const;

  /// Puts all of them, or, where the disk refuses, none.
  void put(const std::vector<StoredReplication>& replications);

  /// The numbers of the replications of a point that are sound, ascending.
  [[nodiscard]] std::vector<int> replications_of(std::int64_t point, const KeptLines& lines);
  /// Tells each sound record of a point whose number is below `end`, in the order of the numbers.
  void read(std::int64_t point,
            int end,
            const KeptLines& lines,
            const std::function<void(int number, ReplicationRecord&& record)>& told);
  /// Tells everything that is sound as bytes, point by point.
  void read_all(const std::function<void(const std::string& settings, StoredReplication&&)>& told);

 private:
  void load_points();

  Seal seal_;
  std::optional<Recovery> recovery_;
  Database database_;
  std::map<std::string, std::int64_t> points_;
  std::map<std::int64_t, StoredPoint> by_id_;  ///< the same points
};

}  // namespace stepdown::analysis
