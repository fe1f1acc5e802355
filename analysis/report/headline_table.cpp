#include "analysis/report/headline_table.hpp"

#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

namespace {

/// Why figures are missing, each reason once, lettered in the order in which they came up.
class Footnotes {
 public:
  /// `-` and the letter of the reason.
  std::string missing(std::string_view why) {
    auto at = std::find(reasons_.begin(), reasons_.end(), why);
    if (at == reasons_.end()) at = reasons_.emplace(at, why);
    return fmt::format("-{}", letter(static_cast<std::size_t>(at - reasons_.begin())));
  }

  [[nodiscard]] std::string text() const {
    std::string text;
    for (std::size_t i = 0; i < reasons_.size(); ++i)
      text += fmt::format("{} {}\n", letter(i), reasons_[i]);
    return text;
  }

 private:
  static char letter(std::size_t i) { return static_cast<char>('a' + static_cast<int>(i)); }
  std::vector<std::string> reasons_;
};

constexpr std::string_view no_places = "places are unlimited";
constexpr std::string_view none_open = "it had no open places in the window";
constexpr std::string_view no_requests = "nobody asked for a place in the window";
constexpr std::string_view no_waits = "nobody was admitted in the window";
constexpr std::string_view too_few = "too few were seen to tell, see the notes in metrics.csv";

/// Whether ± would mislead: as it reaches below 0, or as the estimate lies far from the middle of
/// its interval.
bool is_lopsided(const SummaryLine& line, const Interval& interval) {
  constexpr double lopsided = 1.5;
  const double value = line.value.value_or(0);
  if (interval.half_width() > std::abs(value)) return true;
  const double up = interval.high - value;
  const double down = value - interval.low;
  return std::max(up, down) > lopsided * std::min(up, down);
}

/// One fewer than `usual` where the half-width still shows a digit then, as more would pretend to
/// be sure; one more where it would show as nothing.
int decimals_for(double half_width, int usual) {
  constexpr double coarse = 2;
  if (half_width >= coarse * std::pow(10, 1 - usual)) return std::max(usual - 1, 0);
  return half_width > 0 && half_width < 0.5 * std::pow(10, -usual) ? usual + 1 : usual;
}

/// "4.0 ± 0.4", in units of `scale`; "0.7 (0.2–2.6)" where the interval is lopsided.
std::string with_half_width(const SummaryLine& line, double scale) {
  constexpr double rounding = 1e-12;
  const double value = line.value.value_or(0) * scale;
  const bool is_shown =
      line.interval && line.interval->half_width() > rounding * std::abs(line.value.value_or(0));
  const double half_width = is_shown && value != 0 ? line.interval->half_width() * scale : 0;
  const int decimals = decimals_for(half_width, 1);
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (half_width > 0 && is_lopsided(line, *line.interval))
    return text + fmt::format(" ({:.{}f}–{:.{}f})",
                              line.interval->low * scale,
                              decimals,
                              line.interval->high * scale,
                              decimals);
  if (half_width > 0) text += fmt::format(" ± {:.{}f}", half_width, decimals);
  return text;
}

using Cells = std::vector<std::string>;

/// The cells of one level.
class HeadlineRow {
 public:
  HeadlineRow(const Report& report, std::size_t level, Footnotes& notes)
      : summary_(report.summary),
        level_(report.model.states[level]),
        from_(report.model.warm_up),
        notes_(notes) {}

  [[nodiscard]] Cells of_places() {
    const bool limited = level_.is_limited;
    return {
        limited ? places() : notes_.missing(no_places),
        number("census", "mean", no_places),
        limited ? figure("utilization", "mean", none_open, percent) : notes_.missing(no_places)};
  }

  [[nodiscard]] Cells of_waits() {
    return {figure("p_delay", "share", no_requests, percent),
            figure("wait", "within_7d", no_waits, percent),
            figure("wait", "mean", no_waits),
            number("wait", "p90", no_waits)};
  }

  [[nodiscard]] std::string of_lost() { return figure("lost", "per_year", no_requests); }

 private:
  static constexpr double percent = 100;

  /// "18", or "18–24" where they change in the window; "≤18" where hours of staff that others take,
  /// too, are enough for so many.
  [[nodiscard]] std::string places() const {
    int fewest = level_.places;
    int most = level_.places;
    for (const models::PlacesChange& change : level_.changes) {
      if (change.day <= from_) fewest = most = change.places;
      fewest = std::min(fewest, change.places);
      most = std::max(most, change.places);
    }
    if (level_.staff_group) return fmt::format("≤{}", most);
    return fewest == most ? fmt::format("{}", most) : fmt::format("{}–{}", fewest, most);
  }

