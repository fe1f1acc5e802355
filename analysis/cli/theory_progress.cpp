#include "analysis/cli/theory_progress.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>

namespace stepdown::analysis {

TheoryProgress::TheoryProgress(std::ostream* terminal, std::function<Clock::time_point()> now)
    : terminal_(terminal), now_(std::move(now)) {}

TheoryProgress::~TheoryProgress() {
  if (terminal_ != nullptr && !drawn_.empty()) *terminal_ << "\r\x1b[K" << std::flush;
}

void TheoryProgress::at(const TheoryStep& step) {
  constexpr std::chrono::milliseconds apart{250};
  if (terminal_ == nullptr) return;
  const Clock::time_point now = now_();
  if (step.what == drawn_ && now - when_ < apart) return;
  drawn_ = step.what;
  when_ = now;
  const std::string how_far =
      step.of > 1 ? fmt::format(", {} of {}", step.done + 1, step.of) : std::string{};
  *terminal_ << fmt::format("\r\x1b[K{}{}", step.what, how_far) << std::flush;
}

}  // namespace stepdown::analysis
