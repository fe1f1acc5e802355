#include "models/reading/read_start_from.hpp"

#include "models/reading/csv_form.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_csv.hpp"
#include "models/reading/read_csv_dates.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// What the author writes of one state.
struct StateCounts {
  std::optional<Located<int>> census;
  std::optional<Located<int>> waiting;
  std::optional<Located<int>> reaches;
};

// clang-format off
constexpr auto start_state_keys = key_table<StateCounts>({
    {"census", value::places_count<&StateCounts::census>, optional, "0",
     "people who are there, in a place of the level, somewhere in the middle of their stays", "14"},
    {"waiting", value::places_count<&StateCounts::waiting>, optional, "0",
     "levels only: people on the waiting list, who have just asked", "3"},
    {"reaches", value::places_count<&StateCounts::reaches>, optional, "none",
     "levels only: a number of people; the forecast says when so many are there for the first time, "
     "or so few, if there are more at the start", "18"},
});
// clang-format on

/// All that is written, and how the file is.
struct StartKeys {
  StartFrom start;
  Located<std::string> csv;
  CsvForm form;
};

void read_state(Reading& reading, const Field& field, StartKeys& keys) {
  const auto counts = read_section(reading, field, schema::start_state_section, start_state_keys);
  const auto add = [&](const std::optional<Located<int>>& count, bool is_waiting) {
    if (!count) return;
    StartEntry entry;
    entry.state = field.key;
    entry.key = field.path + (is_waiting ? ".waiting" : ".census");
    entry.is_waiting = is_waiting;
    entry.people = count->value;
    keys.start.people.push_back(std::move(entry));
  };
  add(counts.census, false);
  add(counts.waiting, true);
  if (counts.reaches)
    keys.start.reaches.push_back({field.key, field.path + ".reaches", *counts.reaches});
}

void read_like(Reading& reading, const Field& field, StartKeys& keys) {
  keys.start.like = read_text(reading, field, "an arrival source");
}

void read_in_outcomes(Reading& reading, const Field& field, StartKeys& keys) {
  keys.start.is_in_outcomes = read_boolean(reading, field).value_or(false);
}

// clang-format off
constexpr auto start_from_keys = key_table<StartKeys>({
    {"csv", value::text<&StartKeys::csv>, optional, "none",
     "a file with a row for each of them, by path from the file that names it: columns `state` (or "
     "`level`), `status` (`in place` or `waiting`; all in place without), `days` so far or `since` "
     "which date, attributes by their names, `count`", "today.csv"},
    {"separator", value::inside<&StartKeys::form, csv_separator>, optional,
     "as in the header", "between columns", "\";\""},
    {"decimal", value::inside<&StartKeys::form, csv_decimal>, optional, "`.`",
     "the decimal mark of its numbers", "\",\""},
    {"date_format", value::inside<&StartKeys::form, csv_date_format>, optional,
     "y-m-d with all zeros", "the order of year, month and day, and what stands between", "m/d/y"},
    {"like", value::by<read_like>("name"), optional, "all sources, as many as they send",
     "the source that sends such people: its mix of attributes, where they are not told",
     "referrals"},
    {"in_outcomes", value::by<read_in_outcomes>("boolean"), optional, "false",
     "whether figures about people (readmission, relapse, ...) are about them, too", "true"},
    {"<state>", value::by<read_state>("start_state"), optional, "",
     "people in a level or a community state, or waiting for a level",
     "{census: 14, waiting: 3}"},
});
// clang-format on

/// The rows of a file one after another, and what is wrong with them.
class StartFile {
 public:
  StartFile(Reading& reading, const Field& csv, const std::string& path, const StartKeys& keys)
      : reading_{reading}, csv_{csv}, path_{path}, keys_{keys} {}

  std::vector<StartEntry> read(const SharedList<Attribute>& attributes) {
    const std::string* text = reading_.load_data_file(csv_, path_);
    if (text == nullptr) return {};
    const CsvLayout& layout = keys_.form.layout;
    choose_columns(csv_header(*text, layout), attributes);
    if (is_refused_) return {};
    const auto columns = load_columns(reading_, csv_, names_, layout, path_);
    if (!columns) return {};
    Moments moments{CsvTimes{reading_, csv_, path_, layout.decimal},
                    CsvDates{reading_, csv_, path_, keys_.form.dates}};
    std::vector<StartEntry> people;
    for (std::size_t row = 0; row < columns->front().size(); ++row)
      if (auto entry = read_row(*columns, row, moments)) people.push_back(*std::move(entry));
    moments.times.tell_commas();
    moments.dates.tell_other_formats();
    return people;
  }

 private:
  enum class Column { State, Status, Days, Since, Count, Attribute };
  /// What tells how long somebody has been there.
  struct Moments {
    CsvTimes times;
    CsvDates dates;
  };

  /// The columns that say something. Others are the author's own, unless they are nearly named so.
  void choose_columns(const std::vector<std::string>& header,
                      const SharedList<Attribute>& attributes) {
    std::vector<std::string> known{"state", "level", "status", "days", "since", "count"};
    const auto told_columns = static_cast<std::ptrdiff_t>(known.size());
    for (const Attribute& attribute : attributes)
      known.push_back(attribute.name.value);
    const auto has = [&header](std::string_view name) {
      return std::ranges::find(header, name) != header.end();
    };
    const bool is_level_known =
        std::ranges::find(known.begin() + told_columns, known.end(), "level") != known.end();
    if (has("state") && has("level") && !is_level_known)
      refuse_both("state", "level", "keep 'state' and name the other one otherwise");
    if (has("days") && has("since"))
      refuse_both("since", "days", "keep 'since', which stays right if the start is moved");
    add(has("state") || !has("level") ? "state" : "level", Column::State);
    if (has("status")) add("status", Column::Status);
    if (has("days")) add("days", Column::Days);
    if (has("since")) add("since", Column::Since);
    if (has("count")) add("count", Column::Count);
    for (const Attribute& attribute : attributes)
      if (has(attribute.name.value)) add(attribute.name.value, Column::Attribute);
    for (const std::string& name : header) {
      if (std::ranges::find(known, name) != known.end()) continue;
      const std::string hint = did_you_mean(name, known);
      if (hint.empty()) continue;
      is_refused_ = true;
      reading_.error(
          Rule::CsvColumnUnknown,
          {path_, 1, 1},
          csv_.path,
          fmt::format("expected a column that is read, or one that is named unlike those, "
                      "got {}{}",
                      in_quotes(name),
                      hint));
    }
  }

