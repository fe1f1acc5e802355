#pragma once

#include "models/calendar.hpp"
#include "models/diagnostics/diagnostic_list.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/field.hpp"
#include "models/reading/file_loader.hpp"
#include "models/reading/file_values.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/yaml_reader.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {

/// What goes along while one scenario is read: what is wrong with it, and the files it is made of.
class Reading {
 public:
  /// @param known  trees of some scenario files, which need not be read again; null: of none
  explicit Reading(const FileLoader& loader, const YamlFiles* known = nullptr)
      : loader_(&loader), known_(known) {}

  /// For another reading with the same data files at hand; of no scenario yet.
  [[nodiscard]] Reading another() const {
    Reading other{*loader_, known_};
    other.data_files_ = data_files_;
    other.file_values_ = file_values_;
    return other;
  }

  /// A value is refused: what the scenario has in its place is a hole.
  void error(Rule rule, const Field& field, std::string message);
  void error(Rule rule, const SourceLocation& at, std::string key, std::string message);
  /// "expected <expected>, got <what is there>"
  void expected(const Field& field, std::string_view expected, Rule rule = Rule::WrongType);
  /// Something to tell that leaves no hole, or elsewhere.
  void add(Diagnostic diagnostic) { found_.add(std::move(diagnostic)); }
  void leave_hole(std::string key);
  /// A part of the scenario stands inside of `within`, beside which it belongs. It is not read, and
  /// that what follows it seems to be there twice is only a consequence.
  void leave_displaced(const Field& within, const Field& displaced);

  /// What was found, in file order, with the source lines of those that may be shown. Of very much,
  /// only the beginning; `found_beyond` counts the rest.
  [[nodiscard]] std::vector<Diagnostic> found() const;
  [[nodiscard]] std::size_t found_beyond() const { return found_.beyond(); }
  /// The key paths of what was refused.
  [[nodiscard]] const std::vector<std::string>& holes() const { return holes_; }

  /// The text of a scenario file, remembered under its name. @see FileLoader
  FileText load_scenario_file(const std::string& path);
  /// The tree of a scenario file with this text. @see read_yaml
  [[nodiscard]] YamlText yaml_of(const std::string& file, const std::string& text) const;
  /// The text of the CSV file that `field` names, by path from the file in which it is written; an
  /// error when it cannot be read. Lives as long as the reading.
  const std::string* load_data_file(const Field& field, std::string& resolved_path);
  void remember(const std::string& name, std::string text);
  [[nodiscard]] FileValues& file_values() { return *file_values_; }

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& sources() const {
    return sources_;
  }
  /// Name, size and a checksum of each data file, one a line.
  [[nodiscard]] std::string data_file_digest() const;

  Date start{};                    ///< day 0, once it is read
  ProgramDays program_days;        ///< of what is being read
  bool uses_program_days = false;  ///< some time of the level that is being read is in them
  /// Parts of the arrivals being read that can be wrong in meaning: `ArrivalSource::written`.
  std::vector<Located<std::string>> parts_written;

 private:
  const FileLoader* loader_;
  const YamlFiles* known_;
  DiagnosticList found_;
  std::vector<std::string> holes_;
  std::vector<std::pair<std::string, std::string>> sources_;
  std::shared_ptr<std::vector<std::pair<std::string, std::string>>> data_files_ =
      std::make_shared<std::vector<std::pair<std::string, std::string>>>();
  std::shared_ptr<FileValues> file_values_ = std::make_shared<FileValues>();
};

/// As long as it is there, times that are read are those of treatment in a level, or are not.
class TimesOfTreatment {
 public:
  explicit TimesOfTreatment(Reading& reading, bool are_such = true)
      : reading_{&reading}, before_{reading.program_days.is_treatment} {
    reading.program_days.is_treatment = are_such;
  }
  ~TimesOfTreatment() { reading_->program_days.is_treatment = before_; }
  TimesOfTreatment(const TimesOfTreatment&) = delete;
  TimesOfTreatment(TimesOfTreatment&&) = delete;
  TimesOfTreatment& operator=(const TimesOfTreatment&) = delete;
  TimesOfTreatment& operator=(TimesOfTreatment&&) = delete;

 private:
  Reading* reading_;
  bool before_;
};

/// A path written in the file `from`, as seen from the working directory.
[[nodiscard]] std::string path_beside(const std::string& from, const std::string& path);

}  // namespace stepdown::models
