#include "analysis/catalog/catalog.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::array metrics{
    Metric{"census",
           "people",
           "levels, community, all",
           "people occupying a place (in treatment, held or in transfer), or being in a community "
           "state; for all: in all levels together"},
    Metric{"census_midnight", "people", "levels", "census at 00:00 of each observed day"},
    Metric{"treating", "people", "levels", "part of census: people in treatment"},
    Metric{"held",
           "people",
           "levels",
           "part of census: people whose treatment is over and who keep the place because the next "
           "level is full"},
    Metric{
        "transfer",
        "people",
        "levels",
        "part of census: people whose treatment is over and who wait for paperwork or transport"},
    Metric{"places",
           "places",
           "limited levels",
           "open places over time; places closing count until they are empty"},
    Metric{"utilization",
           "fraction",
           "limited levels",
           "place-days occupied / place-days open; empty: none were open"},
    Metric{"full", "fraction", "limited levels", "time with no free place / all time"},
    Metric{"requests", "people", "levels, all", "people who asked for a place"},
    Metric{"p_delay",
           "fraction",
           "levels, all",
           "requests that had to wait for a place / requests; people turned away or diverted at "
           "once do not wait"},
    Metric{"one_in_n", "requests", "levels", "one request in so many had to wait: 1 / p_delay"},
    Metric{"wait", "days", "levels", "request to admission, of those admitted in the window"},
    Metric{"gave_up_wait",
           "days",
           "levels",
           "request to giving up, of those who gave up in the window"},
    Metric{"open_waits",
           "people",
           "levels",
           "still on the waiting list at the horizon; in no wait figure"},
    Metric{"open_wait", "days", "levels", "wait so far of those still on the list at the horizon"},
    Metric{"list",
           "people",
           "levels, all",
           "people on the waiting list, those who hold a place elsewhere included"},
    Metric{"gave_up", "people", "levels, all", "people who left the waiting list without a place"},
    Metric{
        "turned_away",
        "people",
        "levels, all",
        "people who found the waiting list at its limit and went where turned_away_to sends them"},
    Metric{"lost", "people", "levels, all", "gave up or turned away"},
    Metric{"diverted",
           "people",
           "levels",
           "people who found the waiting list at its limit and asked another level instead"},
    Metric{"admissions", "people", "levels, all", "people who took up a place"},
    Metric{"swaps",
           "people",
           "levels, all",
           "moves into the level as part of a gridlock ring, everyone in the same instant"},
    Metric{"held_days",
           "place-days",
           "levels",
           "place-days held here by people whose next level was full; mean: per hold begun"},
    Metric{"held_for.<level>",
           "place-days",
           "levels that hold",
           "the part of held_days charged to the level that had no place"},
    Metric{"stay",
           "days",
           "levels, community",
           "length of the stays that ended in the window: treatment + hold + transfer"},
    Metric{"stay_treated", "days", "levels", "part of stay: treatment"},
    Metric{"stay_held", "days", "levels", "part of stay: held for a place"},
    Metric{"stay_transfer", "days", "levels", "part of stay: transfer"},
    Metric{"stay.<reason>",
           "days",
           "levels, community",
           "length of the stays that ended for this reason"},
    Metric{"open_stays",
           "people",
           "levels, community",
           "stays that had not ended at the horizon; in no stay figure"},
    Metric{"open_stay",
           "days",
           "levels, community",
           "length so far of the stays still open at the horizon"},
    Metric{"exits.<reason>",
           "people",
           "levels, community",
           "stays that ended for this reason; share: of all stays that ended"},
    Metric{"flow.<from>.<to>",
           "people",
           "levels, community, all",
           "moves that arrived; from a state, or from an arrival source; share: of all moves from "
           "there"},
    Metric{"entered", "people", "community, outcomes", "people who came into the state"},
    Metric{"arrivals", "people", "all", "people referred"},
    Metric{"arrivals.<source>", "people", "all", "people referred from one arrival source"},
    // What becomes of people. "Groups": all people, and those with each value of each report_by
    // attribute. Curves: Kaplan-Meier where nothing competes, Aalen-Johansen otherwise; clocks that
    // still run at the horizon are censored there. In whole days: ends rounded up, censoring down.
    Metric{"index_admissions",
           "people",
           "all, groups",
           "people whose first admission to a level after the end of warm-up was seen. That is "
           "their index admission, whatever came before it: a step-down counts for someone who was "
           "in care when warm-up ended"},
    Metric{"time_to_treatment",
           "days",
           "all, groups",
           "referral to the first admission ever, of people referred in the window and admitted by "
           "the horizon; who was not yet is in untreated"},
    Metric{"never_treated",
           "people",
           "all, groups",
           "people referred in the window who left for good without any admission; share: of these "
           "and the admitted ones"},
    Metric{"untreated",
           "people",
           "all, groups",
           "people referred in the window, still inside at the horizon and never admitted yet; n: "
           "all people referred in the window"},
    Metric{"retention_<k>",
           "people",
           "all, groups",
           "still in care k days after the index admission. At risk from the index admission until "
           "the first discharge (the event). Discharge: entering a community state or an outcome "
           "from a level, at that moment also when it comes after waiting outside in vain; moving "
           "between levels and waiting between them is care"},
    Metric{"completion",
           "people",
           "all, groups",
           "the index episode ended in a planned way: where the curve stays in the end. Episode: a "
           "run of levels with gaps of at most episode_gap. At risk from the index admission until "
           "the end of the episode is known: episode_gap after the last stay, or at an outcome. "
           "Event: the last stay ended by an exit of kind planned that led out of care. Competing: "
           "any other end. No value while more than 5 % would have no known end"},
    Metric{"recovery_time",
           "days",
           "all, groups",
           "time by which half of the people have recovered, see recovery_<k>"},
    Metric{"recovery_<k>",
           "people",
           "all, groups",
           "recovered within k days of the index admission: came to an outcome called recovery or "
           "recovered, or to any by an exit called so. Competing: any other outcome"},
    Metric{"readmission_each_<k>",
           "people",
           "levels, all, groups",
           "as readmission_<k>, with a clock for each discharge in the window from that level "
           "(all: from any); several can run for one person. Admission to a level ends the clocks "
           "of discharges from it and from less intensive levels"},
    Metric{"readmission_<k>",
           "people",
           "all, groups",
           "admitted again within k days to the level of the index discharge or a more intensive "
           "one. At risk from the index discharge: the first discharge, to a community state, "
           "after the index admission. Competing: any outcome. Admission to a less intensive level "
           "ends nothing"},
    Metric{"relapse_each_<k>",
           "people",
           "all, groups",
           "as relapse_<k>, with a new clock for each discharge in the window"},
    Metric{
        "relapse_<k>",
        "people",
        "all, groups",
        "relapsed within k days of the index discharge: left a community state by an exit called "
        "relapse or relapsed. Competing: admission to any level, and any outcome, if earlier"},
    Metric{"linkage_<k>",
           "people",
           "levels, groups",
           "admitted to any level within k days after a stay in this level. At risk: from the end "
           "of each stay in the window, a person as often as they stay. A move without a gap is "
           "linkage at 0 days. Competing: any outcome"},
    Metric{"stays",
           "stays",
           "all, groups",
           "admissions to levels in the 365 days from the index admission, this one included; this "
           "and the next four of people whose 365 days lie in the window"},
    Metric{
        "episodes",
        "episodes",
        "all, groups",
        "runs of levels with gaps of at most episode_gap in the 365 days from the index admission"},
    Metric{"days_in_care",
           "days",
           "all, groups",
           "days in a place of a level in the 365 days from the index admission"},
    Metric{"days_waiting",
           "days",
           "all, groups",
           "days on a waiting list without a place in the 365 days from the index admission"},
    Metric{"gap_days",
           "days",
           "all, groups",
           "days out of care and not waiting before a later admission, admissions in the 365 days "
           "from the index admission"},
    Metric{"status_<k>",
           "people",
           "states, waiting, groups",
           "people in this state k days after the index admission / people whose k-th day lies in "
           "the window; waiting: on a list without a place"},
    Metric{"deaths",
           "people",
           "all, groups",
           "stays that ended by an exit called death or a name of that kind, in levels and in the "
           "community, and other ways to an outcome called so"},
    Metric{"deaths_expected",
           "people",
           "all, groups",
           "integral of the hazard of death that people faced in the window, effects included, "
           "plus deaths without a hazard: shares of exits, fixed times, after waiting in vain; the "
           "same as deaths on average, with far less noise"},
};

