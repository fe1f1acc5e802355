#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// How what is in a store is known to be as it was put there, and to belong there.
namespace stepdown::analysis {

/// What a store is of: texts by name, such as the hash of the scenario. Replications of something
/// else do not go into it.
using StoreIdentity = std::map<std::string, std::string>;

/// Checksums of rows. Each depends on the identity of the store too, and that of a replication on
/// the settings of its point: what has lost its place is not taken for something else.
class Seal {
 public:
  explicit Seal(const StoreIdentity& identity);

  [[nodiscard]] std::int64_t of_identity() const { return identity_; }
  [[nodiscard]] std::int64_t of_note(std::string_view name, std::string_view text) const;
  [[nodiscard]] std::int64_t of_point(std::int64_t id, std::string_view settings) const;
  [[nodiscard]] std::int64_t of_replication(std::string_view settings,
                                            int number,
                                            std::string_view record) const;

 private:
  std::uint32_t identity_;
};

}  // namespace stepdown::analysis
