#pragma once

#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// What the ranks of a sweep tell each other: rank 0 hands out work and stores, the others run it.
namespace stepdown::analysis {

enum class OrderKind : std::uint8_t {
  Begin,   ///< read the plan
  Run,     ///< these replications of a point
  GoOn,    ///< with the next replication of the point
  Enough,  ///< of the point
  End      ///< nothing more comes
};

/// From rank 0.
struct Order {
  OrderKind kind{};
  std::uint64_t point = 0;
  std::vector<int> replications = {};
  bool are_in_order = false;  ///< then each waits for `GoOn` or `Enough`

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& kind& point& replications& are_in_order;
  }
};

enum class ReportKind : std::uint8_t {
  Replication,  ///< one has ended
  Idle,         ///< an order to run has been carried out
  Failed        ///< by an exception
};

/// To rank 0.
struct RankReport {
  ReportKind kind{};
  std::uint64_t point = 0;
  int replication = 0;
  std::string text = {};  ///< the bytes of the record; of a failure what it says

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& kind& point& replication& text;
  }
};

/// Tags of messages.
inline constexpr int order_tag = 1;
inline constexpr int report_tag = 2;
inline constexpr int stop_tag = 3;  ///< empty: abandon what is being run

}  // namespace stepdown::analysis
