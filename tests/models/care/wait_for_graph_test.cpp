#include "models/care/wait_for_graph.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace stepdown::tests {
namespace {

using models::PoolId;
using models::WaitForGraph;

PoolId pool(int number) {
  return PoolId{static_cast<std::uint16_t>(number)};
}

/// Six pools, each pair `a, b` a person whom a holds for b.
WaitForGraph holding(const std::vector<std::pair<int, int>>& holds) {
  WaitForGraph graph{6};
  for (const auto& [from, to] : holds)
    graph.add(pool(from), pool(to));
  return graph;
}

std::vector<int> ring_through(WaitForGraph graph, int from, int to) {
  std::vector<int> numbers;
  for (const PoolId id : graph.ring_through(pool(from), pool(to)))
    numbers.push_back(static_cast<int>(id));
  return numbers;
}

using Ring = std::vector<int>;

TEST_SUITE_BEGIN("unit");

TEST_CASE("wait-for graph: two pools that hold people for each other are a ring") {
  CHECK(ring_through(holding({{1, 3}, {3, 1}}), 1, 3) == Ring{1, 3});
  CHECK(ring_through(holding({{1, 3}, {3, 1}}), 3, 1) == Ring{3, 1});
}

TEST_CASE("wait-for graph: a ring begins with the side it was asked for") {
  const WaitForGraph graph = holding({{0, 4}, {4, 2}, {2, 0}});
  CHECK(ring_through(graph, 0, 4) == Ring{0, 4, 2});
  CHECK(ring_through(graph, 4, 2) == Ring{4, 2, 0});
  CHECK(ring_through(graph, 2, 0) == Ring{2, 0, 4});
}

TEST_CASE("wait-for graph: a chain that does not come back is no ring") {
  CHECK(ring_through(holding({{0, 1}, {1, 2}, {2, 3}}), 0, 1) == Ring{});
  // The ring 1 -> 2 -> 1 does not pass through 0.
  CHECK(ring_through(holding({{0, 1}, {1, 2}, {2, 1}}), 0, 1) == Ring{});
}

TEST_CASE("wait-for graph: who is held for a place in the same pool is a ring of one") {
  CHECK(ring_through(holding({{2, 2}}), 2, 2) == Ring{2});
}

TEST_CASE("wait-for graph: of two rings the shorter one is found") {
  CHECK(ring_through(holding({{0, 1}, {1, 2}, {2, 3}, {3, 0}, {1, 4}, {4, 0}}), 0, 1) ==
        Ring{0, 1, 4});
  CHECK(ring_through(holding({{0, 1}, {1, 2}, {2, 0}, {1, 0}}), 0, 1) == Ring{0, 1});
}

TEST_CASE("wait-for graph: of equally short rings the one through the lower number is found") {
  CHECK(ring_through(holding({{0, 4}, {4, 3}, {4, 2}, {3, 0}, {2, 0}}), 0, 4) == Ring{0, 4, 2});
  // Compared from the second pool on: 1 is before 2, although 5 comes after 4.
  CHECK(ring_through(holding({{0, 3}, {3, 1}, {3, 2}, {1, 5}, {2, 4}, {4, 0}, {5, 0}}), 0, 3) ==
        Ring{0, 3, 1, 5});
}

TEST_CASE("wait-for graph: a side lasts as long as somebody is held") {
  WaitForGraph graph = holding({{0, 1}, {1, 0}, {1, 0}});
  graph.remove(pool(1), pool(0));
  CHECK(ring_through(graph, 0, 1) == Ring{0, 1});
  graph.remove(pool(1), pool(0));
  CHECK(ring_through(graph, 0, 1) == Ring{});
}

TEST_CASE("wait-for graph: nobody is held once it has been cleared") {
  WaitForGraph graph = holding({{0, 1}, {1, 0}});
  graph.clear();
  graph.add(pool(0), pool(1));
  CHECK(ring_through(graph, 0, 1) == Ring{});
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
