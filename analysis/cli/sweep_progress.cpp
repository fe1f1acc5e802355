#include "analysis/cli/sweep_progress.hpp"

#include <fmt/format.h>

#include <cmath>
#include <ostream>
#include <string>

namespace stepdown::analysis {

namespace {

/// "2 h 05 min", "14 min 03 s", "9 s".
std::string time_text(double seconds) {
  constexpr long minute = 60;
  constexpr long hour = 60 * minute;
  const long whole = std::lround(seconds);
  if (whole >= hour) return fmt::format("{} h {:02} min", whole / hour, whole % hour / minute);
  if (whole >= minute) return fmt::format("{} min {:02} s", whole / minute, whole % minute);
  return fmt::format("{} s", whole);
}

}  // namespace

SweepProgressLine::SweepProgressLine(std::ostream* terminal,
                                     std::size_t points,
                                     std::size_t replications)
    : line_(terminal), points_(points), replications_(replications) {}

void SweepProgressLine::at(const SweepProgress& now) {
  constexpr std::chrono::milliseconds between{200};
  constexpr int cells = 20;
  if (!line_.is_there() || Clock::now() - drawn_ < between) return;
  drawn_ = Clock::now();
  const double seconds = std::chrono::duration<double>(drawn_ - begin_).count();
  const auto done = static_cast<double>(now.replications);
  const double share = replications_ > 0
                           ? done / static_cast<double>(replications_)
                           : static_cast<double>(now.points) / static_cast<double>(points_);
  const auto full = static_cast<std::size_t>(cells * share);
  std::string text = fmt::format("[{}{}] {} of {} points, {:.3g} replications/s",
                                 std::string(full, '#'),
                                 std::string(cells - full, '.'),
                                 now.points,
                                 points_,
                                 done / seconds);
  if (share > 0) text += fmt::format(", {} left", time_text(seconds * (1 - share) / share));
  line_.draw(text);
}

}  // namespace stepdown::analysis
