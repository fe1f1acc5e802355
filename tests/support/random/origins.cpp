#include "tests/support/random/origins.hpp"

#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

const std::vector<std::string> texts{
    "our own", "TEDS 2004, Table 2.5", "derived: 84 % of \"TEDS\"", "as: it's there", "{1}", "#5"};

Written said_of_some(const Written& map, Choices& choices) {
  constexpr int half = 2;
  Written said = empty_map();
  for (const Written::Entry& entry : map.entries)
    if (said.entries.empty() || choices.one_in(half))
      said.add(entry.key, scalar(choices.pick(texts)));
  return said;
}

}  // namespace

void add_origins(Written& root, Choices& choices) {
  constexpr int few = 5;
  constexpr int half = 2;
  for (Written& item : root.items)
    add_origins(item, choices);
  for (Written::Entry& entry : root.entries)
    add_origins(entry.value, choices);
  const bool can =
      root.kind == Written::Kind::Map && !root.entries.empty() && root.find("source") == nullptr;
  if (!can || !choices.one_in(few)) return;
  const std::string key = choices.one_in(half) ? "assumption" : "source";
  root.add(key, choices.one_in(half) ? said_of_some(root, choices) : scalar(choices.pick(texts)));
}

}  // namespace stepdown::tests
