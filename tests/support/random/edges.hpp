#pragma once

#include "tests/support/random/random_scenario.hpp"
#include "tests/support/random/written.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// Values at the edge of what may be written, for any key of the schema: found from a value that is
/// there and by asking which are accepted, so that a new key needs no list of its own.
namespace stepdown::tests {

/// A scenario that has a key, with its value as it is usual.
struct KeyInUse {
  std::string key;  ///< `section.key`
  Written root;
  std::map<std::string, std::string> files;
};

/// Valid scenarios, as small as they were met, in which together all keys are that the made-up ones
/// have: one for each form of the value (a number, a word, a list, a mapping and its keys).
/// @param scenarios  to make up
[[nodiscard]] std::vector<KeyInUse> keys_in_use(int scenarios);

/// What may be changed: the value of a key, and all that is inside of it up to the sections that
/// have keys of their own. The number of places is that of the values returned.
[[nodiscard]] std::vector<Written*> places_of(Written& root, const std::string& key);

/// Other values for this one, at the edges and beyond: numbers in the unit that is there, numbers
/// of entries and of items, lengths of texts, and keys of mappings that are no section.
[[nodiscard]] std::vector<Written> odd_values(const Written& value);

/// The last values that are accepted in both directions from the number that is there, and the
/// first beyond; found by asking. None if there is no number.
[[nodiscard]] std::vector<Written> values_at_the_edge(
    const Written& value, const std::function<bool(const Written&)>& is_accepted);

}  // namespace stepdown::tests
