#pragma once

#include "analysis/report/csv.hpp"
#include "analysis/report/output_file.hpp"
#include "models/happening.hpp"
#include "models/model.hpp"

#include <filesystem>
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

/// The event log of a run: events.csv in its folder, replications in their order.
///
/// Replications run at the same time, so each writes a part of its own, which is appended when its
/// turn has come. Memory does not grow with the number of events.
class EventLog {
 public:
  /// The rows of one replication, while it runs.
  class Part {
   public:
    void write(const models::Happening& happening);
    /// Hands the last rows to the file. Without it they are lost.
    void close();

   private:
    friend class EventLog;
    Part(const models::Model& model, int replication, const std::filesystem::path& path)
        : model_(&model), replication_(replication), file_(path) {}

    const models::Model* model_;
    int replication_;
    OutputFile file_;
    std::string rows_;
  };

  /// The model must outlive the log.
  EventLog(const models::Model& model, const std::filesystem::path& folder);

  /// May be called from any thread.
  [[nodiscard]] Part begin(int replication) const;
  /// Takes over a closed part. @pre called in the order of the replications.
  void append(int replication);
  /// Flushes to the disk.
  void close();

 private:
  [[nodiscard]] std::filesystem::path part_path(int replication) const;

  const models::Model* model_;
  std::filesystem::path folder_;
  OutputFile file_;
};

}  // namespace stepdown::analysis
