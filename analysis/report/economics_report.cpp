#include "analysis/report/economics_report.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/side_by_side.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* economics_file = "economics.csv";
constexpr const char* acceptability_file = "acceptability.csv";
constexpr const char* plane_file = "cost_effectiveness_plane.csv";

constexpr std::array<Column, 11> columns_of_economics{{
    {"alternative", "-", "scenario that is compared with the first one; of frontier: any"},
    {"figure",
     "-",
     "person_cost, qaly, life_years, net_benefit: as in metrics.csv; icer: extra cost / extra qaly "
     "against the first scenario, or, where both are less, what is saved for each qaly lost; "
     "frontier: the same against the next cheaper one that neither another nor a mix of others "
     "dominates"},
    {"willingness_to_pay", "money / qaly", "of net_benefit"},
    {"base", "as the figure", "in the first scenario"},
    {"value", "as the figure", "in the alternative; of icer and frontier: the ratio"},
    {"difference", "as the figure", "alternative - base"},
    {"low",
     "as the figure",
     "low end of the 95 % interval of the difference, paired by replication; of icer: of the ratio "
     "(Fieller)"},
    {"high", "as the figure", "high end of that interval"},
    {"low_together", "as the figure", "low end of the interval that holds for all alternatives"},
    {"high_together", "as the figure", "high end of that interval (Bonferroni)"},
    {"note", "-", "of icer and frontier: what the alternative is, and why a number is missing"},
}};

constexpr std::array<Column, 5> curve_columns{{
    {"willingness_to_pay", "money / qaly", "for a year in full health"},
    {"scenario", "-", "any of those compared, the first one included"},
    {"probability",
     "fraction",
     "chance that its mean net benefit is the greatest, by bootstrap over replications: how sure "
     "these replications are of the means"},
    {"share_of_replications",
     "fraction",
     "of the replications, those in which its net benefit is the greatest: how often luck decides "
     "otherwise"},
    {"is_best", "-", "1: its net benefit is the greatest by the means"},
}};

constexpr std::array<Column, 4> plane_columns{{
    {"alternative", "-", "scenario that is compared with the first one"},
    {"replication", "-", "from 1 on"},
    {"cost",
     "money / person",
     "what the replication contributes to the difference in person_cost; their mean is the "
     "difference"},
    {"qaly", "years / person", "the same of qaly"},
}};

void write_figure(CsvWriter& csv,
                  const std::string& name,
                  std::string_view figure,
                  std::optional<double> willingness,
                  const PairedFigure& of) {
  csv.text(name).text(figure).number(willingness);
  csv.number(of.paired.mean_a).number(of.paired.mean_b).number(of.paired.difference);
  csv.number(of.paired.interval.low).number(of.paired.interval.high);
  csv.number(of.together.low).number(of.together.high).text("").end_row();
}

std::string note_of(const Increment& increment) {
  const std::string verdict(to_text(increment.verdict));
  return increment.note.empty() ? verdict : verdict + "; " + increment.note;
}

void write_increment(CsvWriter& csv, const Increment& increment) {
  write_figure(csv, increment.name, "person_cost", {}, increment.cost);
  write_figure(csv, increment.name, "qaly", {}, increment.qalys);
  write_figure(csv, increment.name, "life_years", {}, increment.life_years);
  for (const NetBenefit& benefit : increment.net_benefit)
    write_figure(csv, increment.name, "net_benefit", benefit.willingness, benefit.figure);
  csv.text(increment.name).text("icer").blank(2).number(increment.ratio).blank();
  if (increment.ratio_interval)
    csv.number(increment.ratio_interval->low).number(increment.ratio_interval->high);
  else
    csv.blank(2);
  csv.blank(2).text(note_of(increment)).end_row();
}

std::string note_of(const FrontierPlace& place, const std::vector<std::string>& names) {
  const std::string other = place.next ? names[*place.next] : std::string{};
  switch (place.kind) {
    case FrontierPlace::Kind::OnFrontier:
      return place.next ? "against " + other : "the cheapest on the frontier";
    case FrontierPlace::Kind::Dominated:
      return "dominated by " + other;
    case FrontierPlace::Kind::ExtendedlyDominated:
      return "dominated by a mix of a cheaper one and " + other;
  }
  return "";
}

std::string sum_of_money(double amount) {
  return fmt::format("{:.0f}", amount);
}

std::string with_interval(std::string_view number, const Interval& interval, int digits) {
  return fmt::format(
      "{} ({:.{}f} to {:.{}f})", number, interval.low, digits, interval.high, digits);
}

std::string ratio_text(const Increment& increment) {
  if (!increment.ratio) return std::string(to_text(increment.verdict));
  if (!increment.ratio_interval) return "unclear";
  const std::string_view what = increment.verdict == Verdict::CostsLessGainsLess ? " saved" : "";
  const std::string text =
      with_interval(sum_of_money(*increment.ratio), *increment.ratio_interval, 0);
  return text + std::string(what);
}

}  // namespace

