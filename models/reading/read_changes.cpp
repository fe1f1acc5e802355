#include "models/reading/read_changes.hpp"

#include "models/reading/overrides.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

/// The keys on the way to a value: `levels.php.exits[0]` has four.
std::vector<std::string> keys_of_path(std::string_view path) {
  std::vector<std::string> keys(1);
  for (const char c : path) {
    if (c == '.' || c == '[')
      keys.emplace_back();
    else if (c != ']')
      keys.back() += c;
  }
  return keys;
}

struct FixedPart {
  std::string_view key;
  std::string_view why;
};

/// What of a level or a community state is no number of what people do.
constexpr std::array fixed_of_states{
    FixedPart{"places", "; places have `changes` of their own, beside their count"},
    FixedPart{"label", ""},
    FixedPart{"intake", ""},
    FixedPart{"tracks",
              "; their `admission` can, and their places have `changes` of their own, beside their "
              "count"},
    FixedPart{"utility", ""},
};

/// What a section of the scenario has of which numbers change, by name.
struct NamedPart {
  std::string_view key;
  std::size_t fewest = 0;  ///< keys of a path to a number
  std::string_view example;
};
constexpr std::array named_parts{
    NamedPart{"levels", 3, "levels.<name>.exits.dropout.probability"},
    NamedPart{"community", 3, "community.<name>.exits.dropout.probability"},
    NamedPart{"arrivals", 2, "arrivals.<source>.poisson.rate"},
    NamedPart{"attributes", 2, "attributes.<attribute>"},
    NamedPart{"medications", 3, "medications.<medication>.lasts"},
    NamedPart{"staff", 3, "staff.<role>.at_hand"},
};

/// What of such a part changes although most of it does not.
bool is_number_of_fixed(const std::vector<std::string>& keys) {
  if (keys[2] == "places") return keys.size() > 3 && keys[3] == "turnaround";
  return keys[2] == "tracks" && keys.size() > 4 && keys[4] == "admission";
}

/// Why the value at a path cannot change on a date, or nothing if it can.
std::string why_fixed(const std::string& path) {
  const std::vector<std::string> keys = keys_of_path(path);
  const std::string& first = keys.front();
  if (first == "effects" || path.empty()) return {};
  const auto* const part = std::ranges::find(named_parts, first, &NamedPart::key);
  if (part == named_parts.end())
    return "cannot change on a date; what can is in levels, community, arrivals, attributes, "
           "effects, medications and staff";
  if (keys.size() < part->fewest)
    return fmt::format("cannot change as a whole; write the path of each number, such as '{}'",
                       part->example);
  if (first != "levels" && first != "community") return {};
  const auto* const fixed = std::ranges::find(fixed_of_states, keys[2], &FixedPart::key);
  if (fixed == fixed_of_states.end() || is_number_of_fixed(keys)) return {};
  return fmt::format("cannot change on a date{}", fixed->why);
}

/// Changes the tree as one date says.
void apply(Reading& reading, const Field& changes, DatedTree& tree) {
  if (!changes.is_map() || changes.node->entries.empty())
    return reading.expected(changes, schema::expected_of("changes"));
  for (const YamlNode::Entry& entry : changes.node->entries) {
    const Field change = field_of(changes, entry);
    if (const std::string why = why_fixed(entry.key); !why.empty()) {
      reading.error(Rule::PathFixedOnDates, change.key.at, change.path, why);
      continue;
    }
    tree.paths.push_back(change.key);
    put_at_path(reading, tree.root, change.key, change.path, entry.value);
  }
}

}  // namespace

std::vector<DatedTree> read_changes(Reading& reading,
                                    const YamlNode& root,
                                    const std::string& file) {
  std::vector<DatedTree> trees;
  const YamlNode::Entry* const entry = find_entry(root, "changes");
  if (entry == nullptr) return trees;
  const Field changes = field_of(root_field(root, file), *entry);
  if (!changes.is_map()) {
    reading.expected(changes, schema::expected_of("dated_changes"));
    return trees;
  }
  if (changes.node->entries.size() > most_dates_of_changes) {
    reading.error(Rule::TooManyDatesOfChanges,
                  changes,
                  fmt::format("expected changes on at most {} dates, got {}",
                              most_dates_of_changes,
                              changes.node->entries.size()));
    return trees;
  }
  for (const YamlNode::Entry& dated : changes.node->entries) {
    const Field at_date = field_of(changes, dated);
    const auto date = read_date_key(reading, at_date);
    if (!date) continue;
    if (!trees.empty() && date->value <= trees.back().date.value) {
      reading.error(Rule::DatesDescend,
                    at_date.key.at,
                    at_date.path,
                    fmt::format("expected a date after {}, got '{}'; dates ascend",
                                iso_text(trees.back().date.value),
                                dated.key));
      continue;
    }
    DatedTree tree{*date, {}, trees.empty() ? root : trees.back().root};
    apply(reading, at_date, tree);
    trees.push_back(std::move(tree));
  }
  return trees;
}

}  // namespace stepdown::models
