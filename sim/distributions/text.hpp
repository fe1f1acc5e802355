#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// The words in which families describe themselves.
namespace stepdown::sim {

/// A number for people: up to four significant digits.
[[nodiscard]] std::string short_number(double x);

/// The same, up to ten digits.
[[nodiscard]] std::string precise_number(double x);

[[nodiscard]] std::string days_text(double x);
[[nodiscard]] std::string percent_text(double share);

/// "first, second and third"
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

/// "20 % a and 80 % b"
template <class Item, class Text>
[[nodiscard]] std::string weighted_list(const std::vector<double>& weights,
                                        const std::vector<Item>& items,
                                        const Text& text) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < items.size(); ++i)
    parts.push_back(percent_text(weights[i]) + " " + text(items[i]));
  return listed(parts);
}

}  // namespace stepdown::sim
