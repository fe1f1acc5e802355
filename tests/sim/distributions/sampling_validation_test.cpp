#include "sim/distributions/distribution.hpp"
#include "sim/distributions/quantile_table.hpp"
#include "sim/random_stream.hpp"
#include "tests/sim/distributions/all_distributions.hpp"
#include "tests/support/check_mean.hpp"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/hyperexponential_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/triangle_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <boost/random/weibull_distribution.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

TEST_SUITE_BEGIN("validation");

using stepdown::sim::BetaPert;
using stepdown::sim::Block;
using stepdown::sim::coefficient_of_variation;
using stepdown::sim::Coxian;
using stepdown::sim::describe;
using stepdown::sim::Distribution;
using stepdown::sim::Erlang;
using stepdown::sim::Exponential;
using stepdown::sim::Gamma;
using stepdown::sim::GeneralizedGamma;
using stepdown::sim::Gompertz;
using stepdown::sim::HyperExponential;
using stepdown::sim::keyed_block;
using stepdown::sim::KeyedEngine;
using stepdown::sim::LogLogistic;
using stepdown::sim::Lognormal;
using stepdown::sim::mean;
using stepdown::sim::name_hash;
using stepdown::sim::NormalCutAtZero;
using stepdown::sim::PiecewiseHazard;
using stepdown::sim::QuantileTable;
using stepdown::sim::StreamKey;
using stepdown::sim::Triangular;
using stepdown::sim::Truncated;
using stepdown::sim::Uniform;
using stepdown::sim::variance;
using stepdown::sim::Weibull;
using stepdown::sim::wide_bits;
using stepdown::tests::all_distributions;
using stepdown::tests::check_mean;
using stepdown::tests::SampleMoments;

namespace {

constexpr std::uint32_t sample_size = 200000;

std::vector<double> table_sample(const Distribution& law, std::uint64_t seed) {
  const QuantileTable table{law};
  const StreamKey key{.seed = seed, .replication = 0, .source = name_hash("validation")};
  std::vector<double> sample;
  for (std::uint32_t entity = 0; entity < sample_size; ++entity) {
    const Block block = keyed_block(key, entity, 0, 0);
    sample.push_back(table.at(wide_bits(block[0], block[1])));
  }
  return sample;
}

/// The largest distance between two sample distribution functions, times sqrt(n / 2): above 1.95 by
/// chance once in 1000 (Kolmogorov and Smirnov, two samples of n).
double kolmogorov_smirnov(std::vector<double> a, std::vector<double> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  double widest = 0;
  std::size_t j = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    while (j < b.size() && b[j] <= a[i])
      ++j;
    const double distance = static_cast<double>(i + 1) - static_cast<double>(j);
    widest = std::max(widest, std::abs(distance) / static_cast<double>(a.size()));
  }
  return widest * std::sqrt(static_cast<double>(a.size()) / 2);
}

struct Comparison {
  Distribution law;
  /// The same law sampled by Boost.Random.
  std::function<double(KeyedEngine&)> draw;
};

