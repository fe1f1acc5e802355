#include "analysis/catalog/in_order.hpp"

#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using stepdown::analysis::at_the_beginning;
using stepdown::analysis::in_order;

namespace {

struct Item {
  std::string name;
  std::string after;
};

std::string order_of(const std::vector<Item>& items) {
  std::string names;
  for (const Item& item : in_order(items))
    names += item.name;
  return names;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("in_order: things stay as they come") {
  CHECK(order_of({{"a", ""}, {"b", ""}, {"c", ""}}) == "abc");
}

TEST_CASE("in_order: a thing goes right behind the one that it names wherever that stands") {
  CHECK(order_of({{"a", ""}, {"x", "b"}, {"b", ""}, {"c", ""}}) == "abxc");
  CHECK(order_of({{"a", ""}, {"b", ""}, {"c", ""}, {"x", "a"}}) == "axbc");
}

TEST_CASE("in_order: one may follow another that follows") {
  CHECK(order_of({{"y", "x"}, {"x", "b"}, {"a", ""}, {"b", ""}}) == "abxy");
}

TEST_CASE("in_order: a thing can ask for the beginning") {
  CHECK(order_of({{"a", ""}, {"x", std::string(at_the_beginning)}}) == "xa");
}

TEST_CASE("in_order: to follow what is not there breaks a promise") {
  CHECK_THROWS_AS(order_of({{"a", ""}, {"x", "z"}}), stepdown::sim::ContractViolation);
  CHECK_THROWS_AS(order_of({{"x", "y"}, {"y", "x"}}), stepdown::sim::ContractViolation);
}

TEST_SUITE_END();
