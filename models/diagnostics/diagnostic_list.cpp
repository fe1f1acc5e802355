#include "models/diagnostics/diagnostic_list.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

void keep_first(std::vector<Diagnostic>& diagnostics, std::size_t count) {
  sort_by_place(diagnostics);
  if (diagnostics.size() > count)
    diagnostics.erase(diagnostics.begin() + static_cast<std::ptrdiff_t>(count), diagnostics.end());
}

}  // namespace

void DiagnosticList::add(Diagnostic diagnostic) {
  diagnostics_.push_back(std::move(diagnostic));
  if (diagnostics_.size() < 2 * most_kept) return;
  dropped_ += diagnostics_.size() - most_kept;
  keep_first(diagnostics_, most_kept);
}

void DiagnosticList::erase_if(const std::function<bool(const Diagnostic&)>& is_consequence) {
  std::erase_if(diagnostics_, is_consequence);
}

std::vector<Diagnostic> DiagnosticList::in_file_order() const {
  std::vector<Diagnostic> kept = diagnostics_;
  keep_first(kept, most_kept);
  return kept;
}

std::size_t DiagnosticList::beyond() const {
  return dropped_ + std::max(diagnostics_.size(), most_kept) - most_kept;
}

}  // namespace stepdown::models
