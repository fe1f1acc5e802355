#include "analysis/catalog/measurement.hpp"
#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 3> texts_of_medications{{
    {"medication", "-", "its name"},
    {"state", "-", "a level or community state; all: wherever people are, waiting too"},
    {"label", "-", "its label"},
}};

const FigureTable& medications_figures() {
  static const FigureTable made{"medications.csv",
                                "one row a medication and state, where there are medications",
                                texts_of_medications,
                                WideTable::Medications};
  return made;
}

void write_medications_rows(CsvWriter& csv, const Report& report, const std::string& group) {
  for (const models::MedicationModel& medication : report.model.medications) {
    const auto write = [&](const std::string& state, const std::string& label) {
      csv.text(medication.name).text(state).text(label);
      medications_figures().write_figures(
          csv, report.summary, state, group, FigureTable::about(medication.name));
    };
    write(all, all);
    for (const models::StateModel& state : report.model.states)
      if (state.kind != models::StateKind::Outcome) write(state.name, state.label);
  }
}

}  // namespace

Table medications_table() {
  Table medications = medications_figures().with(write_medications_rows);
  medications.is_written = [](const Report& report) { return !report.model.medications.empty(); };
  return medications;
}

}  // namespace stepdown::analysis
