#include "tests/support/random/edges.hpp"

#include "models/load_forecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace stepdown::tests {
namespace {

/// "24 d" as 24 and " d", ">= 2" as 2 and the words around it.
struct NumberInText {
  std::string before;
  double number = 0;
  std::string after;
};

std::optional<NumberInText> number_in(const std::string& text) {
  const std::size_t begin = text.find_first_of("-.0123456789");
  if (begin == std::string::npos) return std::nullopt;
  const bool is_a_word =
      begin > 0 && std::string_view{" =<>"}.find(text[begin - 1]) == std::string_view::npos;
  NumberInText found;
  found.before = text.substr(0, begin);
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + begin, end, found.number);
  if (is_a_word || error != std::errc{}) return std::nullopt;
  found.after.assign(rest, end);
  const bool is_a_date = found.after.starts_with('-') || found.after.starts_with('/');
  return is_a_date ? std::nullopt : std::optional{found};
}

/// Whole numbers in full, as not every key takes "1e+07".
std::string text_of(double number) {
  const bool is_whole = std::trunc(number) == number && std::abs(number) < 0x1p65;
  return is_whole ? fmt::format("{:.0f}", number) : fmt::format("{}", number);
}

// clang-format off
const std::vector<std::string> odd_numbers{
    "0", "-1", "-1e-300", "5e-324", "1e-300", "1e-9", "0.5", "1", "0.9999999999999999", "1.0000000001",
    "2", "31", "65", "256", "1001", "4097", "65536", "10000001", "2147483647", "2147483648",
    "4294967296", "9007199254740993", "9223372036854775808", "18446744073709551616", "1e15", "1e300",
    "1e309", "-1e300", "nan"};
const std::vector<std::string> odd_words{
    "", "0", "1899-12-31", "1900-01-01", "2026-02-29", "9999-12-31", "02-29", "given", "never",
    "unlimited", "0 d", "1e300 d"};
constexpr std::array lengths_of_text{64, 65, 100'000};
constexpr std::array counts_of_items{0, 1, 2, 65, 256, 1001};
constexpr std::array counts_of_entries{2, 65, 256};
// clang-format on

void add_texts(const std::string& text, std::vector<Written>& values) {
  if (const auto found = number_in(text))
    for (const std::string& number : odd_numbers)
      values.push_back(scalar(found->before + number + found->after));
  for (const std::string& word : odd_words)
    values.push_back(scalar(word));
  for (const int length : lengths_of_text)
    values.push_back(scalar(std::string(static_cast<std::size_t>(length), 'n')));
  values.push_back(list_of({}));
  values.push_back(empty_map());
}

void add_lists(const Written& list, std::vector<Written>& values) {
  for (const int count : counts_of_items) {
    Written other = list;
    other.items.clear();
    for (int i = 0; i < count && !list.items.empty(); ++i)
      other.items.push_back(list.items[static_cast<std::size_t>(i) % list.items.size()]);
    values.push_back(std::move(other));
  }
}

bool has_names(const Written& map) {
  return map.section.empty() || std::ranges::any_of(map.entries, [](const auto& entry) {
           return entry.name.starts_with('<');
         });
}

/// The first key with another number in it: "3" of "1-7", "n3" of a name.
std::string another_key(const std::string& key, int number) {
  const auto found = number_in(key);
  return found ? fmt::format("{}{}{}", found->before, number, found->after)
               : fmt::format("{}{}", key, number);
}

void add_maps(const Written& map, std::vector<Written>& values) {
  values.push_back(empty_map(map.section));
  if (map.entries.empty() || !has_names(map)) return;
  for (const int count : counts_of_entries) {
    Written other = map;
    for (int i = 1; i < count; ++i) {
      Written::Entry entry = map.entries.back();
      entry.key = another_key(entry.key, i + 1);
      other.entries.push_back(std::move(entry));
    }
    values.push_back(std::move(other));
  }
  std::vector<Written> keys;
  add_texts(map.entries.back().key, keys);
  for (const Written& key : keys) {
    if (key.kind != Written::Kind::Scalar) continue;
    Written other = map;
    other.entries.back().key = key.text;
    values.push_back(std::move(other));
  }
}

/// What a value looks like, for one scenario each.
std::string form_of(const Written& value) {
  switch (value.kind) {
    case Written::Kind::Scalar:
      return number_in(value.text) ? "number" : "word";
    case Written::Kind::Yaml:
      return "yaml";
    case Written::Kind::List:
      return "list";
    case Written::Kind::Map:
      break;
  }
  if (value.section.empty()) return value.find("given") == nullptr ? "mapping" : "given";
  return std::string{value.section};
}

void gather_forms(const Written& value, std::map<std::string, std::string>& forms) {
  for (const Written& item : value.items)
    gather_forms(item, forms);
  for (const Written::Entry& entry : value.entries) {
    if (!value.section.empty() && !entry.name.empty())
      forms.emplace(fmt::format("{}.{}", value.section, entry.name), form_of(entry.value));
    gather_forms(entry.value, forms);
  }
}

Written* first_value(Written& value, const std::string& key) {
  for (Written& item : value.items)
    if (Written* const found = first_value(item, key)) return found;
  for (Written::Entry& entry : value.entries) {
    const bool is_it = !value.section.empty() && !entry.name.empty() &&
                       fmt::format("{}.{}", value.section, entry.name) == key;
    // of names, all of them: how many there may be has an edge, too
    if (is_it) return entry.name.starts_with('<') ? &value : &entry.value;
    if (Written* const found = first_value(entry.value, key)) return found;
  }
  return nullptr;
}

void gather_inside(Written& value, std::vector<Written*>& places) {
  places.push_back(&value);
  for (Written& item : value.items)
    if (item.section.empty()) gather_inside(item, places);
  if (!value.section.empty()) return;
  for (Written::Entry& entry : value.entries)
    if (entry.value.section.empty()) gather_inside(entry.value, places);
}

/// Halfway between two numbers of at least 0 by their exponents, a whole one if there is one.
double between(double low, double high) {
  const double middle = std::bit_cast<double>(std::bit_cast<std::uint64_t>(low) / 2 +
                                              std::bit_cast<std::uint64_t>(high) / 2);
  const double whole = std::floor(middle);
  return whole > std::min(low, high) ? whole : middle;
}

}  // namespace

