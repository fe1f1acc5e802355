#include "analysis/report/number_text.hpp"
#include "analysis/report/sensible_digits.hpp"
#include "analysis/report/tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::string_view midnight = "at 00:00, mean over replications";
constexpr std::string_view census_daily_p05 = "5 % of the replications are at or below this";
constexpr std::string_view census_daily_p25 = "25 % of the replications are at or below this";
constexpr std::string_view census_daily_median = "half of the replications are at or below this";
constexpr std::string_view census_daily_p75 = "75 % of the replications are at or below this";
constexpr std::string_view census_daily_p95 = "95 % of the replications are at or below this";

constexpr std::array<Column, 22> columns_of_census_daily{{
    {"date", "-", "ISO date"},
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"census_mean", "people", midnight},
    {"census_p05", "people", census_daily_p05},
    {"census_p25", "people", census_daily_p25},
    {"census_median", "people", census_daily_median},
    {"census_p75", "people", census_daily_p75},
    {"census_p95", "people", census_daily_p95},
    {"list_mean", "people", midnight},
    {"list_p05", "people", census_daily_p05},
    {"list_p25", "people", census_daily_p25},
    {"list_median", "people", census_daily_median},
    {"list_p75", "people", census_daily_p75},
    {"list_p95", "people", census_daily_p95},
    {"held_mean", "people", midnight},
    {"held_p05", "people", census_daily_p05},
    {"held_p25", "people", census_daily_p25},
    {"held_median", "people", census_daily_median},
    {"held_p75", "people", census_daily_p75},
    {"held_p95", "people", census_daily_p95},
    {"replications", "-", "independent runs behind the row"},
}};

/// The observed days, the same for each level.
std::vector<std::string> dates_of(const Report& report) {
  std::size_t count = 0;
  for (const DailyTallies& daily : report.summary.daily)
    count = std::max(count, daily.census.size());
  std::vector<std::string> dates;
  const auto first_day = static_cast<long>(std::ceil(report.model.warm_up));
  for (std::size_t i = 0; i < count; ++i) {
    const long day = first_day + static_cast<long>(i) * report.summary.daily_stride;
    dates.push_back(report.model.calendar.iso_date(day));
  }
  return dates;
}

constexpr std::array shares{0.05, 0.25, 0.5, 0.75, 0.95};

/// The cells of the mean and the quantiles, of which most say the same again and again: no list.
class BandWriter {
 public:
  explicit BandWriter(CsvWriter& csv) : csv_{csv} {}

  /// @returns how many replications are behind them.
  std::int64_t write(const TallySeries& series, std::size_t entry) {
    const Tally& counts = series.at(entry, scratch_);
    if (const auto only = counts.only())
      write_only(*only);
    else
      write_bands(counts);
    return counts.count();
  }

 private:
  void write_bands(const Tally& counts) {
    csv_.sensible(counts.mean());
    const auto quantiles = counts.quantiles(shares);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (quantiles)
        csv_.number(std::int64_t{(*quantiles)[i]});
      else
        csv_.blank();
    }
  }

  /// The same number in all replications.
  void write_only(std::int32_t number) {
    if (number != last_ || text_.empty()) {
      last_ = number;
      text_ = number_text(with_sensible_digits(number, std::nullopt));
      for (std::size_t i = 0; i < shares.size(); ++i)
        text_ += "," + number_text(std::int64_t{number});
    }
    csv_.ready(text_, 1 + shares.size());
  }

  CsvWriter& csv_;
  Tally scratch_;
  std::int32_t last_ = 0;
  std::string text_;  ///< of that
};

}  // namespace

Table census_daily_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(columns_of_census_daily, sink);
    BandWriter bands(csv);
    const std::vector<std::string> dates = dates_of(report);
    for (std::size_t level = 0; level < report.model.level_count; ++level) {
      const DailyTallies& daily = report.summary.daily[level];
      const models::StateModel& state = report.model.states[level];
      const std::string names = csv_field(state.name) + "," + csv_field(state.label);
      for (std::size_t i = 0; i < daily.census.size(); ++i) {
        csv.ready(dates[i], 1).ready(names, 2);
        const std::int64_t replications = bands.write(daily.census, i);
        bands.write(daily.list, i);
        bands.write(daily.held, i);
        csv.number(replications).end_row();
      }
    }
    csv.finish();
  };
  return {"census_daily.csv",
          "one row a level and observed day (every so many days when the window is very long)",
          {columns_of_census_daily.begin(), columns_of_census_daily.end()},
          write,
          true};
}

}  // namespace stepdown::analysis