constexpr std::array statistics{
    Statistic{
        "mean",
        "as the metric",
        "average: over time for counts of people (census, list, places), over people otherwise"},
    Statistic{"sd", "as the metric", "standard deviation within a replication"},
    Statistic{"min", "as the metric", "smallest value"},
    Statistic{"p05", "as the metric", "5 % of the time at or below this value"},
    Statistic{"p25", "as the metric", "25 % at or below this value"},
    Statistic{"median", "as the metric", "half at or below this value"},
    Statistic{"p75", "as the metric", "75 % at or below this value"},
    Statistic{"p90", "as the metric", "90 % at or below this value"},
    Statistic{"p95", "as the metric", "95 % at or below this value"},
    Statistic{"max", "as the metric", "largest value"},
    Statistic{"within_0d", "fraction", "share admitted without any wait"},
    Statistic{"within_1d", "fraction", "share admitted within 1 day"},
    Statistic{"within_3d", "fraction", "share admitted within 3 days"},
    Statistic{"within_7d", "fraction", "share admitted within 7 days"},
    Statistic{"within_14d", "fraction", "share admitted within 14 days"},
    Statistic{"within_30d", "fraction", "share admitted within 30 days"},
    Statistic{"count", "as the metric", "number at the horizon"},
    Statistic{"per_year", "as the metric, per year", "number in the window x 365 / days observed"},
    Statistic{"share",
              "fraction",
              "part of the whole named in the definition; gave_up, turned_away, lost, diverted: of "
              "requests"},
    Statistic{"ratio", "as the metric", "one number divided by another"},
};

