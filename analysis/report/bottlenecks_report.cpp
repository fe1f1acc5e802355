#include "analysis/report/bottlenecks_report.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* bottlenecks_file = "bottlenecks.csv";
constexpr double money_unit = 100'000;

constexpr std::array<Column, 19> columns_of_bottlenecks{{
    {"rank",
     "-",
     "1: helps most for each person who can be there more, by people lost, or by days waited "
     "where nobody is ever lost; what cannot be told from zero comes after what helps"},
    {"kind", "-", "what there is one more of: level, track, pool, staff"},
    {"name", "-", "of the level, level.track, the pool or the role"},
    {"unit", "-", "in the scenario's own terms: bed, slot, group, clinician, full-time equivalent"},
    {"places", "people", "who can be there more; 0: another role is the limit"},
    {"figure",
     "-",
     "lost: people lost in a year, as lost.per_year in metrics.csv; days_waited: days that all "
     "people on waiting lists wait in a year, 365 x list.mean; cost: money a year, all states"},
    {"base", "as the figure", "in the scenario as it is"},
    {"value", "as the figure", "with one more"},
    {"difference", "as the figure", "value - base"},
    {"low",
     "as the figure",
     "low end of the 95 % interval of the difference, paired by replication (common random "
     "numbers)"},
    {"high", "as the figure", "high end of that interval"},
    {"is_told_from_zero", "-", "1: that interval leaves out zero"},
    {"per_place", "as the figure", "difference / places"},
    {"per_place_low", "as the figure", "low / places"},
    {"per_place_high", "as the figure", "high / places"},
    {"per_100000",
     "as the figure",
     "difference for each 100000 of money that one more costs in all; empty: not known to cost "
     "any"},
    {"per_100000_low", "as the figure", "low end of its 95 % interval (Fieller)"},
    {"per_100000_high", "as the figure", "high end of that interval"},
    {"replications", "-", "of the scenario as it is, and as many with one more"},
}};

std::optional<double> over(double value, int places) {
  return places > 0 ? std::optional(value / places) : std::nullopt;
}

std::optional<double> times(const std::optional<double>& value, double scale) {
  return value ? std::optional(*value * scale) : std::nullopt;
}

void write_row(CsvWriter& csv,
               std::int64_t rank,
               const Bottleneck& one,
               std::string_view figure,
               const EffectOfPlace& effect) {
  const PairedComparison& paired = effect.paired;
  csv.number(rank).text(to_text(one.kind)).text(one.name).text(one.unit);
  csv.number(std::int64_t{one.places}).text(figure);
  csv.number(paired.mean_a).number(paired.mean_b).number(paired.difference);
  csv.number(paired.interval.low).number(paired.interval.high);
  csv.number(std::int64_t{effect.is_told_from_zero() ? 1 : 0});
  csv.number(over(paired.difference, one.places));
  csv.number(over(paired.interval.low, one.places));
  csv.number(over(paired.interval.high, one.places));
  csv.number(times(effect.per_cost, money_unit));
  const auto& per_cost = effect.per_cost_interval;
  csv.number(per_cost ? std::optional(per_cost->low * money_unit) : std::nullopt);
  csv.number(per_cost ? std::optional(per_cost->high * money_unit) : std::nullopt);
  csv.number(paired.parts).end_row();
}

/// "-12.3 ± 2.2", with two digits of the half-width; "-12.3 (-20.1 to -9.8)" where the interval is
/// lopsided.
std::string with_interval(double value, const Interval& interval) {
  constexpr double lopsided = 0.1;
  const double half_width = interval.half_width();
  if (half_width <= 0) return fmt::format("{:+.3g}", value);
  const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(half_width))), 0, 6);
  if (std::abs((interval.low + interval.high) / 2 - value) > lopsided * half_width)
    return fmt::format(
        "{0:+.{3}f} ({1:+.{3}f} to {2:+.{3}f})", value, interval.low, interval.high, decimals);
  return fmt::format("{:+.{}f} ± {:.{}f}", value, decimals, half_width, decimals);
}

