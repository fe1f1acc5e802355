#include "analysis/report/read_metrics.hpp"

#include "analysis/report/output_file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

using stepdown::analysis::read_metrics;
using stepdown::analysis::SimulatedFigures;
using stepdown::analysis::write_file;
using stepdown::tests::TemporaryFolder;

namespace {

/// A metrics.csv with one summary row that has these cells, and what is read of it.
std::optional<SimulatedFigures> read(const std::string& value,
                                     const std::string& n,
                                     const std::string& sd,
                                     const std::string& replications) {
  const TemporaryFolder place;
  write_file(place.path() / "metrics.csv",
             fmt::format("replication,state,profile,metric,statistic,value,n,sd,replications\r\n"
                         "summary,php,all,wait,mean,{},{},{},{}\r\n"
                         "0,php,all,wait,mean,3,,,\r\n",
                         value,
                         n,
                         sd,
                         replications));
  return read_metrics(place.path() / "metrics.csv");
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("read metrics: a summary row is a figure") {
  const auto figures = read("2.5", "40", "0.5", "25");
  REQUIRE(figures.has_value());
  REQUIRE(figures->size() == 1);
  const auto& figure = figures->begin()->second;
  CHECK(figure.value == 2.5);
  CHECK(figure.standard_error == doctest::Approx(0.1));
  CHECK(figure.replications == 25);
  CHECK(figure.observations == 40);
}

TEST_CASE("read metrics: a row without a value is no figure") {
  CHECK(read("", "0", "", "0")->empty());
  CHECK(read("2.5", "", "", "1")->empty());
}

TEST_CASE("read metrics: numbers that no figure is are not of this program") {
  for (const std::string bad : {"inf", "-inf", "nan", "1e300", "1e999", "x", "0x1p3", "1,5"}) {
    CAPTURE(bad);
    CHECK_FALSE(read(bad, "40", "0.5", "25").has_value());
    CHECK_FALSE(read("2.5", bad, "0.5", "25").has_value());
    CHECK_FALSE(read("2.5", "40", bad, "25").has_value());
    CHECK_FALSE(read("2.5", "40", "0.5", bad).has_value());
  }
  CHECK_FALSE(read("2.5", "-1", "0.5", "25").has_value());
  CHECK_FALSE(read("2.5", "40", "-0.5", "25").has_value());
  CHECK_FALSE(read("2.5", "40", "1e-300", "25").has_value());
  CHECK_FALSE(read("2.5", "40", "0.5", "2.5").has_value());
}

TEST_SUITE_END();
