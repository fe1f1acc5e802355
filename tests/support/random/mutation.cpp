#include "tests/support/random/mutation.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

void gather(Written& value, std::vector<Written*>& all) {
  all.push_back(&value);
  for (Written& item : value.items)
    gather(item, all);
  for (Written::Entry& entry : value.entries)
    gather(entry.value, all);
}

const std::vector<std::string> odd_texts{"",           "0",
                                         "-1",         "1e308",
                                         "1e-308",     "nan",
                                         "0 d",        "1e6 y",
                                         "-3 d",       "1 mo",
                                         "9 /1000y",   "1e6 /d",
                                         "given",      "never",
                                         "all",        "l0",
                                         "c0",         "a0",
                                         "2026-02-30", "0.5",
                                         "10000001",   "1,5 d",
                                         "5%",         "2 %/y",
                                         ">= 1",       "not x",
                                         "unlimited",  "\xC2\xA0",
                                         "~",          "true",
                                         "\x1b[2J",    "../x.csv",
                                         "base.yaml",  "99999999999999999999"};

/// Text from the choices themselves.
std::string any_text(Choices& choices) {
  constexpr int bytes = 256;
  std::string text;
  for (int i = 1 + choices.below(8); i > 0; --i)
    text += static_cast<char>(choices.below(bytes));
  return text;
}

Written odd_value(Choices& choices) {
  Written value;
  switch (choices.below(5)) {
    case 0:
      value.kind = Written::Kind::List;
      return value;
    case 1:
      return empty_map();
    case 2:
      return scalar(any_text(choices));
    case 3:
      value.kind = Written::Kind::Yaml;
      value.text = any_text(choices);
      return value;
  }
  return scalar(choices.pick(odd_texts));
}

}  // namespace

void mutate(Written& root, Choices& choices) {
  std::vector<Written*> all;
  gather(root, all);
  Written& place = *choices.pick(all);
  // A copy, as the one may stand inside of the other.
  const Written other = *choices.pick(all);
  const bool is_map = place.kind == Written::Kind::Map && !place.entries.empty();
  const bool is_list = place.kind == Written::Kind::List && !place.items.empty();
  const int count = static_cast<int>(is_map ? place.entries.size() : place.items.size());
  const int number = is_map || is_list ? choices.below(count) : 0;
  const int kind = choices.below(4);
  if (is_map && kind == 0) {
    place.entries.erase(place.entries.begin() + number);
  } else if (is_map && kind == 1) {
    const Written::Entry twice = place.entries[static_cast<std::size_t>(number)];
    place.entries.push_back(twice);
  } else if (is_map && kind == 2) {
    place.entries[static_cast<std::size_t>(number)].key =
        choices.one_in(2) ? any_text(choices) : choices.pick(odd_texts);
  } else if (is_list && kind == 0) {
    place.items.erase(place.items.begin() + number);
  } else if (is_list && kind == 1) {
    const Written twice = place.items[static_cast<std::size_t>(number)];
    place.items.push_back(twice);
  } else if (kind == 3) {
    place = other;
  } else {
    place = odd_value(choices);
  }
}

}  // namespace stepdown::tests
