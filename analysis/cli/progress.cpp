#include "analysis/cli/progress.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string>

namespace stepdown::analysis {

Progress::Progress(std::ostream* terminal, int total) : terminal_(terminal), total_(total) {}

Progress::~Progress() {
  if (terminal_ != nullptr) *terminal_ << "\r\x1b[K" << std::flush;
}

void Progress::at(int done) {
  constexpr int cells = 40;
  const int percent = static_cast<int>(100LL * done / total_);
  if (terminal_ == nullptr || percent == drawn_percent_) return;
  drawn_percent_ = percent;
  const auto full = static_cast<std::size_t>(cells * percent / 100);
  *terminal_ << fmt::format("\r[{}{}] {} of {} replications",
                            std::string(full, '#'),
                            std::string(cells - full, '.'),
                            done,
                            total_)
             << std::flush;
}

}  // namespace stepdown::analysis