/// Whether `name` is `family` with its angle brackets filled in.
bool belongs_to(std::string_view name, std::string_view family) {
  const auto open = family.find('<');
  if (open == std::string_view::npos) return name == family;
  return name.size() > open && name.substr(0, open) == family.substr(0, open);
}

}  // namespace

std::span<const Metric> metric_catalog() {
  return metrics;
}

const Metric* find_metric(std::string_view name) {
  const auto* const found = std::find_if(metrics.begin(), metrics.end(), [&](const Metric& metric) {
    return belongs_to(name, metric.name);
  });
  return found == metrics.end() ? nullptr : found;
}

std::span<const Statistic> statistic_catalog() {
  return statistics;
}

const Statistic* find_statistic(std::string_view name) {
  const auto* const found = std::find_if(
      statistics.begin(), statistics.end(), [&](const Statistic& s) { return s.name == name; });
  return found == statistics.end() ? nullptr : found;
}

std::optional<double> quantile_of(std::string_view statistic) {
  constexpr std::array<std::pair<std::string_view, double>, 6> quantiles{
      {{"p05", 0.05}, {"p25", 0.25}, {"median", 0.5}, {"p75", 0.75}, {"p90", 0.9}, {"p95", 0.95}}};
  const auto* const found = std::find_if(
      quantiles.begin(), quantiles.end(), [&](const auto& q) { return q.first == statistic; });
  return found == quantiles.end() ? std::nullopt : std::optional(found->second);
}

bool is_share(std::string_view metric, std::string_view statistic) {
  return statistic == "share" || statistic.starts_with("within_") || metric == "utilization";
}

}  // namespace stepdown::analysis
