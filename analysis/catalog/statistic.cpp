#include "analysis/catalog/statistic.hpp"

#include "models/waits_within.hpp"

#include <algorithm>
#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::array statistics{
    Statistic{"mean",
              "as the metric",
              "average: over time for counts of people (census, list, places), otherwise over all "
              "people of "
              "all replications"},
    Statistic{
        "sd",
        "as the metric",
        "standard deviation: over time within a replication for counts of people, between all "
        "people otherwise"},
    Statistic{"min", "as the metric", "smallest value"},
    Statistic{"p05", "as the metric", "5 % of the time at or below this value"},
    Statistic{"p10", "as the metric", "10 % of the time at or below this value"},
    Statistic{"p25", "as the metric", "25 % at or below this value"},
    Statistic{"median", "as the metric", "half at or below this value"},
    Statistic{"p75", "as the metric", "75 % at or below this value"},
    Statistic{"p80", "as the metric", "80 % at or below this value"},
    Statistic{"p90",
              "as the metric",
              "90 % at or below this value. This and the other quantiles of times are exact where "
              "many are equal, and elsewhere less than 1/128 off"},
    Statistic{"p95", "as the metric", "95 % at or below this value"},
    Statistic{"p99", "as the metric", "99 % at or below this value"},
    Statistic{"max", "as the metric", "largest value"},
    Statistic{"within_0d", "fraction", "share admitted without any wait"},
    Statistic{"within_1d", "fraction", "share admitted within 1 day"},
    Statistic{"within_3d", "fraction", "share admitted within 3 days"},
    Statistic{"within_7d",
              "fraction",
              "waits: share admitted within 7 days; exits: share of all stays that ended so within "
              "7 days of admission"},
    Statistic{"within_14d",
              "fraction",
              "waits: share admitted within 14 days; exits: share of all stays that ended so "
              "within 14 days of admission"},
    Statistic{"within_30d",
              "fraction",
              "waits: share admitted within 30 days; exits: share of all stays that ended so "
              "within 30 days of admission"},
    Statistic{
        "within_60d", "fraction", "share of all stays that ended so within 60 days of admission"},
    Statistic{
        "within_90d", "fraction", "share of all stays that ended so within 90 days of admission"},
    Statistic{
        "within_180d", "fraction", "share of all stays that ended so within 180 days of admission"},
    Statistic{"within_target",
              "fraction",
              "share admitted within `waiting.target`, of levels that have one"},
    Statistic{
        "within_<k>d",
        "fraction",
        "share admitted within so many days, as `targets` of the scenario ask; exact up to 256 "
        "days, beyond less than 1/128 of the days off"},
    Statistic{"above_7d", "fraction", "share longer than 7 days"},
    Statistic{"above_14d", "fraction", "share longer than 14 days"},
    Statistic{"above_30d", "fraction", "share longer than 30 days"},
    Statistic{"above_60d", "fraction", "share longer than 60 days"},
    Statistic{"above_90d", "fraction", "share longer than 90 days"},
    Statistic{"above_180d", "fraction", "share longer than 180 days"},
    Statistic{"above_365d", "fraction", "share longer than 365 days"},
    Statistic{"count", "as the metric", "number at the horizon"},
    Statistic{"per_year", "as the metric, per year", "number in the window x 365 / days observed"},
    Statistic{"share",
              "fraction",
              "part of the whole named in the definition; gave_up, turned_away, lost, diverted, "
              "balked, redirected: of requests"},
    Statistic{"ratio", "as the metric", "one number divided by another"},
};

}  // namespace

std::span<const Statistic> statistic_catalog() {
  return statistics;
}

const Statistic* find_statistic(std::string_view name) {
  const auto* found = std::ranges::find(statistics, name, &Statistic::name);
  if (found == statistics.end() && models::days_within(name))
    found = std::ranges::find(statistics, "within_<k>d", &Statistic::name);
  return found == statistics.end() ? nullptr : found;
}

std::optional<double> quantile_of(std::string_view statistic) {
  const auto* const found = std::ranges::find(quantiles, statistic, &Quantile::statistic);
  return found == quantiles.end() ? std::nullopt : std::optional(found->p);
}

}  // namespace stepdown::analysis
