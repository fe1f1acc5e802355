#include "sim/distributions/family.hpp"

#include "sim/distributions/constant.hpp"
#include "sim/distributions/distribution.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/truncated.hpp"
#include "sim/distributions/weibull.hpp"

#include <doctest/doctest.h>

#include <concepts>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {
namespace {

/// Now or after `days`, with equal chances: what a family must say, and nothing else.
struct NowOrLater {
  double days = 1;

  [[nodiscard]] double tail(Tail side, double x) const {
    const double over = x < days ? 0.5 : 1;
    return side == Tail::Lower ? over : 1 - over;
  }
  [[nodiscard]] double tail_quantile(Tail side, double w) const {
    return side == Tail::Lower || w >= 0.5 ? 0 : days;
  }
  [[nodiscard]] Moments moments() const { return {.mean = days / 2, .variance = days * days / 4}; }
  [[nodiscard]] std::string problem() const { return days > 0 ? "" : "expected some days"; }
  [[nodiscard]] std::string text() const { return "now or later"; }
  friend bool operator==(const NowOrLater&, const NowOrLater&) = default;
};

/// The same with a misspelled method.
struct NoTail {
  [[nodiscard]] double tial(Tail, double) const { return 0; }
  [[nodiscard]] double tail_quantile(Tail, double) const { return 0; }
  [[nodiscard]] Moments moments() const { return {}; }
  [[nodiscard]] std::string problem() const { return {}; }
  [[nodiscard]] std::string text() const { return {}; }
  friend bool operator==(const NoTail&, const NoTail&) = default;
};

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("distribution family: what it does not say is answered for it") {
  const Distribution law = NowOrLater{14};
  CHECK(mean(law) == 7);
  CHECK(cdf(law, 3) == 0.5);
  CHECK(describe(law) == "now or later");
  CHECK(problem_with(NowOrLater{0}) == "expected some days");
  CHECK(is_lattice(law));
  CHECK(pdf(law, 0) == 0);
  CHECK(lowest(law) == 0);
  CHECK(highest(law) == infinity);
  CHECK(law.never() == 0);
  CHECK(law.has_quantile_formula());
  CHECK(law.kinks().empty());
  CHECK_FALSE(law.hazard_up_to(3));
  CHECK_FALSE(law.moments_between(1, 3));
  CHECK_FALSE(law.between(1, 3));
  CHECK(law.range_between(1, 3).low == 1);
  CHECK(law.range_between(1, 3).high == 3);
}

TEST_CASE("distribution family: others can contain one that they do not know") {
  const Mixture mixture{.weights = {0.5, 0.5}, .components = {NowOrLater{4}, Constant{10}}};
  CHECK(mean(mixture) == 6);
  CHECK(cdf(Truncated{.base = NowOrLater{4}, .low = 0, .high = 3}, 0) == 1);
}

TEST_CASE("distribution family: one that lacks something is none") {
  CHECK(std::convertible_to<NowOrLater, Distribution>);
  CHECK(NoTail{} == NoTail{});  // all but the tail is there
  CHECK_FALSE(std::convertible_to<NoTail, Distribution>);
  CHECK_FALSE(std::convertible_to<double, Distribution>);
}

TEST_CASE("distribution: it tells its parameters to those who know the family") {
  const Distribution law = Weibull{.shape = 2, .scale = 10};
  REQUIRE(law.is<Weibull>());
  CHECK(law.as<Weibull>()->scale == 10);
  CHECK_FALSE(law.is<Constant>());
  CHECK(law.as<Constant>() == nullptr);
}

TEST_CASE("distribution: copies are equal and apart") {
  Distribution law = Weibull{.shape = 2, .scale = 10};
  const Distribution copy = law;
  CHECK(copy == law);
  law = Constant{3};
  CHECK(copy == Distribution{Weibull{.shape = 2, .scale = 10}});
  const Distribution& itself = law;
  law = itself;
  CHECK(law == Distribution{Constant{3}});
  const Distribution moved = std::move(law);
  CHECK(moved == Distribution{Constant{3}});
  law = moved;
  CHECK(law == moved);
  CHECK(law != Distribution{Constant{4}});
  CHECK(law != copy);
  CHECK(Distribution{} == Distribution{Constant{0}});
}

TEST_SUITE_END();

}  // namespace stepdown::sim
