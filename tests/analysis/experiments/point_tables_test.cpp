#include "analysis/experiments/point_tables.hpp"

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/empirical.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/quantile_table.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

using stepdown::analysis::PointTables;
using stepdown::sim::Distribution;
using stepdown::sim::Exponential;
using stepdown::sim::Gamma;

TEST_SUITE_BEGIN("unit");

TEST_CASE("point tables: a law that is held is not tabulated again") {
  PointTables tables;
  const PointTables::Shared first = tables.of(Gamma{4, 3.5});
  CHECK(tables.of(Gamma{4, 3.5}) == first);
  CHECK(tables.held() == 1);
  CHECK(first->distribution() == Distribution{Gamma{4, 3.5}});
}

TEST_CASE("point tables: laws that differ only beyond the digits of their text have their own") {
  PointTables tables;
  const Gamma law{4, 3.5};
  const Gamma other{4, 3.5 + 1e-12};
  REQUIRE(law.text() == other.text());
  CHECK(tables.of(law) != tables.of(other));
  CHECK(tables.of(other)->distribution() == Distribution{other});
  CHECK(tables.held() == 2);
}

TEST_CASE("point tables: of very many laws those asked for longest ago are forgotten") {
  PointTables tables;
  const auto law = [](std::size_t number) { return Exponential{1 + static_cast<double>(number)}; };
  const PointTables::Shared kept = tables.of(law(0));
  const PointTables::Shared forgotten = tables.of(law(1));
  const std::size_t most = PointTables::most_bytes / kept->table_bytes();
  for (std::size_t number = 2; number < most; ++number)
    (void)tables.of(law(number));
  CHECK(tables.held() == most);
  CHECK(tables.of(law(0)) == kept);  // asked for again
  (void)tables.of(law(most));
  CHECK(tables.held() == most);
  CHECK(tables.of(law(0)) == kept);
  CHECK(tables.of(law(1)) != forgotten);
}

TEST_CASE("point tables: one that is larger than all that may be held is not held") {
  constexpr std::size_t values = PointTables::most_bytes / sizeof(double);
  std::vector<double> days(values);
  for (std::size_t i = 0; i < values; ++i)
    days[i] = static_cast<double>(i);
  const auto law = stepdown::sim::empirical_values(days, {});
  REQUIRE(law.value.has_value());
  PointTables tables;
  CHECK(tables.of(*law.value) != nullptr);
  CHECK(tables.held() == 0);
}

TEST_SUITE_END();
