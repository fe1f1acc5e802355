#pragma once

#include "analysis/report/csv.hpp"
#include "analysis/report/replication_log.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

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

struct PersonRows {
  using Told = models::PersonStory;
  static constexpr auto heard = &ReplicationListener::story;
  static constexpr std::string_view file = people_file;
  static constexpr auto header = people_header;
  static constexpr auto append_row = append_person_row;
};

/// People one by one: people.csv.
using PeopleLog = ReplicationLog<PersonRows>;

}  // namespace stepdown::analysis