std::vector<Comparison> comparisons() {
  namespace random = boost::random;
  return {
      {Exponential{180}, random::exponential_distribution<>{1.0 / 180}},
      {Erlang{3, 10}, random::gamma_distribution<>{3, 10.0 / 3}},
      {Gamma{2, 6}, random::gamma_distribution<>{2, 6}},
      {Gamma{0.4, 30}, random::gamma_distribution<>{0.4, 30}},
      {Lognormal{3.58, 0.55}, random::lognormal_distribution<>{3.58, 0.55}},
      {Weibull{0.7, 200}, random::weibull_distribution<>{0.7, 200}},
      {Gompertz{0.01, 0.02},
       [unit = random::exponential_distribution<>{}](KeyedEngine& engine) mutable {
         return std::log(1 + 0.01 / 0.02 * unit(engine)) / 0.01;
       }},
      {GeneralizedGamma{3, 0.8, 0.5},
       [gamma = random::gamma_distribution<>{4, 1}](KeyedEngine& engine) mutable {
         return std::exp(3 + 0.8 / 0.5 * std::log(gamma(engine) / 4));
       }},
      {GeneralizedGamma{3, 0.8, -0.2},
       [gamma = random::gamma_distribution<>{25, 1}](KeyedEngine& engine) mutable {
         return std::exp(3 - 0.8 / 0.2 * std::log(gamma(engine) / 25));
       }},
      {Uniform{3, 9}, random::uniform_real_distribution<>{3, 9}},
      {Triangular{1, 5, 20}, random::triangle_distribution<>{1, 5, 20}},
      {HyperExponential{{0.8, 0.2}, {5, 45}},
       random::hyperexponential_distribution<>{{0.8, 0.2}, {1.0 / 5, 1.0 / 45}}},
      {NormalCutAtZero{10, 8},
       [normal = random::normal_distribution<>{10, 8}](KeyedEngine& engine) mutable {
         double x = -1;
         while (x < 0)
           x = normal(engine);
         return x;
       }},
      {Truncated{.base = Distribution{Gamma{2, 6}}, .low = 3, .high = 28},
       [gamma = random::gamma_distribution<>{2, 6}](KeyedEngine& engine) mutable {
         double x = 0;
         while (x < 3 || x > 28)
           x = gamma(engine);
         return x;
       }},
      {Coxian{{0.5, 0.1}, {0.3}},
       [unit = random::uniform_01<>{}](KeyedEngine& engine) mutable {
         const double first = -std::log(1 - unit(engine)) / 0.5;
         return unit(engine) < 0.3 ? first - std::log(1 - unit(engine)) / 0.1 : first;
       }},
      {BetaPert{1, 5, 20},
       [a = random::gamma_distribution<>{1 + 4 * 4 / 19.0},
        b = random::gamma_distribution<>{1 + 4 * 15 / 19.0}](KeyedEngine& engine) mutable {
         const double x = a(engine);
         return 1 + 19 * x / (x + b(engine));
       }},
      {LogLogistic{3.5, 20},
       [unit = random::uniform_01<>{}](KeyedEngine& engine) mutable {
         const double u = unit(engine);
         return 20 * std::pow(u / (1 - u), 1 / 3.5);
       }},
      {PiecewiseHazard{{30, 90}, {0.01, 0.05, 0.002}},
       [unit = random::exponential_distribution<>{}](KeyedEngine& engine) mutable {
         const double first = unit(engine) / 0.01;
         const double second = 30 + unit(engine) / 0.05;
         const double third = 90 + unit(engine) / 0.002;
         return first <= 30 ? first : second <= 90 ? second : third;
       }},
  };
}

}  // namespace

TEST_CASE("sampling: draws from the table have the exact mean and variance") {
  // Claim: mean and variance as computed. n = 200,000, so a mean off by 1 % of a standard deviation
  // fails. The variance is held against the mean squared distance from the exact mean.
  for (const Distribution& law : all_distributions()) {
    CAPTURE(describe(law));
    SampleMoments values;
    SampleMoments squares;
    const double exact_mean = mean(law);
    for (const double x : table_sample(law, 20240601)) {
      values.add(x);
      squares.add((x - exact_mean) * (x - exact_mean));
    }
    CHECK(check_mean(values, exact_mean));
    // The mean square of a lognormal with sigma 2 has no usable standard error at this n.
    if (coefficient_of_variation(law) < 5) CHECK(check_mean(squares, variance(law)));
  }
}

TEST_CASE("sampling: a mean that is off by 2 percent of the standard deviation is noticed") {
  for (const Distribution& law : {Distribution{Gamma{2, 6}}, Distribution{Uniform{3, 9}}}) {
    SampleMoments values;
    for (const double x : table_sample(law, 20240601))
      values.add(x);
    CHECK_FALSE(check_mean(values, mean(law) + 0.02 * std::sqrt(variance(law))));
    CHECK_FALSE(check_mean(values, mean(law) - 0.02 * std::sqrt(variance(law))));
  }
}

TEST_CASE("sampling: draws from the table and from Boost follow the same law") {
  std::uint64_t seed = 31;
  for (auto& [law, draw] : comparisons()) {
    CAPTURE(describe(law));
    KeyedEngine engine{{.seed = ++seed, .replication = 1}};
    std::vector<double> boost_sample;
    SampleMoments moments;
    for (std::uint32_t i = 0; i < sample_size; ++i) {
      boost_sample.push_back(draw(engine));
      moments.add(boost_sample.back());
    }
    CHECK(check_mean(moments, mean(law)));
    // 2.4: once in 50,000 by chance.
    CHECK(kolmogorov_smirnov(table_sample(law, seed), boost_sample) < 2.4);
  }
}

TEST_CASE("sampling: the comparison notices a scale that is off by 2 percent") {
  const auto right = table_sample(Gamma{2, 6}, 1);
  CHECK(kolmogorov_smirnov(right, table_sample(Gamma{2, 6}, 2)) < 2.4);
  CHECK(kolmogorov_smirnov(right, table_sample(Gamma{2, 6.12}, 2)) > 2.4);
}

TEST_SUITE_END();