std::vector<KeyInUse> keys_in_use(int scenarios) {
  constexpr double most_events = 3000;
  constexpr std::size_t most_behaviors = 500;
  std::map<std::string, KeyInUse> smallest;  // by key and form
  std::map<std::string, std::size_t> sizes;
  const Habits habits{.has_edges = false};
  for (int seed = 0; seed < scenarios; ++seed) {
    auto valid = valid_scenario(static_cast<std::uint64_t>(seed), habits);
    if (!valid || models::forecast_moves(valid->model).events > most_events ||
        valid->model.behaviors.size() > most_behaviors)
      continue;
    const RandomScenario& scenario = valid->scenario;
    std::map<std::string, std::string> forms;
    gather_forms(scenario.root, forms);
    for (const auto& [key, form] : forms) {
      const std::string which = key + " " + form;
      const auto size = sizes.find(which);
      if (size != sizes.end() && size->second <= scenario.yaml.size()) continue;
      sizes[which] = scenario.yaml.size();
      smallest[which] = {key, scenario.root, scenario.files};
    }
  }
  std::vector<KeyInUse> all;
  for (auto& [which, one] : smallest)
    all.push_back(std::move(one));
  return all;
}

std::vector<Written*> places_of(Written& root, const std::string& key) {
  std::vector<Written*> places;
  if (Written* const value = first_value(root, key)) gather_inside(*value, places);
  return places;
}

std::vector<Written> odd_values(const Written& value) {
  std::vector<Written> values;
  switch (value.kind) {
    case Written::Kind::Scalar:
    case Written::Kind::Yaml:
      add_texts(value.text, values);
      break;
    case Written::Kind::List:
      add_lists(value, values);
      break;
    case Written::Kind::Map:
      add_maps(value, values);
      break;
  }
  return values;
}

std::vector<Written> values_at_the_edge(const Written& value,
                                        const std::function<bool(const Written&)>& is_accepted) {
  constexpr int steps = 70;
  constexpr double nearly = 1e-13;
  const auto found = value.kind == Written::Kind::Scalar ? number_in(value.text) : std::nullopt;
  if (!found) return {};
  const auto with = [&](double number) {
    return scalar(found->before + text_of(number) + found->after);
  };
  std::vector<Written> values;
  const double start = found->number;
  for (const double end : {0.0, 1e300, -1e300}) {
    const bool is_beyond_zero = end < 0 ? start >= 0 : end > 0 && start < 0;
    double accepted = is_beyond_zero ? std::copysign(1, end) : start;
    if (is_beyond_zero && !is_accepted(with(accepted))) continue;
    double refused = end;
    if (is_accepted(with(end))) {
      values.push_back(with(end));
      continue;
    }
    for (int i = 0; i < steps; ++i) {
      if (std::abs(refused - accepted) <= nearly * std::abs(accepted)) break;
      const double sign = accepted < 0 ? -1 : 1;
      const double middle = sign * between(std::abs(accepted), std::abs(refused));
      (is_accepted(with(middle)) ? accepted : refused) = middle;
    }
    values.push_back(with(accepted));
    values.push_back(with(refused));
  }
  return values;
}

}  // namespace stepdown::tests
