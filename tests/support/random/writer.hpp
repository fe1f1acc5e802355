#pragma once

#include "models/reading/schema.hpp"
#include "tests/support/random/choices.hpp"
#include "tests/support/random/written.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::tests {

/// What made-up scenarios are like.
struct Habits {
  bool has_edges = true;     ///< now and then a number at the edge: zero, tiny, enormous
  bool checks_times = true;  ///< draws a distribution again that the reader refuses
};

/// Of staff of which one level alone can have some, whose places they limit, or two that share
/// them.
inline constexpr std::string_view limiting_role = "limiter";

/// The names that things have in one scenario; drawn first, so that all of it speaks of the same.
struct ScenarioNames {
  struct Attribute {
    std::string name;
    std::vector<std::string> values;
  };
  std::vector<std::string> levels;
  std::vector<std::string> pools;  ///< of places
  std::vector<std::string> communities;
  std::vector<std::string> outcomes;
  std::vector<Attribute> attributes;
  std::vector<std::string> sources;
  std::vector<std::string> effects;
  std::vector<std::string> medications;
  std::vector<std::string> roles;  ///< of staff
};

/// Reasons of exits and what there is for effects to act on, as far as it is written.
struct Facts {
  std::vector<std::string> level_reasons;
  std::vector<std::string> splits;
  std::vector<std::string> odds;  ///< of split exits that are not alone in their state
  std::vector<std::string> races;
  bool has_patience = false;
  bool has_attendance = false;
  bool has_drug_tests = false;
  std::vector<std::string> limited_levels;
  std::vector<std::string> pooled_levels;  ///< of them, those that draw on a pool
  bool shares_staff = false;               ///< the level before the last one, with the last
  bool hours_differ = false;               ///< of which they then take other hours a person
  std::string reported;                    ///< an attribute that reports are split by
};

/// Makes up a scenario from the schema: goes through the keys of each section, and through the
/// sections and types of their values. What a value must be like to make sense is known of types
/// and of some keys (`value_writers`); of others the schema's example stands for all.
class Writer {
 public:
  Writer(Choices choices, const Habits& habits);

  [[nodiscard]] Written section(const models::schema::Section& section);
  /// A value of a type, or of a section by its name.
  [[nodiscard]] Written of_type(std::string_view type);

  /// What those who write single values look at.
  Choices choices;
  Habits habits;
  ScenarioNames names;
  Facts facts;
  std::chrono::sys_days start{};
  std::map<std::string, std::string> files;  ///< CSV files that are named
  std::string free_name;                     ///< of the innermost thing with a name
  std::size_t level = 0;                     ///< the number of the one being written
  int list_size = 1;                         ///< of lists that stand side by side
  bool has_state_time = false;               ///< exits of the present state need none of their own
  std::set<std::string> given;               ///< attributes asked for on the way here
  int depth = 0;                             ///< of sections

 private:
  [[nodiscard]] Written value(const models::schema::Section& section,
                              const models::schema::Key& key);
  [[nodiscard]] models::schema::Keys pick_form(const models::schema::Section& section);
  [[nodiscard]] bool is_written(const models::schema::Section& section,
                                const models::schema::Key& key,
                                const models::schema::Keys& form);
  void write_named(const models::schema::Section& section,
                   const models::schema::Key& key,
                   Written& map);
};

/// How the values of a type are written, or those of one key (`section.key`).
struct ValueWriter {
  std::string_view of;
  Written (*write)(Writer& writer);
};

}  // namespace stepdown::tests
