#include "analysis/report/people_log.hpp"

#include "analysis/report/number_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <numeric>

namespace stepdown::analysis {

namespace {

using models::Model;
using models::PersonStory;

constexpr std::array<Column, 13> columns_of_people_log{{
    {"replication", "-", "number of the replication, from 0"},
    {"patient",
     "-",
     "arrival source and number among its people, from 0; of those there at the start: start_from"},
    {"<attribute>", "-", "a column for each attribute of the scenario: the person's value"},
    {"referred",
     "-",
     "first request for care, ISO date-time; of those there at the start: the start"},
    {"first_admission",
     "-",
     "to any level; empty: never admitted; of those in a level at the start: the start"},
    {"last_seen", "-", "when the person came to an outcome, otherwise the horizon"},
    {"stays", "stays", "admissions to levels"},
    {"relapses", "relapses", "exits of kind relapse"},
    {"days_in_care", "days", "in places of levels, all together"},
    {"days.<level>", "days", "a column for each level: days in a place of it"},
    {"end_state",
     "-",
     "outcome, or state at the horizon; while waiting outside the last one before"},
    {"is_inside", "-", "1: in no outcome at the horizon; the story goes on"},
    {"is_waiting", "-", "1: on a list without a place at the horizon"},
}};

void add(std::string& text, std::string_view cell) {
  text += ',';
  text += csv_field(cell);
}

}  // namespace

std::span<const Column> people_columns() {
  return columns_of_people_log;
}

std::string people_header(const Model& model) {
  std::string text;
  for (const Column& column : columns_of_people_log) {
    if (column.name == "<attribute>") {
      for (const models::AttributeModel& attribute : model.attributes)
        add(text, attribute.name);
    } else if (column.name == "days.<level>") {
      for (std::size_t level = 0; level < model.level_count; ++level)
        add(text, "days." + model.states[level].name);
    } else {
      add(text, column.name);
    }
  }
  return text.substr(1) + "\r\n";
}

void append_person_row(std::string& text,
                       const Model& model,
                       int replication,
                       const PersonStory& story) {
  text += number_text(std::int64_t{replication});
  add(text, fmt::format("{}:{}", model.source_name(story.source), story.source_index));
  const std::vector<std::uint16_t>& values = model.classes[story.who];
  for (std::size_t i = 0; i < model.attributes.size(); ++i)
    add(text, model.attributes[i].values[values[i]]);
  add(text, model.calendar.iso_date_time(story.referred_at));
  add(text,
      story.first_admission_at < sim::Ticks::zero()
          ? ""
          : model.calendar.iso_date_time(story.first_admission_at));
  add(text, model.calendar.iso_date_time(story.last_seen_at));
  add(text, number_text(std::int64_t{story.stays}));
  add(text, number_text(std::int64_t{story.relapses}));
  add(text,
      days_text(std::accumulate(story.time_in.begin(), story.time_in.end(), sim::Ticks::zero())));
  for (const sim::Ticks time : story.time_in)
    add(text, days_text(time));
  const bool has_state = story.end_state < model.states.size();
  add(text, has_state ? model.states[story.end_state].name : "");
  add(text, story.is_inside ? "1" : "0");
  add(text, story.is_waiting ? "1" : "0");
  text += "\r\n";
}

}  // namespace stepdown::analysis
