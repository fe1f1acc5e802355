#include "analysis/cli/diagnostics_text.hpp"

#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <span>

namespace stepdown::analysis {

namespace {

using models::Diagnostic;
using models::Severity;

/// The message in lines that fit, then the quoted line as it is.
std::string text_of(const Diagnostic& diagnostic, const Page& page) {
  const std::string text = models::to_text(diagnostic);
  const std::size_t end = std::min(text.find('\n'), text.size());
  return wrapped(std::string_view(text).substr(0, end), page) + text.substr(end) + "\n";
}

/// "levels.php.hold (line 12)"
std::string place_of(const Diagnostic& diagnostic, const Diagnostic& first) {
  constexpr std::size_t longest = 100;
  std::string name =
      models::visible_ends(diagnostic.key.empty() ? diagnostic.message : diagnostic.key, longest);
  if (diagnostic.at.line <= 0) return name;
  if (diagnostic.at.file == first.at.file)
    return fmt::format("{} (line {})", name, diagnostic.at.line);
  return fmt::format(
      "{} ({}:{})", name, models::visible_ends(diagnostic.at.file, longest), diagnostic.at.line);
}

/// "3 more of this kind: iop (line 12), op (line 20), ..."
std::string others_text(std::span<const Diagnostic> others,
                        const Diagnostic& first,
                        const Page& page) {
  constexpr std::size_t most = 12;
  std::vector<std::string> places;
  for (const Diagnostic& other : others.first(std::min(others.size(), most)))
    places.push_back(place_of(other, first));
  if (others.size() > most) places.push_back(fmt::format("and {} others", others.size() - most));
  return wrapped(
      fmt::format("  {} more of this kind: {}\n", others.size(), fmt::join(places, ", ")), page);
}

}  // namespace

std::string diagnostics_text(std::vector<Diagnostic> diagnostics, const Page& page) {
  if (diagnostics.empty()) return "";
  models::sort_by_place(diagnostics);
  const std::string counts = models::counts_text(diagnostics);
  std::string text;
  while (!diagnostics.empty()) {
    const Diagnostic first = diagnostics.front();
    const auto is_alike = [&first](const Diagnostic& other) {
      return first.severity == Severity::Warning && other.rule == first.rule;
    };
    // The first, then those like it, then the others.
    const auto others = std::stable_partition(diagnostics.begin() + 1, diagnostics.end(), is_alike);
    text += text_of(first, page);
    if (others > diagnostics.begin() + 1)
      text += others_text({diagnostics.begin() + 1, others}, first, page);
    diagnostics.erase(diagnostics.begin(), others);
  }
  return text + counts;
}

}  // namespace stepdown::analysis
