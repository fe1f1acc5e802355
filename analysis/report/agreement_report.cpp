#include "analysis/report/agreement_report.hpp"

#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 12> columns_of_agreement{{
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "people of one kind; all: everybody"},
    {"metric", "-", "as in metrics.csv"},
    {"statistic", "-", "how it is summed up"},
    {"simulated", "as the metric", "figure from all replications, as value in metrics.csv"},
    {"standard_error", "as the metric", "of that figure"},
    {"replications", "-", "that have a value"},
    {"theory", "as the metric", "the same by theory"},
    {"difference", "as the metric", "simulated - theory"},
    {"z",
     "-",
     "difference in standard errors (of quantiles and curves, known from 20 groups of "
     "replications, "
     "what is as unlikely from all of them); empty: theory does not claim to be exact, there is no "
     "standard error, or chance is not near normal: fewer than 100 events behind the figure (of a "
     "share the "
     "rarer side; of waits and lists people who had to wait), or a quantile of waits at the edge "
     "of those who did not wait"},
    {"standing", "-", "exact, long run, unlimited places, or level on its own"},
    {"method", "-", "formula or equations"},
}};

/// Beyond the limit, or another value without any spread: two replications can count the same by
/// chance, five hardly.
bool is_off(const Agreement& f, double limit) {
  constexpr std::int64_t no_chance = 5;
  if (!f.is_judged) return false;
  if (f.z) return std::abs(*f.z) > limit;
  return f.simulated.value == 0 || f.simulated.replications >= no_chance;
}

std::string name_of(const Agreement& f) {
  const std::string group = f.theory.group == "all" ? "" : " of " + f.theory.group;
  return fmt::format("{} {} {}{}", f.theory.state, f.theory.metric, f.theory.statistic, group);
}

/// "k of n exact figures beyond the limit", with the worst, and how many were not judged.
std::string verdict(const std::vector<Agreement>& figures, double limit) {
  std::size_t exact = 0;
  std::size_t judged = 0;
  std::size_t off = 0;
  const Agreement* worst = nullptr;
  const auto distance = [](const Agreement& f) {
    return f.z ? std::abs(*f.z) : std::numeric_limits<double>::infinity();
  };
  for (const Agreement& f : figures) {
    if (f.theory.standing == Standing::Exact) ++exact;
    if (f.is_judged) ++judged;
    if (!is_off(f, limit)) continue;
    ++off;
    if (worst == nullptr || distance(f) > distance(*worst)) worst = &f;
  }
  if (exact == 0) return "no figure of theory is exact here\n";
  std::string text = fmt::format("{} of {} exact figures beyond the limit", off, judged);
  if (worst != nullptr)
    text += fmt::format("; the worst: {}, {:.4g} by theory {:.4g}",
                        models::visible(name_of(*worst)),
                        worst->simulated.value,
                        worst->theory.value.value_or(0));
  if (judged < exact)
    text +=
        fmt::format("\n{} more not judged: of rare events, or a quantile at the edge of no wait",
                    exact - judged);
  return text + "\n";
}

/// What theory claims, in a word.
std::string short_text(Standing standing) {
  switch (standing) {
    case Standing::Unlimited:
      return "unlimited";
    case Standing::About:
      return "about";
    case Standing::OnItsOwn:
      return "alone";
    case Standing::Exact:
    case Standing::LongRun:
      break;
  }
  return to_text(standing);
}

constexpr std::array<std::string_view, 8> shown_agreement{
    "census", "admissions", "p_delay", "wait", "list", "completion", "days_in_care", "stays"};

}  // namespace

std::span<const Column> agreement_columns() {
  return columns_of_agreement;
}

std::string write_agreements(const std::vector<Agreement>& figures,
                             const std::filesystem::path& folder) {
  std::string name(agreement_file);
  write_csv(folder / name, columns_of_agreement, [&](CsvWriter& csv) {
    for (const Agreement& f : figures) {
      csv.text(f.theory.state).text(f.theory.group).text(f.theory.metric).text(f.theory.statistic);
      csv.number(f.simulated.value).number(f.simulated.standard_error);
      csv.number(f.simulated.replications).number(f.theory.value).number(f.difference).number(f.z);
      csv.text(to_text(f.theory.standing)).text(f.theory.method).end_row();
    }
  });
  return name;
}

std::string agreement_text(const std::vector<Agreement>& figures, double limit, const Page& page) {
  std::vector<std::vector<std::string>> rows{
      {"figure", "simulated", "theory", "difference", "z", "theory is"}};
  std::string last;
  for (const Agreement& f : figures) {
    const bool is_shown =
        f.theory.group == "all" &&
        (std::find(shown_agreement.begin(), shown_agreement.end(), f.theory.metric) !=
             shown_agreement.end() ||
         f.theory.metric.starts_with("retention_"));
    if (!is_shown) continue;
    const char* const mark = is_off(f, limit) ? "!" : "";
    if (f.theory.state != last) rows.push_back({f.theory.state});
    last = f.theory.state;
    rows.push_back({fmt::format("  {} {}", f.theory.metric, f.theory.statistic),
                    fmt::format("{:.4g} ± {:.2g}", f.simulated.value, f.simulated.standard_error),
                    fmt::format("{:.4g}", f.theory.value.value_or(0)),
                    fmt::format("{:+.3g}", f.difference),
                    f.z          ? fmt::format("{:+.2f}{}{}", *f.z, *mark == 0 ? "" : " ", mark)
                    : *mark != 0 ? mark
                                 : "-",
                    short_text(f.theory.standing)});
  }
  return aligned(std::move(rows), page) +
         wrapped(
             fmt::format(
                 "± one standard error; ! beyond |z| {:.1f}, not chance\n"
                 "unlimited: as if places were; about: roughly so; alone: the level on its own\n",
                 limit) +
                 verdict(figures, limit),
             page);
}

}  // namespace stepdown::analysis