  /// Two columns say the same, or not.
  void refuse_both(std::string_view one, std::string_view other, std::string_view remedy) {
    is_refused_ = true;
    reading_.error(Rule::CsvColumnsOfOneThing,
                   {path_, 1, 1},
                   csv_.path,
                   fmt::format("expected one of the columns {} and {}, got both; {}",
                               in_quotes(one),
                               in_quotes(other),
                               remedy));
  }

  void add(std::string name, Column column) {
    names_.push_back(std::move(name));
    kinds_.push_back(column);
  }

  std::optional<StartEntry> read_row(const std::vector<std::vector<CsvCell>>& columns,
                                     std::size_t row,
                                     Moments& moments) {
    StartEntry entry;
    entry.key = csv_.path;
    bool is_sound = true;
    for (std::size_t i = 0; i < columns.size(); ++i)
      is_sound = read_cell(columns[i][row], i, moments, entry) && is_sound;
    if (!is_sound || entry.people == 0) return std::nullopt;
    return entry;
  }

  bool read_cell(const CsvCell& cell, std::size_t column, Moments& moments, StartEntry& entry) {
    switch (kinds_[column]) {
      case Column::State:
        entry.state = {cell.text, place_of(cell)};
        return true;
      case Column::Status:
        return read_status(cell, entry);
      case Column::Days:
        if (cell.text.empty()) return true;
        entry.days = moments.times.read(cell);
        return entry.days.has_value();
      case Column::Since:
        return cell.text.empty() || read_since(cell, moments.dates, entry);
      case Column::Count:
        return read_people(cell, entry);
      case Column::Attribute:
        if (!cell.text.empty())
          entry.values.emplace_back(names_[column],
                                    Located<std::string>{cell.text, place_of(cell)});
        return true;
    }
    return false;
  }

  bool read_status(const CsvCell& cell, StartEntry& entry) {
    entry.is_waiting = cell.text == "waiting";
    if (entry.is_waiting || cell.text == "in place" || cell.text == "in_place") return true;
    error(Rule::CsvStatus,
          cell,
          fmt::format("expected 'in place' or 'waiting', got {}", in_quotes(cell.text)));
    return false;
  }

  bool read_since(const CsvCell& cell, CsvDates& dates, StartEntry& entry) {
    const std::optional<double> day = dates.read(cell);
    if (!day) return false;
    if (*day <= 0) {
      entry.days = -*day;
      return true;
    }
    error(Rule::CsvAfterStart,
          cell,
          fmt::format("expected a date up to the start ({}), got {}; who comes later is an arrival",
                      iso_text(reading_.start),
                      in_quotes(cell.text)));
    return false;
  }

  bool read_people(const CsvCell& cell, StartEntry& entry) {
    Parsed<std::uint64_t> count = parse_whole(cell.text, 0, std::uint64_t{largest_count});
    if (count.value)
      entry.people = static_cast<int>(*count.value);
    else
      error(count.rule, cell, std::move(count.problem));
    return count.value.has_value();
  }

  [[nodiscard]] SourceLocation place_of(const CsvCell& cell) const {
    return {path_, cell.line, cell.column};
  }
  void error(Rule rule, const CsvCell& cell, std::string message) {
    reading_.error(rule, place_of(cell), csv_.path, std::move(message));
  }

  Reading& reading_;
  const Field& csv_;
  std::string path_;
  const StartKeys& keys_;
  std::vector<std::string> names_;
  std::vector<Column> kinds_;
  bool is_refused_ = false;
};

}  // namespace

constinit const schema::Section schema::start_from_section{
    "start_from",
    "start_from",
    "Who is there when the run begins. They are conditioned on what is known of them: how long "
    "they "
    "have been there or waiting.",
    start_from_keys.rows,
    ""};

constinit const schema::Section schema::start_state_section{
    "start_state",
    "start_from.<state>",
    "How many people, of whom nothing else is known, and of how many the forecast is to tell.",
    start_state_keys.rows,
    ""};

void read_start_from(Reading& reading, const Field& field, Scenario& scenario) {
  if (field.is_scalar() && field.node->text == "typical") {
    StartFrom& start = scenario.start_from.emplace();
    start.is_typical = true;
    start.at = field.at();
    return;
  }
  if (!field.is_map()) return reading.expected(field, schema::expected_of("start"));
  StartKeys keys;
  SectionReader section{reading, field, schema::start_from_section};
  read_keys(section, start_from_keys, keys);
  keys.start.at = field.at();
  const auto csv = section.find("csv");
  if (csv && section.is_sound() && keys.form.is_known && !keys.csv.value.empty()) {
    std::vector<StartEntry> rows = StartFile{reading, *csv, {}, keys}.read(scenario.attributes);
    std::ranges::move(rows, std::back_inserter(keys.start.people));
  }
  scenario.start_from = std::move(keys.start);
}

}  // namespace stepdown::models
