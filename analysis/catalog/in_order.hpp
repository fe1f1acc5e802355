#pragma once

#include "analysis/catalog/wide_column.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <vector>

namespace stepdown::analysis {

/// The items in their order: as they come, but those that name another in `after` right behind it.
/// @pre each `after` names an item, and none itself by a detour
template <class Item>
[[nodiscard]] std::vector<Item> in_order(const std::vector<Item>& items) {
  std::vector<Item> placed;
  std::vector<Item> waiting;
  for (const Item& item : items)
    (item.after.empty() ? placed : waiting).push_back(item);
  const auto place = [&placed](const Item& item) {
    if (item.after == at_the_beginning) {
      placed.insert(placed.begin(), item);
      return true;
    }
    const auto before = std::ranges::find(placed, item.after, &Item::name);
    if (before == placed.end()) return false;
    placed.insert(before + 1, item);
    return true;
  };
  while (!waiting.empty()) {
    const auto number = std::erase_if(waiting, place);
    sim::expects(number > 0, "whatever comes after something comes after something that is there");
  }
  return placed;
}

}  // namespace stepdown::analysis
