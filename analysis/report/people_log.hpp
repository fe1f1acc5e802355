#pragma once

#include "analysis/report/csv.hpp"
#include "analysis/report/output_file.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace stepdown::analysis {

inline constexpr std::string_view people_file = "people.csv";
inline constexpr std::string_view people_meaning =
    "one row a person ever referred, warm-up included; only with --people";

/// For the dictionary: `<attribute>` and `days.<level>` stand for one column each.
[[nodiscard]] std::span<const Column> people_columns();

/// The header line of people.csv.
[[nodiscard]] std::string people_header(const models::Model& model);

/// Adds one row to `text`.
void append_person_row(std::string& text,
                       const models::Model& model,
                       int replication,
                       const models::PersonStory& story);

/// People one by one: people.csv in the folder of a run, replications in their order.
///
/// Replications run at the same time, so each writes a part of its own, which is appended when its
/// turn has come. Memory does not grow with the number of people.
class PeopleLog {
 public:
  /// The rows of one replication, while it runs.
  class Part {
   public:
    void write(const models::PersonStory& story);
    /// Hands the last rows to the file. Without it they are lost.
    void close();

   private:
    friend class PeopleLog;
    Part(const models::Model& model, int replication, const std::filesystem::path& path)
        : model_(&model), replication_(replication), file_(path) {}

    const models::Model* model_;
    int replication_;
    OutputFile file_;
    std::string rows_;
  };

  /// The model must outlive the log.
  PeopleLog(const models::Model& model, const std::filesystem::path& folder);

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