std::vector<DescribedFile> economics_files() {
  return {{economics_file, "one row an alternative scenario and figure", columns_of_economics},
          {acceptability_file, "one row a willingness to pay and scenario", curve_columns},
          {plane_file, "one row an alternative scenario and replication", plane_columns}};
}

void write_economics(const EconomicComparison& comparison, const std::filesystem::path& folder) {
  write_csv(folder / economics_file, columns_of_economics, [&](CsvWriter& csv) {
    for (const Increment& increment : comparison.increments)
      write_increment(csv, increment);
    for (std::size_t i = 0; i < comparison.names.size(); ++i) {
      const FrontierPlace& place = comparison.frontier[i];
      csv.text(comparison.names[i]).text("frontier").blank(2).number(place.ratio).blank(5);
      csv.text(note_of(place, comparison.names)).end_row();
    }
  });
  write_csv(folder / acceptability_file, curve_columns, [&](CsvWriter& csv) {
    for (const Acceptability& at : comparison.curve)
      for (std::size_t i = 0; i < comparison.names.size(); ++i) {
        csv.number(at.willingness).text(comparison.names[i]);
        csv.number(at.probability[i]).number(at.share[i]);
        csv.number(std::int64_t{at.best == i ? 1 : 0}).end_row();
      }
  });
  write_csv(folder / plane_file, plane_columns, [&](CsvWriter& csv) {
    const CostAndHealth& base = comparison.scenarios.front();
    for (std::size_t i = 1; i < comparison.scenarios.size(); ++i)
      for (std::size_t r = 0; r < base.cost.size(); ++r) {
        const CostAndHealth& one = comparison.scenarios[i];
        csv.text(comparison.names[i]).number(static_cast<std::int64_t>(r + 1));
        csv.number(one.cost[r] - base.cost[r]).number(one.health[r] - base.health[r]).end_row();
      }
  });
}

std::string economics_text(const EconomicComparison& comparison,
                           const models::Model& first,
                           const Page& page) {
  if (!comparison.why_none.empty())
    return wrapped(fmt::format("\nCosts and health are not compared: {}\n", comparison.why_none),
                   page);
  const models::EconomicsModel& economics = *first.economics;
  const double willingness = economics.willingness.front();
  constexpr double year = 365;
  std::string text = fmt::format("\nCosts ({}) and {} of a person, {:g} years from arrival\n",
                                 models::visible(first.settings.currency),
                                 economics.has_utilities ? "quality-adjusted years (QALY)"
                                                         : "years of life (QALY, no utility)",
                                 economics.followed_for / year);
  for (std::size_t i = 0; i < comparison.names.size(); ++i)
    text += fmt::format("{}  {}\n", letter_of(i), models::visible(comparison.names[i]));
  std::vector<std::vector<std::string>> rows{
      {"", "cost", "QALY", "extra cost", "extra QALY", "cost of a QALY", "net benefit", "best"}};
  const auto best = [&](std::size_t i) {
    for (const Acceptability& at : comparison.curve)
      if (at.willingness == willingness) return fmt::format("{:.0f} %", 100 * at.probability[i]);
    return std::string("-");
  };
  const Increment& any = comparison.increments.front();
  rows.push_back({letter_of(0),
                  sum_of_money(any.cost.paired.mean_a),
                  fmt::format("{:.4f}", any.qalys.paired.mean_a),
                  "",
                  "",
                  "",
                  "",
                  best(0)});
  for (std::size_t i = 0; i < comparison.increments.size(); ++i) {
    const Increment& one = comparison.increments[i];
    const PairedFigure& benefit = one.net_benefit.front().figure;
    rows.push_back(
        {letter_of(i + 1),
         sum_of_money(one.cost.paired.mean_b),
         fmt::format("{:.4f}", one.qalys.paired.mean_b),
         with_interval(fmt::format("{:+.0f}", one.cost.paired.difference), one.cost.together, 0),
         with_interval(fmt::format("{:+.4f}", one.qalys.paired.difference), one.qalys.together, 4),
         ratio_text(one),
         with_interval(fmt::format("{:+.0f}", benefit.paired.difference), benefit.together, 0),
         best(i + 1)});
  }
  return wrapped(text, page, 3) + aligned(std::move(rows), page) +
         wrapped(
             fmt::format(
                 "net benefit: extra QALY x {:g} - extra cost; best: chance that the scenario has "
                 "the greatest of all\nThe intervals tell of luck and of the number of "
                 "replications, not of how sure the numbers of the scenarios are\n",
                 willingness),
             page);
}

}  // namespace stepdown::analysis