  std::string figure(const char* metric,
                     const char* statistic,
                     std::string_view why_missing,
                     double scale = 1) {
    const SummaryLine& line = summary_.line(level_.name, metric, statistic);
    return line.value ? with_half_width(line, scale) : missing(line, why_missing);
  }

  /// The same without interval.
  std::string number(const char* metric, const char* statistic, std::string_view why_missing) {
    const SummaryLine& line = summary_.line(level_.name, metric, statistic);
    return line.value ? fmt::format("{:.1f}", *line.value) : missing(line, why_missing);
  }

  std::string missing(const SummaryLine& line, std::string_view why_missing) {
    const bool is_of_few = line.n.value_or(0) > 0 && !line.note.empty();
    return notes_.missing(is_of_few ? too_few : why_missing);
  }

  const Summary& summary_;
  const models::StateModel& level_;
  double from_;  ///< end of warm-up: days
  Footnotes& notes_;
};

std::string description(const Report& report) {
  const models::Model& model = report.model;
  const std::string after = model.warm_up > 0
                                ? fmt::format("after {:.0f} days of warm-up", model.warm_up)
                                : "from the start (a terminating run)";
  const std::string text =
      fmt::format("{}\n{} to {}, {:.0f} days {}, {} {}",
                  models::visible(model.name),
                  model.calendar.iso_date(static_cast<long>(model.warm_up)),
                  model.calendar.iso_date(static_cast<long>(model.horizon)),
                  model.horizon - model.warm_up,
                  after,
                  report.summary.replications,
                  report.summary.replications == 1 ? "replication" : "replications");
  return text + (report.summary.replications > 1 ? "; 95 % confidence: ± or (from–to)\n\n"
                                                 : "; one says nothing of its own noise\n\n");
}

struct Heading {
  const char* above;
  const char* below;
};

constexpr Heading place_headings[] = {{"", "places"}, {"", "census"}, {"use of", "places %"}};
constexpr Heading wait_headings[] = {
    {"have to", "wait %"}, {"within", "7 d %"}, {"mean", "wait d"}, {"90 %", "wait d"}};
constexpr Heading lost_heading{"lost", "a y"};

/// Two rows of headings and one a level.
class HeadlineTable {
 public:
  explicit HeadlineTable(const models::Model& model) : rows_{{""}, {"level"}} {
    for (std::size_t i = 0; i < model.level_count; ++i)
      rows_.push_back({model.states[i].label});
  }

  void add(std::span<const Heading> headings, const std::vector<Cells>& of_levels) {
    for (const Heading& heading : headings) {
      rows_[0].emplace_back(heading.above);
      rows_[1].emplace_back(heading.below);
    }
    for (std::size_t i = 0; i < of_levels.size(); ++i)
      rows_[i + 2].insert(rows_[i + 2].end(), of_levels[i].begin(), of_levels[i].end());
  }

  [[nodiscard]] std::string text(const Page& page) const { return aligned(rows_, page, 2); }

 private:
  std::vector<Cells> rows_;
};

/// Of all levels.
struct AllCells {
  std::vector<Cells> places;
  std::vector<Cells> waits;
  std::vector<Cells> lost;
};

/// Whether a table is not cut into blocks, between which there is an empty line.
bool is_whole(const std::string& table) {
  return table.find("\n\n") == std::string::npos;
}

std::string tables_of(const models::Model& model, const AllCells& cells, const Page& page) {
  HeadlineTable whole(model);
  whole.add(place_headings, cells.places);
  whole.add(wait_headings, cells.waits);
  whole.add({&lost_heading, 1}, cells.lost);
  std::string text = whole.text(page);
  if (is_whole(text)) return text;
  HeadlineTable places(model);
  places.add(place_headings, cells.places);
  places.add({&lost_heading, 1}, cells.lost);
  HeadlineTable waits(model);
  waits.add(wait_headings, cells.waits);
  return places.text(page) + "\n" + waits.text(page);
}

}  // namespace

std::string headline_table(const Report& report, const Page& page) {
  Footnotes notes;
  AllCells cells;
  for (std::size_t i = 0; i < report.model.level_count; ++i) {
    HeadlineRow row(report, i, notes);
    cells.places.push_back(row.of_places());
    cells.waits.push_back(row.of_waits());
    cells.lost.push_back({row.of_lost()});
  }
  return wrapped(description(report), page) + tables_of(report.model, cells, page) +
         wrapped(notes.text(), page);
}

}  // namespace stepdown::analysis
