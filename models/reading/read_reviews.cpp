#include "models/reading/read_reviews.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_given.hpp"

namespace stepdown::models {
namespace {

// clang-format off
constexpr auto reviews_keys = key_table<Reviews>({
    {"every", value::duration<&Reviews::every>, required, "",
     "from admission on, during treatment: so long after it, twice as long, ...; at least 1 d",
     "14 d"},
});

constexpr auto drug_tests_keys = key_table<DrugTests>({
    {"every", value::duration<&DrugTests::every>, required, "",
     "from admission on, during treatment: so long after it, twice as long, ...; at least 1 d",
     "7 d"},
    {"positive", value::into<&DrugTests::positive, read_probability_by_attribute>("probability_by"), required, "",
     "chance that a test is", "0.12"},
});

constexpr auto authorization_keys = key_table<Authorization>({
    {"days", value::into<&Authorization::days, read_duration_by_attribute>("duration_by"), required, "",
     "from admission on, for which a stay is paid; at least 1 d", "14 d"},
    {"more", value::into<&Authorization::more, read_duration_by_attribute>("duration_by"), optional,
     "as `days`", "that are granted each time; at least 1 d", "{given: payer, medicaid: 7 d, private: 14 d}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::authorization_section{
    "authorization",
    "levels.<level>.authorization",
    "Days for which a stay is paid before more of them have to be asked for. Whenever they are "
    "over "
    "during treatment, some are sent away by exits `at_renewal`; the others go on.",
    authorization_keys.rows,
    ""};

constinit const schema::Section schema::reviews_section{
    "reviews",
    "levels.<level>.reviews",
    "When it is looked at how people do. At each review some step up or down; the others go on.",
    reviews_keys.rows,
    ""};

constinit const schema::Section schema::drug_tests_section{
    "drug_tests",
    "levels.<level>.drug_tests",
    "How often people are tested, and with what result.",
    drug_tests_keys.rows,
    ""};

Reviews read_reviews(Reading& reading, const Field& field) {
  const TimesOfTreatment times{reading};
  return read_section(reading, field, schema::reviews_section, reviews_keys);
}

Authorization read_authorization(Reading& reading, const Field& field) {
  Authorization authorization =
      read_section(reading, field, schema::authorization_section, authorization_keys);
  authorization.at = field.at();
  return authorization;
}

DrugTests read_drug_tests(Reading& reading, const Field& field) {
  const TimesOfTreatment times{reading};
  DrugTests tests = read_section(reading, field, schema::drug_tests_section, drug_tests_keys);
  tests.at = field.at();
  return tests;
}

}  // namespace stepdown::models
