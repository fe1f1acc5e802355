#include "analysis/report/event_log.hpp"

#include "analysis/report/number_text.hpp"

#include <fmt/format.h>

#include <array>

namespace stepdown::analysis {

namespace {

using models::Happening;
using models::HappeningKind;

constexpr std::array<Column, 7> columns_of_event_log{{
    {"replication", "-", "number of the replication, from 0"},
    {"patient",
     "-",
     "arrival source and number among its people, from 0; of those there at the start: start_from"},
    {"time_days", "days", "since 00:00 of the start date, warm-up included; to the millisecond"},
    {"date_time", "-", "the same moment, ISO, to the second"},
    {"event",
     "-",
     "present, was_waiting (at the start), referral, request (asked and found no place), "
     "admission, "
     "treatment_end, transfer_end, discharge_hour (which was waited for), hold (keeps the place), "
     "hold_end (goes outside), swap (moves in a gridlock ring), gave_up, "
     "turned_away, diverted, overtaken (a race exit ends a hold or a transfer), left_list (by an "
     "exit of waiting), balked (goes away at the sight of the list), redirected (asks a level with "
     "a place or a shorter list), bridge (has a place elsewhere while waiting), bridge_end, "
     "alongside (has a place beside the present one), alongside_end, turnaround (the place that "
     "was left is made ready), outcome, "
     "medication_begins, medication_stops"},
    {"state",
     "-",
     "admission, swap, outcome: the state entered; was_waiting, referral, request, hold, gave_up, "
     "turned_away, diverted, left_list, balked, redirected: the state asked for; turnaround: the "
     "state just left; medication_begins, medication_stops: where the patient is, or waits for; "
     "bridge, alongside and their ends: where that place is; "
     "otherwise the state the patient is in"},
    {"reason",
     "-",
     "of treatment_end, overtaken and left_list: the exit's; of medication_begins and "
     "medication_stops: the medication; otherwise empty"},
}};

std::string_view name_of(HappeningKind kind) {
  switch (kind) {
    case HappeningKind::Arrival:
      return "referral";
    case HappeningKind::Request:
      return "request";
    case HappeningKind::Admission:
      return "admission";
    case HappeningKind::TreatmentEnd:
      return "treatment_end";
    case HappeningKind::TransferEnd:
      return "transfer_end";
    case HappeningKind::DischargeHour:
      return "discharge_hour";
    case HappeningKind::Hold:
      return "hold";
    case HappeningKind::HoldEnd:
      return "hold_end";
    case HappeningKind::Swap:
      return "swap";
    case HappeningKind::GaveUp:
      return "gave_up";
    case HappeningKind::TurnedAway:
      return "turned_away";
    case HappeningKind::Diverted:
      return "diverted";
    case HappeningKind::Overtaken:
      return "overtaken";
    case HappeningKind::Present:
      return "present";
    case HappeningKind::WasWaiting:
      return "was_waiting";
    case HappeningKind::Turnaround:
      return "turnaround";
    case HappeningKind::Bridge:
      return "bridge";
    case HappeningKind::BridgeEnd:
      return "bridge_end";
    case HappeningKind::Alongside:
      return "alongside";
    case HappeningKind::AlongsideEnd:
      return "alongside_end";
    case HappeningKind::LeftList:
      return "left_list";
    case HappeningKind::Balked:
      return "balked";
    case HappeningKind::Redirected:
      return "redirected";
    case HappeningKind::Outcome:
      return "outcome";
    case HappeningKind::MedicationBegins:
      return "medication_begins";
    case HappeningKind::MedicationStops:
      return "medication_stops";
  }
  return "";
}

bool is_of_medication(HappeningKind kind) {
  return kind == HappeningKind::MedicationBegins || kind == HappeningKind::MedicationStops;
}

}  // namespace

std::span<const Column> event_log_columns() {
  return columns_of_event_log;
}

std::string event_log_header() {
  std::string text;
  CsvWriter(columns_of_event_log, [&text](std::string_view line) { text += line; }).finish();
  return text;
}

void append_event_row(std::string& text,
                      const models::Model& model,
                      int replication,
                      const Happening& happening) {
  text += number_text(std::int64_t{replication});
  text += ',';
  text +=
      csv_field(fmt::format("{}:{}", model.source_name(happening.source), happening.source_index));
  text += ',';
  text += days_text(happening.time);
  text += ',';
  text += model.calendar.iso_date_time(happening.time);
  text += ',';
  text += name_of(happening.kind);
  text += ',';
  text += csv_field(model.state(happening.state).name);
  text += ',';
  if (happening.reason >= 0) {
    const auto number = static_cast<std::size_t>(happening.reason);
    text += csv_field(is_of_medication(happening.kind) ? model.medications[number].name
                                                       : model.reasons[number].name);
  }
  text += "\r\n";
}

}  // namespace stepdown::analysis
