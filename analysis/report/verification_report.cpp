#include "analysis/report/verification_report.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/theory_dictionary.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::string_view file_name = "verification.csv";

constexpr std::array<Column, 12> columns_of_verification{{
    {"system", "-", "a system whose figures are known from theory"},
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "people of one kind; all: everybody"},
    {"metric", "-", "as in metrics.csv"},
    {"statistic", "-", "how it is summed up"},
    {"simulated", "as the metric", "figure from all replications, as value in metrics.csv"},
    {"standard_error", "as the metric", "of that figure"},
    {"replications", "-", "that have a value"},
    {"exact", "as the metric", "the same by theory"},
    {"z", "-", "simulated - exact in standard errors; empty: the simulation had no spread"},
    {"agrees", "-", "1: within the limit of |z| for so many figures; empty: cannot be judged"},
    {"method", "-", "formula or equations"},
}};

std::string z_text(const Verification& verification, const VerificationRow& row) {
  if (!Verification::is_judged(row)) return "cannot be judged";
  const char* const mark = verification.agrees(row) ? "" : " !";
  return row.figure.z ? fmt::format("{:+.2f}{}", *row.figure.z, mark) : "!";
}

}  // namespace

std::string verification_text(const Verification& verification, const Page& page) {
  std::vector<std::vector<std::string>> rows{{"system and figure", "simulated", "exact", "z"}};
  std::string last;
  for (const VerificationRow& row : verification.rows) {
    const Agreement& f = row.figure;
    const std::string group = f.theory.group == all ? "" : " " + f.theory.group;
    if (row.system != last) rows.push_back({row.system});
    last = row.system;
    rows.push_back(
        {fmt::format("  {} {} {}{}", f.theory.state, f.theory.metric, f.theory.statistic, group),
         fmt::format("{:.5g} ± {:.2g}", f.simulated.value, f.simulated.standard_error),
         fmt::format("{:.5g}", f.theory.value.value_or(0)),
         z_text(verification, row)});
  }
  return aligned(std::move(rows), page);
}

std::vector<std::string> write_verification(const Verification& verification,
                                            const std::filesystem::path& folder) {
  std::vector<TheoryFigure> figures;
  write_csv(folder / file_name, columns_of_verification, [&](CsvWriter& csv) {
    for (const VerificationRow& row : verification.rows) {
      const Agreement& f = row.figure;
      csv.text(row.system).text(f.theory.state).text(f.theory.group);
      csv.text(f.theory.metric).text(f.theory.statistic);
      csv.number(f.simulated.value).number(f.simulated.standard_error);
      csv.number(f.simulated.replications).number(f.theory.value).number(f.z);
      if (Verification::is_judged(row))
        csv.number(std::int64_t{verification.agrees(row) ? 1 : 0});
      else
        csv.blank();
      csv.text(f.theory.method).end_row();
      figures.push_back(f.theory);
    }
  });
  return {std::string(file_name),
          write_dictionary(
              {{file_name, "a figure of a system with a known answer", columns_of_verification}},
              described_figures(file_name, figures),
              folder)};
}

}  // namespace stepdown::analysis
