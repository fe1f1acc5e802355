#include "analysis/catalog/families.hpp"

#include <array>

namespace stepdown::analysis {

namespace {

using models::ReasonKind;

constexpr std::array<double, 4> weeks_to_quarter{7, 14, 30, 90};
constexpr std::array<double, 2> month_or_quarter{30, 90};
constexpr std::array<double, 5> week_to_year{7, 30, 90, 180, 365};
constexpr std::array<double, 4> month_to_year{30, 90, 180, 365};
constexpr std::array<double, 3> years{365, 730, 1825};

PersonFigure not_admitted() {
  PersonFigure figure{
      "untreated_<k>",
      "people",
      all_and_groups,
      "people referred in the window who were not admitted to any level within k days, by person: "
      "waiting, in the community or gone. At risk from the referral until the first admission ever "
      "(the event). Competing: any outcome. An assessment is no admission",
      ClockMeasure{.name = "untreated",
                   .days = month_or_quarter,
                   .of_all = [](const auto& cell) -> const auto& { return cell.treatment; },
                   .is_not_yet = true,
                   .comes_in_bursts = true}};
  figure.after = "untreated";
  return figure;
}

PersonFigure linkage() {
  PersonFigure figure{
      "linkage_<k>",
      "people",
      Where::Levels | Where::Groups,
      "admitted to any level within k days after a stay in this level. At risk: from the "
      "end of each stay in the window, a person as often as they stay. A move without a "
      "gap is linkage at 0 days. Competing: any outcome",
      ClockMeasure{.name = "linkage",
                   .days = weeks_to_quarter,
                   .by_level = [](const auto& cell) -> const auto& { return cell.linkage; },
                   .comes_in_bursts = true}};
  figure.after = "relapse_<k>";
  return figure;
}

PersonFigure retention() {
  return {"retention_<k>",
          "people",
          all_and_groups,
          "still in care k days after the index admission. At risk from the index admission until "
          "the first discharge (the event). Discharge: entering a community state or an outcome "
          "from a level, at that moment also when it comes after waiting outside in vain; moving "
          "between levels and waiting between them is care",
          ClockMeasure{.name = "retention",
                       .days = month_to_year,
                       .of_all = [](const auto& cell) -> const auto& { return cell.retention; },
                       .is_free = true}};
}

PersonFigure completion() {
  return {"completion",
          "people",
          all_and_groups,
          "the index episode ended in a planned way: cumulative incidence of that / of any end, "
          "among all, when follow-up ends. Episode: a "
          "run of levels with gaps of at most episode_gap. At risk from the index admission until "
          "the end of the episode is known: episode_gap after the last stay, or at an outcome. "
          "Event: the last stay ended by an exit of kind planned that led out of care. Competing: "
          "any other end. Episodes that go on are taken to end as the others do; a note says how "
          "many, if more than 5 %",
          ClockMeasure{.name = "completion",
                       .days = {},
                       .of_all = [](const auto& cell) -> const auto& { return cell.completion; },
                       .about = ReasonKind::Planned,
                       .has_end = true}};
}

std::vector<PersonFigure> recovery() {
  PersonFigure within{
      "recovery_<k>",
      "people",
      all_and_groups,
      "recovered within k days of the index admission: came to an outcome called recovery "
      "or recovered, or to any by an exit called so. Competing: any other outcome",
      ClockMeasure{.name = "recovery",
                   .days = years,
                   .of_all = [](const auto& cell) -> const auto& { return cell.recovery; },
                   .about = ReasonKind::Recovery,
                   .median = "recovery_time"}};
  within.after = "recovery_time";
  return {within,
          {"recovery_time",
           "days",
           all_and_groups,
           "time by which half of the people have recovered, see recovery_<k>; with many people to "
           "within 3 h (from 32 d on 6 h, from 64 d a day, from 400 d 5 d), evenly between",
           FromOtherClocks{}}};
}

std::vector<PersonFigure> readmission() {
  PersonFigure first{
      "readmission_<k>",
      "people",
      all_and_groups,
      "admitted again within k days to the level of the index discharge or a more "
      "intensive one. At risk from the index discharge: the first discharge, to a "
      "community state, after the index admission. Competing: any outcome. Admission to a "
      "less intensive level ends nothing",
      ClockMeasure{.name = "readmission",
                   .days = week_to_year,
                   .of_all = [](const auto& cell) -> const auto& { return cell.readmission; },
                   .comes_in_bursts = true}};
  first.after = "readmission_each_<k>";
  return {first,
          {"readmission_each_<k>",
           "people",
           Where::Levels | all_and_groups,
           "as readmission_<k>, with a clock for each discharge in the window from that level "
           "(all: from any); several can run for one person. Admission to a level ends the clocks "
           "of discharges from it and from less intensive levels",
           ClockMeasure{
               .name = "readmission_each",
               .days = week_to_year,
               .of_all = [](const auto& cell) -> const auto& { return cell.every_readmission; },
               .by_level = [](const auto& cell) -> const auto& { return cell.readmission_from; },
               .comes_in_bursts = true}}};
}

std::vector<PersonFigure> relapse() {
  PersonFigure first{
      "relapse_<k>",
      "people",
      all_and_groups,
      "relapsed within k days of the index discharge: left a community state by an exit called "
      "relapse or relapsed. Competing: admission to any level, and any outcome, if earlier",
      ClockMeasure{.name = "relapse",
                   .days = month_to_year,
                   .of_all = [](const auto& cell) -> const auto& { return cell.relapse; },
                   .about = ReasonKind::Relapse}};
  first.after = "relapse_each_<k>";
  return {
      first,
      {"relapse_each_<k>",
       "people",
       all_and_groups,
       "as relapse_<k>, with a new clock for each discharge in the window",
       ClockMeasure{.name = "relapse_each",
                    .days = month_to_year,
                    .of_all = [](const auto& cell) -> const auto& { return cell.every_relapse; },
                    .about = ReasonKind::Relapse}}};
}

}  // namespace

std::vector<PersonFigure> clock_figures() {
  std::vector<PersonFigure> figures{not_admitted(), linkage(), retention(), completion()};
  for (const std::vector<PersonFigure>& more : {recovery(), readmission(), relapse()})
    figures.insert(figures.end(), more.begin(), more.end());
  return figures;
}

}  // namespace stepdown::analysis