std::string effect_text(const EffectOfPlace& effect) {
  const PairedComparison& paired = effect.paired;
  if (paired.difference == 0 && paired.interval.half_width() == 0) return "none";
  return with_interval(paired.difference, paired.interval) +
         (effect.is_told_from_zero() ? "" : " ~");
}

std::string optional_text(const std::optional<double>& value) {
  return value ? fmt::format("{:+.3g}", *value) : "-";
}

std::string in_thousands(const std::optional<PairedComparison>& cost) {
  constexpr double thousand = 1000;
  return cost ? fmt::format("{:+.0f}", cost->difference / thousand) : "-";
}

/// Whether anything of all this happened with any of them.
bool any_is(const Bottlenecks& found, bool (*holds)(const EffectOfPlace&)) {
  return std::ranges::any_of(found.ranked, [holds](const Bottleneck& one) {
    return std::ranges::any_of(one.effects, holds);
  });
}

std::string footnotes(const Bottlenecks& found, const models::Model& model) {
  std::string text = fmt::format(
      "a year, with one more; ± or (): 95 % interval, paired by replication ({} runs)\n",
      found.replications);
  if (any_is(found, [](const EffectOfPlace& effect) { return !effect.is_told_from_zero(); }))
    text += "~ cannot be told from zero; none: the same in every replication\n";
  text += fmt::format("/place: {} for each person who can be there more; ranked by that\n",
                      found.ranked_by == 0 ? "people lost" : "days waited");
  if (model.money)
    text += fmt::format("cost: thousand {0} a year, all of it; /100k: {1} for 100,000 {0} more\n",
                        model.settings.currency,
                        found.ranked_by == 0 ? "people lost" : "days waited");
  if (!found.unlimited.empty())
    text += fmt::format("left out, as places are unlimited: {}\n",
                        models::visible(fmt::format("{}", fmt::join(found.unlimited, ", "))));
  return text;
}

}  // namespace

std::vector<std::string> write_bottlenecks(const Bottlenecks& found,
                                           const std::filesystem::path& folder) {
  write_csv(folder / bottlenecks_file, columns_of_bottlenecks, [&found](CsvWriter& csv) {
    std::int64_t rank = 0;
    for (const Bottleneck& one : found.ranked) {
      ++rank;
      for (std::size_t f = 0; f < bottleneck_figures.size(); ++f)
        write_row(csv, rank, one, bottleneck_figures[f], one.effects[f]);
      if (one.cost) write_row(csv, rank, one, "cost", EffectOfPlace{*one.cost, {}, {}, {}});
    }
  });
  const std::vector<DescribedFile> described{
      {bottlenecks_file, "one row a place more and figure", columns_of_bottlenecks}};
  return {bottlenecks_file, write_dictionary(described, {}, folder)};
}

std::string bottlenecks_text(const Bottlenecks& found,
                             const models::Model& model,
                             const Page& page) {
  if (found.ranked.empty()) return "No level has a limit: no place is a bottleneck\n";
  std::vector<std::vector<std::string>> rows{{"one more", "people lost", "days waited", "/place"}};
  if (model.money) rows.front().insert(rows.front().end(), {"cost", "/100k"});
  for (const Bottleneck& one : found.ranked) {
    const EffectOfPlace& ranking = one.effects[found.ranked_by];
    std::vector<std::string>& row =
        rows.emplace_back(std::vector{fmt::format("{}: {}", one.name, one.unit),
                                      effect_text(one.effects[0]),
                                      effect_text(one.effects[1]),
                                      optional_text(ranking.per_place)});
    if (!model.money) continue;
    row.push_back(in_thousands(one.cost));
    row.push_back(optional_text(times(ranking.per_cost, money_unit)));
  }
  return aligned(std::move(rows), page) + "\n" + wrapped(footnotes(found, model), page);
}

}  // namespace stepdown::analysis
