#include "models/text/nearest_name.hpp"

#include "models/text/letters.hpp"
#include "models/text/look_alikes.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace stepdown::models {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_above(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    two_above.swap(above);
    above.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::optional<std::string> nearest_name(std::string_view written,
                                        std::span<const std::string> known) {
  constexpr std::size_t longest = 64;      // names are no longer
  constexpr std::size_t most_names = 200;  // a bound on the work for a hostile file
  if (written.size() > longest + 2) return std::nullopt;
  const std::string written_lower = in_lower_case(written);
  std::optional<std::string> nearest;
  std::size_t nearest_distance = 3;
  for (const std::string& name : known.first(std::min<std::size_t>(known.size(), most_names))) {
    const std::string lower = in_lower_case(name);
    if (lower == written_lower) return name;
    const std::size_t shorter = std::min(name.size(), written.size());
    const std::size_t longer = std::max(name.size(), written.size());
    const std::size_t allowed = shorter <= 4 ? 1 : 2;
    if (longer - shorter > allowed || shorter < 2) continue;
    const std::size_t distance = edit_distance(written_lower, lower);
    if (distance <= allowed && distance < nearest_distance) {
      nearest = name;
      nearest_distance = distance;
    }
  }
  return nearest;
}

std::string did_you_mean(std::string_view written, std::span<const std::string> known) {
  if (const auto found = first_look_alike(written)) {
    const std::string plain = with_plain_characters(written);
    const auto meant = nearest_name(plain, known);
    return "; it has " + std::string{found->name} + ": write '" + meant.value_or(plain) + "'";
  }
  const auto nearest = nearest_name(written, known);
  return nearest ? "; did you mean '" + *nearest + "'?" : std::string{};
}

std::string name_suggestion(std::string_view written, std::span<const std::string> known) {
  constexpr std::size_t few = 8;
  std::string suggestion = did_you_mean(written, known);
  if (!suggestion.empty() || known.empty() || known.size() > few) return suggestion;
  for (const std::string& name : known)
    suggestion += (suggestion.empty() ? "; known: " : ", ") + name;
  return suggestion;
}

}  // namespace stepdown::models
