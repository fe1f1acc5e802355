#include "models/reading/read_medications.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_distributions.hpp"
#include "models/reading/read_given.hpp"

#include <optional>
#include <utility>

namespace stepdown::models {
namespace {

using Beginning = Medication::Beginning;

// clang-format off
constexpr auto beginning_keys = key_table<Beginning>({
    {"probability", value::into<&Beginning::probability, read_probability_by_attribute>("probability_by"), required,
     "", "of those who come there and are not on it", "0.35"},
    {"after", value::into<&Beginning::after, read_distribution_by_attribute>("distribution_by"),
     optional, "at once", "from then on; who has left the state before does not begin", "2 d"},
});
// clang-format on

/// A chance alone, perhaps `given` an attribute, or a section.
void read_beginning(Reading& reading, const Field& field, Medication& medication) {
  Beginning beginning;
  if (field.is_map() && !is_given(field))
    beginning = read_section(reading, field, schema::beginning_section, beginning_keys);
  else
    beginning.probability = read_probability_by_attribute(reading, field);
  beginning.state = field.key;
  medication.beginnings.push_back(std::move(beginning));
}

// clang-format off
constexpr auto beginnings_keys = key_table<Medication>({
    {"<state>", value::by<read_beginning>("beginning_or_probability"), optional, "",
     "on admission to that level, or on coming to that community state; a plain number is short "
     "for `probability`", "{probability: 0.35, after: 2 d}"},
});
// clang-format on

void read_beginnings(Reading& reading, const Field& field, Medication& medication) {
  SectionReader section{reading, field, schema::beginnings_section};
  read_keys(section, beginnings_keys, medication);
}

// clang-format off
constexpr auto medication_keys = key_table<Medication>({
    {"at_arrival", value::into<&Medication::at_arrival, read_probability_by_attribute>("probability_by"), optional,
     "0", "share of people who are on it when they arrive, or at the start; `lasts` counts from "
     "then", "0.1"},
    {"begins", value::by<read_beginnings>("beginnings"), optional, "never",
     "where people begin with it", "{detox: 0.35}"},
    {"lasts", value::into<&Medication::lasts, read_distribution_by_attribute>("distribution_by"),
     required, "", "from its begin until they stop, wherever they are then",
     "{weibull: {shape: 0.7, median: 120 d}}"},
});
// clang-format on

void read_medication(Reading& reading, const Field& field, std::vector<Medication>& medications) {
  Medication medication = read_section(reading, field, schema::medication_section, medication_keys);
  medication.name = field.key;
  medications.push_back(std::move(medication));
}

// clang-format off
constexpr auto medications_keys = key_table<std::vector<Medication>>({
    {"<medication>", value::by<read_medication>("medication"), optional, "",
     "what people are on for a time; effects ask for it by this name: `yes` or `no`",
     "{begins: {detox: 0.35}, lasts: {exponential: {mean: 180 d}}}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::medications_section{
    "medications",
    "medications",
    "Treatment that goes on across levels and out of care.",
    medications_keys.rows,
    ""};

constinit const schema::Section schema::medication_section{
    "medication",
    "medications.<medication>",
    "Who begins with it where, and how long people stay on it.",
    medication_keys.rows,
    ""};

constinit const schema::Section schema::beginnings_section{
    "beginnings",
    "medications.<medication>.begins",
    "Where people begin with it who are not on it.",
    beginnings_keys.rows,
    ""};

constinit const schema::Section schema::beginning_section{"beginning",
                                                          "medications.<medication>.begins.<state>",
                                                          "Who begins with it there, and when.",
                                                          beginning_keys.rows,
                                                          ""};

void read_medications(Reading& reading, const Field& field, std::vector<Medication>& medications) {
  SectionReader section{reading, field, schema::medications_section};
  read_keys(section, medications_keys, medications);
}

}  // namespace stepdown::models
