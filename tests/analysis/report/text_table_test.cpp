#include "analysis/report/text_table.hpp"

#include "analysis/measure/measure.hpp"
#include "analysis/summary/summarizer.hpp"
#include "tests/analysis/observations_by_hand.hpp"

#include <doctest/doctest.h>

#include <string>

using stepdown::analysis::aligned;
using stepdown::analysis::headline_table;
using stepdown::analysis::measure;
using stepdown::analysis::possible_moves;
using stepdown::analysis::Summarizer;
using stepdown::models::Counter;
using stepdown::models::Headcount;
using stepdown::models::Length;
using stepdown::models::Model;
using stepdown::models::Observations;
using stepdown::tests::nothing_seen;
using stepdown::tests::set_for;
using stepdown::tests::two_level_model;

TEST_SUITE_BEGIN("unit");

TEST_CASE("text table: columns are as wide as their widest cell counted in characters") {
  CHECK(aligned({{"level", "n"}, {"détox", "10"}, {"a", "1 ± 2"}}) ==
        "level      n\n"
        "détox     10\n"
        "a      1 ± 2\n");
}

TEST_CASE("text table: one that is wider than 100 is cut into blocks with the first column again") {
  const std::string wide(40, 'x');
  const std::string gap(39, ' ');
  CHECK(aligned({{"row", "a", "b", "c"}, {"1", wide, wide, "3"}}) ==
        "row  " + gap + "a  " + gap + "b  c\n" +  //
            "1    " + wide + "  " + wide + "  3\n");
  CHECK(aligned({{"row", "a", "b", "c", "d"}, {"1", wide, wide, wide, "4"}}) ==
        "row  " + gap + "a  " + gap + "b\n" +  //
            "1    " + wide + "  " + wide + "\n" +
            "\n"
            "row  " +
            gap + "c  d\n" +  //
            "1    " + wide + "  4\n");
  // What fits nowhere stands alone.
  const std::string widest(120, 'x');
  CHECK(aligned({{"1", widest, "2"}}) == "1  " + widest + "\n\n1  2\n");
}

TEST_CASE("text table: no block is much wider than the others") {
  // All but the last fit into 100.
  const std::string cell(17, 'x');
  const std::string gap(16, ' ');
  CHECK(
      aligned({{"row", "a", "b", "c", "d", "e", "f"}, {"1", cell, cell, cell, cell, cell, "6"}}) ==
      "row  " + gap + "a  " + gap + "b  " + gap + "c\n" +  //
          "1    " + cell + "  " + cell + "  " + cell + "\n" +
          "\n"
          "row  " +
          gap + "d  " + gap + "e  f\n" +  //
          "1    " + cell + "  " + cell + "  6\n");
}

TEST_CASE("text table: the headline says why a figure is missing") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  set_for(day[Headcount::Census], 2, 6);
  day.open_place_time += 20 * stepdown::sim::one_day;
  day[Counter::Requests] = 4;
  day[Length::Wait].add(0);
  Summarizer summarizer(model);
  summarizer.add(seen, measure(model, possible_moves(model), seen));
  const auto summary = std::move(summarizer).finish();
  CHECK(headline_table({model, summary}) ==
        R"(Two levels
2026-01-05 to 2026-01-15, 10 days from the start (a terminating run), 1 replication; one says nothing of its own noise

                               use of  have to  one    mean    90 %    lost
level        places  census  places %   wait %   in  wait d  wait d  a year
Day program       2     1.2      60.0      0.0   -a     0.0      -b     0.0
evening          -c     0.0        -c       -d   -a      -e      -e     0.0
a nobody had to wait
b too few were seen to tell, see the notes in metrics.csv
c places are unlimited
d nobody asked for a place in the window
e nobody was admitted in the window
)");
}

TEST_CASE("text table: a level without open places is not called unlimited") {
  Model model = two_level_model();
  model.states[0].places = 0;
  Observations seen = nothing_seen(model);
  seen.states[0].full_time = 10 * stepdown::sim::one_day;
  Summarizer summarizer(model);
  summarizer.add(seen, measure(model, possible_moves(model), seen));
  const auto summary = std::move(summarizer).finish();
  const std::string text = headline_table({model, summary});
  CHECK(text.find("Day program       0     0.0        -a ") != std::string::npos);
  CHECK(text.find("\na it had no open places in the window\n") != std::string::npos);
  CHECK(text.find("evening          -e ") != std::string::npos);
  CHECK(text.find("\ne places are unlimited\n") != std::string::npos);
}

TEST_SUITE_END();
