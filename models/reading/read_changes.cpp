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
    FixedPart{"admission", ""},
    FixedPart{"discharge", ""},
    FixedPart{"tracks", "; their places have `changes` of their own, beside their count"},
    FixedPart{"alongside", ""},
    FixedPart{"reviews", ""},
    FixedPart{"drug_tests", ""},
    FixedPart{"utility", ""},
};

/// Why the value at a path cannot change on a date, or nothing if it can.
std::string why_fixed(const std::string& path) {
  const std::vector<std::string> keys = keys_of_path(path);
  const std::string& first = keys.front();
  if (first == "effects" || path.empty()) return {};
  const bool is_state = first == "levels" || first == "community";
  if (!is_state && first != "arrivals" && first != "attributes")
    return "cannot change on a date; what can is in levels, community, arrivals, attributes and "
           "effects";
  const std::size_t fewest = is_state ? 3 : 2;
  if (keys.size() < fewest)
    return fmt::format("cannot change as a whole; write the path of each number, such as '{}'",
                       is_state              ? first + ".<name>.exits.dropout.probability"
                       : first == "arrivals" ? "arrivals.<source>.poisson.rate"
                                             : "attributes.<attribute>");
  if (!is_state) return {};
  const auto* const fixed = std::ranges::find(fixed_of_states, keys[2], &FixedPart::key);
  if (fixed == fixed_of_states.end()) return {};
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
