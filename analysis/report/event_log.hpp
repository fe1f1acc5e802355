#pragma once

#include "analysis/report/csv.hpp"
#include "analysis/report/replication_log.hpp"
#include "models/happening.hpp"
#include "models/model.hpp"

#include <span>
#include <string>
#include <string_view>

namespace stepdown::analysis {

inline constexpr std::string_view event_log_file = "events.csv";
inline constexpr std::string_view event_log_meaning =
    "one row an event in somebody's way through care; only with --event-log";

[[nodiscard]] std::span<const Column> event_log_columns();

/// The header line of an event log.
[[nodiscard]] std::string event_log_header();

/// Adds one row to `text`. The patient is called by arrival source and number, `referrals:123`,
/// which stays the same when other sources send more or fewer people.
void append_event_row(std::string& text,
                      const models::Model& model,
                      int replication,
                      const models::Happening& happening);

struct EventRows {
  using Told = models::Happening;
  static constexpr auto heard = &ReplicationListener::happening;
  static constexpr std::string_view file = event_log_file;
  static std::string header(const models::Model& /*model*/) { return event_log_header(); }
  static constexpr auto append_row = append_event_row;
};

/// Every event of a run: events.csv.
using EventLog = ReplicationLog<EventRows>;

}  // namespace stepdown::analysis
