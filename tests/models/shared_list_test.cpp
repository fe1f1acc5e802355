#include "models/shared_list.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using Words = SharedList<std::string>;
static_assert(std::random_access_iterator<Words::iterator>);
static_assert(std::random_access_iterator<Words::const_iterator>);
static_assert(std::ranges::random_access_range<const Words>);

TEST_SUITE_BEGIN("unit");

TEST_CASE("shared list: a copy has the very same elements until one of them changes") {
  const Words first{"a", "b", "c"};
  Words copy = first;
  CHECK(copy.shares_all(first));
  copy[1] = "B";
  CHECK(first[1] == "b");
  CHECK(std::as_const(copy)[1] == "B");
  CHECK(copy.shares(first, 0));
  CHECK_FALSE(copy.shares(first, 1));
  CHECK(copy.shares(first, 2));
  CHECK_FALSE(copy.shares_all(first));
  CHECK_FALSE(copy.shares(first, 3));
}

TEST_CASE("shared list: looking at elements makes none of them another") {
  const Words first{"a", "b", "c"};
  const Words copy = first;
  std::string all;
  for (const std::string& word : copy)
    all += word;
  CHECK(all == "abc");
  CHECK(std::ranges::find(copy, "c") - copy.begin() == 2);
  CHECK(copy.front() + copy.back() == "ac");
  CHECK(copy.shares_all(first));
}

TEST_CASE("shared list: all ways to change an element leave the other lists alone") {
  const Words first{"a", "b", "c", "d"};
  Words copy = first;
  copy.front() = "A";
  copy.back() = "D";
  *std::ranges::find(copy, "b") = "B";
  copy.replace(2, "C");
  CHECK(std::vector(copy.begin(), copy.end()) == std::vector<std::string>{"A", "B", "C", "D"});
  CHECK(std::vector(first.begin(), first.end()) == std::vector<std::string>{"a", "b", "c", "d"});
}

TEST_CASE("shared list: it grows and shrinks as a vector does") {
  Words words;
  CHECK(words.empty());
  words.push_back("b");
  words.emplace_back() = "d";
  words.insert(words.begin(), "a");
  words.insert(words.begin() + 2, "c");
  CHECK(std::vector(words.begin(), words.end()) == std::vector<std::string>{"a", "b", "c", "d"});
  words.pop_back();
  words.erase(words.begin());
  CHECK(std::vector(words.begin(), words.end()) == std::vector<std::string>{"b", "c"});
  words.clear();
  CHECK(words.size() == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
