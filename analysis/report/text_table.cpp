#include "analysis/report/text_table.hpp"

#include "models/text/utf8.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

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

constexpr std::size_t longest_line = 100;
constexpr std::size_t gap_of_columns = 2;

constexpr std::string_view no_places = "places are unlimited";
constexpr std::string_view none_open = "it had no open places in the window";
constexpr std::string_view no_requests = "nobody asked for a place in the window";
constexpr std::string_view no_waits = "nobody was admitted in the window";
constexpr std::string_view too_few = "too few were seen to tell, see the notes in metrics.csv";
constexpr std::string_view no_delay = "nobody had to wait";

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

/// "4.0 ± 0.4", in units of `scale`; one decimal more where the half-width would show as nothing.
/// "0.7 (0.2–2.6)" where the interval is lopsided.
std::string with_half_width(const SummaryLine& line, int decimals, double scale = 1) {
  constexpr double rounding = 1e-12;
  const bool is_shown =
      line.interval && line.interval->half_width() > rounding * std::abs(line.value.value_or(0));
  const double half_width = is_shown && line.value != 0 ? line.interval->half_width() * scale : 0;
  if (half_width > 0 && half_width < 0.5 * std::pow(10, -decimals)) ++decimals;
  std::string text = fmt::format("{:.{}f}", line.value.value_or(0) * scale, decimals);
  if (half_width > 0 && is_lopsided(line, *line.interval))
    return text + fmt::format(" ({:.{}f}–{:.{}f})",
                              line.interval->low * scale,
                              decimals,
                              line.interval->high * scale,
                              decimals);
  if (half_width > 0) text += fmt::format(" ± {:.{}f}", half_width, decimals);
  return text;
}

/// One row of the table: the cells of one level.
class Row {
 public:
  Row(const Report& report, std::size_t level, Footnotes& notes)
      : summary_(report.summary),
        level_(report.model.states[level]),
        from_(report.model.warm_up),
        notes_(notes) {}

  [[nodiscard]] std::vector<std::string> cells() {
    const bool limited = level_.is_limited;
    return {
        level_.label,
        limited ? places() : notes_.missing(no_places),
        number("census", "mean", 1, no_places),
        limited ? figure("utilization", "mean", 1, none_open, percent) : notes_.missing(no_places),
        figure("p_delay", "share", 1, no_requests, percent),
        number("one_in_n", "ratio", 1, no_delay),
        figure("wait", "mean", 1, no_waits),
        number("wait", "p90", 1, no_waits),
        figure("lost", "per_year", 1, no_requests)};
  }

 private:
  static constexpr double percent = 100;

  /// "18", or "18–24" where they change in the window.
  [[nodiscard]] std::string places() const {
    int fewest = level_.places;
    int most = level_.places;
    for (const models::PlacesChange& change : level_.changes) {
      if (change.day <= from_) fewest = most = change.places;
      fewest = std::min(fewest, change.places);
      most = std::max(most, change.places);
    }
    return fewest == most ? fmt::format("{}", most) : fmt::format("{}–{}", fewest, most);
  }

  std::string figure(const char* metric,
                     const char* statistic,
                     int decimals,
                     std::string_view why_missing,
                     double scale = 1) {
    const SummaryLine& line = summary_.line(level_.name, metric, statistic);
    return line.value ? with_half_width(line, decimals, scale) : notes_.missing(why_missing);
  }

  /// The same without half-width.
  std::string number(const char* metric,
                     const char* statistic,
                     int decimals,
                     std::string_view why_missing) {
    const SummaryLine& line = summary_.line(level_.name, metric, statistic);
    if (line.value) return fmt::format("{:.{}f}", *line.value, decimals);
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

/// Columns that stand side by side: from `first` until `end`, behind the first of all.
struct Block {
  std::size_t first = 1;
  std::size_t end = 1;
};

/// Blocks of as many columns as keep lines to `longest`; each has one at least.
std::vector<Block> blocks_within(std::size_t longest, const std::vector<std::size_t>& widths) {
  if (widths.size() < 2) return {Block{}};
  std::vector<Block> blocks;
  for (std::size_t i = 1; i < widths.size();) {
    Block& block = blocks.emplace_back(Block{i, i});
    std::size_t width = widths[0];
    do
      width += gap_of_columns + widths[i++];
    while (i < widths.size() && width + gap_of_columns + widths[i] <= longest);
    block.end = i;
  }
  return blocks;
}

/// As few blocks as keep lines short enough. Of these the widest is as narrow as can be, so that no
/// column is left over for a block of its own.
std::vector<Block> blocks_of(const std::vector<std::size_t>& widths) {
  std::vector<Block> blocks = blocks_within(longest_line, widths);
  const std::size_t fewest = blocks.size();
  for (std::size_t longest = longest_line; fewest > 1 && longest-- > 0;) {
    std::vector<Block> narrower = blocks_within(longest, widths);
    if (narrower.size() > fewest) break;
    blocks = std::move(narrower);
  }
  return blocks;
}

std::string line_of(const std::vector<std::string>& row,
                    const Block& block,
                    const std::vector<std::size_t>& widths) {
  const auto gap = [&](std::size_t i) {
    return std::string(widths[i] - models::characters(row[i]), ' ');
  };
  std::string line = row.empty() ? std::string{} : row[0] + gap(0);
  for (std::size_t i = block.first; i < std::min(block.end, row.size()); ++i)
    line += std::string(gap_of_columns, ' ') + gap(i) + row[i];
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string aligned(std::vector<std::vector<std::string>> rows) {
  std::vector<std::size_t> widths;
  for (auto& row : rows)
    for (std::string& cell : row)
      cell = models::visible(cell);
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], models::characters(row[i]));
  }
  std::string text;
  for (const Block& block : blocks_of(widths)) {
    if (!text.empty()) text += "\n";
    for (const auto& row : rows)
      text += line_of(row, block, widths);
  }
  return text;
}

std::string headline_table(const Report& report) {
  Footnotes notes;
  std::vector<std::vector<std::string>> rows{
      {"", "", "", "use of", "have to", "one", "mean", "90 %", "lost"},
      {"level", "places", "census", "places %", "wait %", "in", "wait d", "wait d", "a year"}};
  for (std::size_t i = 0; i < report.model.level_count; ++i)
    rows.push_back(Row(report, i, notes).cells());
  return description(report) + aligned(rows) + notes.text();
}

}  // namespace stepdown::analysis
