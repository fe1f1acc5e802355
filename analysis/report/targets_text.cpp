#include "analysis/report/targets_text.hpp"

#include "analysis/report/text_table.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Decimals that show two digits of `size`, at most six.
int decimals_for(double size) {
  if (!(size > 0)) return 2;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), 0, 6);
}

/// "9.2 (8.7–9.8)"
std::string value_text(const TargetFinding& finding) {
  if (!finding.value) return "none";
  const double half_width = finding.interval ? finding.interval->half_width() : 0;
  const int decimals = decimals_for(half_width > 0 ? half_width : std::abs(*finding.value) / 10);
  if (!(half_width > 0)) return fmt::format("{:.{}f}", *finding.value, decimals);
  return fmt::format("{:.{}f} ({:.{}f}–{:.{}f})",
                     *finding.value,
                     decimals,
                     finding.interval->low,
                     decimals,
                     finding.interval->high,
                     decimals);
}

/// How sure the word before it is: "98 %", never more than it can be.
std::string surety_text(const TargetFinding& finding) {
  if (!finding.confidence || !finding.is_met) return "";
  constexpr double most = 0.999;
  constexpr double nearly = 0.99;
  const double sure = *finding.is_met ? *finding.confidence : 1 - *finding.confidence;
  if (sure > most) return "> 99.9 %";
  return fmt::format("{:.{}f} %", 100 * sure, sure > nearly ? 1 : 0);
}

}  // namespace

std::string_view sign_of(models::Comparison comparison) {
  switch (comparison) {
    case models::Comparison::AtMost:
      return "<=";
    case models::Comparison::Below:
      return "<";
    case models::Comparison::AtLeast:
      return ">=";
    case models::Comparison::Above:
      return ">";
    case models::Comparison::Is:
    case models::Comparison::IsNot:
      break;
  }
  sim::expects(false, "numbers are compared");
  return "";
}

std::string_view yes_or_no(bool is_so) {
  return is_so ? "yes" : "no";
}

std::string_view met_or_missed(bool is_met) {
  return is_met ? "✓ met" : "✗ missed";
}

std::string targets_text(const std::vector<TargetFinding>& findings, const Page& page) {
  if (findings.empty()) return "";
  std::vector<std::vector<std::string>> rows{{"target", "found", "", "sure"}};
  for (const TargetFinding& finding : findings)
    rows.push_back({finding.target.text,
                    value_text(finding),
                    finding.is_met ? std::string(met_or_missed(*finding.is_met)) : "-",
                    surety_text(finding)});
  return "\n" + aligned(std::move(rows), page);
}

}  // namespace stepdown::analysis
