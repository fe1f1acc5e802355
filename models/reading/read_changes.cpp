#include "models/reading/read_changes.hpp"

#include "models/reading/origins.hpp"
#include "models/reading/overrides.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
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
};

/// Sections of which nothing changes, where there is something to do instead.
constexpr std::array fixed_sections{
    FixedPart{"outcomes", "; nobody leaves an outcome, whose utility is the same at all times"},
    FixedPart{"economics",
              "; prices, costs and utilities of levels and community states can, but whom it "
              "follows, what it discounts and what waiting is worth is the same at all times"},
    FixedPart{"pools", "; their places have `changes` of their own, beside their count"},
    FixedPart{"holidays", "; they are dates themselves, so write all of them there"},
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
  if (origin_path(with_dots(path)))
    return "cannot change on a date; where a new value comes from is said beside it, in "
           "'source: {<path>: ...}'";
  if (first == "effects" || path.empty()) return {};
  const auto* const section = std::ranges::find(fixed_sections, first, &FixedPart::key);
  if (section != fixed_sections.end())
    return fmt::format("cannot change on a date{}", section->why);
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

/// The part to which a path leads. Of levels, community states, sources and effects that were there
/// before each is one; of all else the whole section.
ChangedPart part_of(const std::string& path, const YamlNode& root) {
  std::vector<std::string> keys = keys_of_path(path);
  constexpr std::array by_name{"levels", "community", "arrivals", "effects"};
  ChangedPart part{keys.front(), {}};
  if (keys.size() < 2 || std::ranges::find(by_name, part.section) == by_name.end()) return part;
  const YamlNode::Entry* const section = find_entry(root, part.section);
  const YamlNode::Entry* const named =
      section == nullptr ? nullptr : find_entry(section->value, keys[1]);
  const bool is_one = named != nullptr && (part.section != "effects" || keys[1] != "strength");
  if (is_one) part.name = std::move(keys[1]);
  return part;
}

/// Changes the tree as one date says.
void apply(Reading& reading, const Field& changes, YamlNode& root, DatedChange& change) {
  if (!changes.is_map() || changes.node->entries.empty())
    return reading.expected(changes, schema::expected_of("changes"));
  std::set<ChangedPart> parts;
  for (const YamlNode::Entry& entry : changes.node->entries) {
    const Field one = field_of(changes, entry);
    if (const std::string why = why_fixed(entry.key); !why.empty()) {
      reading.error(Rule::PathFixedOnDates, one.key.at, one.path, why);
      continue;
    }
    change.paths.push_back(one.key);
    parts.insert(part_of(entry.key, root));
    put_at_path(reading, root, one.key, one.path, entry.value);
  }
  change.parts.assign(parts.begin(), parts.end());
}

std::size_t count_values(const YamlNode& node) {
  std::size_t count = 1;
  for (const YamlNode& item : node.items)
    count += count_values(item);
  for (const YamlNode::Entry& entry : node.entries)
    count += count_values(entry.value);
  return count;
}

/// Values of those parts of a tree.
std::size_t values_of(const std::vector<ChangedPart>& parts, const YamlNode& root) {
  std::size_t count = 0;
  for (const ChangedPart& part : parts) {
    const YamlNode::Entry* entry = find_entry(root, part.section);
    if (entry != nullptr && !part.name.empty()) entry = find_entry(entry->value, part.name);
    if (entry != nullptr) count += count_values(entry->value);
  }
  return count;
}

/// The date of an entry of `changes`, which comes after that before it.
std::optional<Located<Date>> read_next_date(Reading& reading,
                                            const Field& at_date,
                                            const std::optional<Date>& before) {
  auto date = read_date_key(reading, at_date);
  if (!date || !before || date->value > *before) return date;
  reading.error(Rule::DatesDescend,
                at_date.key.at,
                at_date.path,
                fmt::format("expected a date after {}, got '{}'; dates ascend",
                            iso_text(*before),
                            at_date.key.value));
  return std::nullopt;
}

}  // namespace

void read_changes(Reading& reading,
                  YamlNode& root,
                  const std::string& file,
                  const std::function<void(DatedChange)>& on_date) {
  const YamlNode::Entry* const entry = find_entry(root, "changes");
  if (entry == nullptr) return;
  const YamlNode written = entry->value;  // the tree itself changes
  Field changes = field_of(root_field(root, file), *entry);
  changes.node = &written;
  if (!changes.is_map()) return reading.expected(changes, schema::expected_of("dated_changes"));
  if (written.entries.size() > most_dates_of_changes)
    return reading.error(Rule::TooManyDatesOfChanges,
                         changes,
                         fmt::format("expected changes on at most {} dates, got {}",
                                     most_dates_of_changes,
                                     written.entries.size()));
  std::optional<Date> before;
  std::size_t values = 0;
  for (const YamlNode::Entry& dated : written.entries) {
    const Field at_date = field_of(changes, dated);
    const auto date = read_next_date(reading, at_date, before);
    if (!date) continue;
    before = date->value;
    DatedChange change{*date, {}, {}};
    apply(reading, at_date, root, change);
    values += values_of(change.parts, root);
    if (values > most_values_of_changes)
      return reading.error(
          Rule::TooManyValuesOfChanges,
          at_date.key.at,
          at_date.path,
          fmt::format("expected at most {} values in all levels, states, sources and effects that "
                      "change, all dates together, got more; each counts with all of its values on "
                      "each date on which one of them changes, so let less change, or less often",
                      most_values_of_changes));
    on_date(std::move(change));
  }
}

}  // namespace stepdown::models
