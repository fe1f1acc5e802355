#include "models/reading/schema.hpp"

namespace stepdown::models::schema {
namespace {

constexpr bool required = true;
constexpr bool optional = false;

// One key a row.
// clang-format off

// The whole document

constexpr Key scenario_keys[] = {
    {"schema", "schema_version", required, "", "the version of this language; comes first", "1"},
    {"name", "text", required, "", "what reports call the scenario", "Minimal program"},
    {"description", "text", optional, "none", "what it is for, in free text", "Two levels"},
    {"start", "date", required, "", "day 0 is 00:00 of this date", "2026-01-05"},
    {"run", "run", required, "", "how long and how often to simulate", "{warm_up: 26 wk, ...}"},
    {"report_by", "names", optional, "none", "attributes by which to split reports", "[profile]"},
    {"episode_gap", "duration", optional, "30 d", "longest gap inside one episode", "30 d"},
    {"attributes", "attributes", optional, "none", "kinds of people", "{payer: {...}}"},
    {"levels", "levels", required, "", "levels of care, most to least intensive", "{php: {...}}"},
    {"community", "community", optional, "none", "states out of care", "{home: {...}}"},
    {"outcomes", "outcomes", optional, "none", "states that nobody leaves", "[recovered, died]"},
    {"arrivals", "arrivals", required, "", "where people come from", "{referrals: {...}}"},
    {"effects", "effects", optional, "none", "what attributes and history change", "{...}"},
};

constexpr Key variant_keys[] = {
    {"schema", "schema_version", required, "", "the version of this language; comes first", "1"},
    {"name", "text", optional, "of the base", "what reports call the variant", "38 beds"},
    {"description", "text", optional, "of the base", "what it is for, in free text", "Expansion"},
    {"base", "text", required, "", "the scenario that this one changes, by path from this file",
     "network.yaml"},
    {"change", "changes", required, "", "paths of the base and their new values",
     "{levels.php.places.slots: 20}"},
};

constexpr Key run_keys[] = {
    {"warm_up", "duration", required, "", "time at the start that is not observed", "26 wk"},
    {"horizon", "duration", required, "", "end of the run, from day 0; above warm_up", "3 y"},
    {"replications", "replications", optional, "100", "independent runs", "100"},
    {"seed", "seed", optional, "1", "the luck of the whole experiment", "1"},
};

// People

constexpr Key attribute_keys[] = {
    {"<attribute>", "shares_by", optional, "", "share of each value; sum to 1",
     "{alcohol: 0.4, opioid: 0.6}"},
};

constexpr Key arrivals_keys[] = {
    {"<source>", "source", optional, "", "a source of referrals; at least one", "{poisson: ...}"},
};

constexpr Key source_keys[] = {
    {"poisson", "poisson", optional, "", "referrals at random moments", "{rate: 42 /wk}"},
    {"scheduled", "scheduled", optional, "", "referrals at fixed intervals", "{every: 7 d}"},
    {"dates", "dates", optional, "", "referrals at moments from a CSV file",
     "{csv: referrals.csv, column: date}"},
    {"batch", "batch", optional, "{1: 1}", "people in one referral: sizes and their shares",
     "{1: 0.8, 2: 0.2}"},
    {"attributes", "source_attributes", optional, "the general ones",
     "shares of this source instead of the general ones", "{profile: {opioid: 1}}"},
    {"to", "split_by", required, "", "the first state asked for", "{detox: 0.35, op: 0.65}"},
};

constexpr Key source_attribute_keys[] = {
    {"<attribute>", "shares_by", optional, "", "share of each value; sum to 1", "{opioid: 1}"},
};

constexpr Key poisson_keys[] = {
    {"rate", "rate", required, "", "mean rate of referrals", "42 /wk"},
    {"weekday", "weekday", optional, "1 each", "relative weights, scaled to average 1",
     "{sat: 0.56, sun: 0.56}"},
    {"month", "month", optional, "1 each", "relative weights, scaled to average 1", "{may: 1.05}"},
    {"day_of_month", "day_of_month", optional, "1 each", "relative weights of days or ranges",
     "{1-7: 1.34}"},
    {"steps", "steps", optional, "none", "rates from given dates on, ascending",
     "{2027-01-01: 48 /wk}"},
    {"growth", "growth", optional, "0 %/y", "the rate grows smoothly by so much every 365 days",
     "2 %/y"},
};

constexpr Key weekday_keys[] = {
    {"mon", "weight", optional, "1", "weight of Mondays", "1.176"},
    {"tue", "weight", optional, "1", "weight of Tuesdays", "1.176"},
    {"wed", "weight", optional, "1", "weight of Wednesdays", "1.176"},
    {"thu", "weight", optional, "1", "weight of Thursdays", "1.176"},
    {"fri", "weight", optional, "1", "weight of Fridays", "1.176"},
    {"sat", "weight", optional, "1", "weight of Saturdays", "0.56"},
    {"sun", "weight", optional, "1", "weight of Sundays", "0.56"},
};

constexpr Key month_keys[] = {
    {"jan", "weight", optional, "1", "weight of January", "0.98"},
    {"feb", "weight", optional, "1", "weight of February", "1"},
    {"mar", "weight", optional, "1", "weight of March", "1.02"},
    {"apr", "weight", optional, "1", "weight of April", "1.04"},
    {"may", "weight", optional, "1", "weight of May", "1.045"},
    {"jun", "weight", optional, "1", "weight of June", "1.04"},
    {"jul", "weight", optional, "1", "weight of July", "1.02"},
    {"aug", "weight", optional, "1", "weight of August", "1"},
    {"sep", "weight", optional, "1", "weight of September", "0.98"},
    {"oct", "weight", optional, "1", "weight of October", "0.96"},
    {"nov", "weight", optional, "1", "weight of November", "0.955"},
    {"dec", "weight", optional, "1", "weight of December", "0.96"},
};

constexpr Key scheduled_keys[] = {
    {"every", "duration", required, "", "time between referrals; at least 1e-6 d", "7 d"},
    {"first", "duration", optional, "0 d", "the first one, from day 0", "3 d"},
};

constexpr Key dates_keys[] = {
    {"csv", "text", required, "", "path from the file that names it", "referrals.csv"},
    {"column", "text", required, "", "the column of dates, or of dates with times", "date"},
};

// States

constexpr Key levels_keys[] = {
    {"<level>", "level", optional, "", "a level of care; at least one", "{places: ...}"},
};

constexpr Key level_keys[] = {
    {"label", "text", optional, "the name", "what reports call it", "Residential (ASAM 3.5)"},
    {"places", "places_or_unlimited", required, "", "how many people it can hold; or `unlimited`",
     "{beds: 32}"},
    {"treatment_time", "distribution_by", optional, "",
     "from admission until ready to leave, by split exits that have no own one",
     "{lognormal: {median: 24 d, mean: 29 d}}"},
    {"exits", "level_exits", optional, "", "how a stay ends", "{planned: ..., dropout: ...}"},
    {"to", "split_by", optional, "", "short form: one exit `planned` with probability 1",
     "{php: 0.6, home: 0.4}"},
    {"hold", "hold", optional, "none",
     "when the next level is full: wait outside (`none`), or keep the place for so long, or "
     "`until_placed`", "7 d"},
    {"waiting", "waiting", optional, "for ever, outside", "who waits, and how long",
     "{limit: 20, turned_away_to: home}"},
    {"attendance", "attendance_by", optional, "1",
     "share of sessions that people attend during a stay; only effects ask for it",
     "{mean: 0.8, sd: 0.15}"},
};

constexpr Key attendance_keys[] = {
    {"mean", "probability", required, "", "mean share", "0.8"},
    {"sd", "ratio", required, "", "its standard deviation among stays; small enough for one peak",
     "0.15"},
};

constexpr Key places_keys[] = {
    {"beds", "places_count", optional, "", "beds", "32"},
    {"slots", "places_count", optional, "", "slots", "16"},
    {"groups", "groups", optional, "", "rolling groups of equal size", "{count: 10, size: 12}"},
    {"caseload", "caseload", optional, "", "people a clinician can carry",
     "{clinicians: 14, each: 35}"},
    {"changes", "place_changes", optional, "none",
     "beds, slots, groups or clinicians from a date on, ascending; nobody is ejected",
     "{2027-01-01: 38}"},
};

constexpr Key groups_keys[] = {
    {"count", "places_count", required, "", "groups", "10"},
    {"size", "count", required, "", "seats in each", "12"},
};

constexpr Key caseload_keys[] = {
    {"clinicians", "places_count", required, "", "clinicians", "14"},
    {"each", "count", required, "", "people a clinician", "35"},
};

constexpr Key waiting_keys[] = {
    {"order", "waiting_order", optional, "[escalation, step_down, return, new]",
     "all four classes, the first served first; `first_come`: classes do not matter",
     "[return, escalation, step_down, new]"},
    {"patience", "patience", optional, "never",
     "time after which people give up: for everybody, or by class", "{exponential: {mean: 32 d}}"},
    {"gave_up_to", "split_by", optional, "", "where those who gave up go; with `patience`", "home"},
    {"limit", "places_count", optional, "none",
     "people who may wait outside; those whose hold ends need room too", "20"},
    {"turned_away_to", "split_by", optional, "", "where people beyond the limit go", "home"},
    {"divert_to", "name", optional, "", "the level that people beyond the limit ask instead",
     "iop"},
};

constexpr Key patience_keys[] = {
    {"escalation", "patience_of_class", optional, "never", "coming from a less intensive level",
     "never"},
    {"step_down", "patience_of_class", optional, "never", "coming from a more intensive level",
     "60 d"},
    {"return", "patience_of_class", optional, "never", "coming back from the community",
     "{exponential: {mean: 10 d}}"},
    {"new", "patience_of_class", optional, "never", "never in care before",
     "{exponential: {mean: 32 d}}"},
};

constexpr Key level_exits_keys[] = {
    {"<reason>", "level_exit", optional, "",
     "planned, escalation, dropout, administrative, relapse, death, or a name of yours",
     "{probability: 0.12, to: home}"},
};

constexpr Key level_exit_keys[] = {
    {"probability", "probability_by", optional, "",
     "a split exit: its share; those of a state sum to 1", "0.745"},
    {"treatment_time", "distribution_by", optional, "of the level",
     "of those who leave by this split exit", "{lognormal: {median: 7 d, mean: 15 d}}"},
    {"after", "distribution_by", optional, "",
     "a race exit: it wins when it comes before all others", "{exponential: {mean: 900 d}}"},
    {"to", "split_by", required, "", "next state", "{php: 0.6, home: 0.4}"},
    {"transfer", "transfer_or_time", optional, "none",
     "time between the end of treatment and leaving; a plain duration is short for `time`", "6 h"},
};

constexpr Key transfer_keys[] = {
    {"time", "distribution", required, "", "paperwork and transport, in the present place", "6 h"},
    {"reserve", "boolean", optional, "false", "keep a place of the next level free meanwhile",
     "true"},
};

constexpr Key community_keys[] = {
    {"<state>", "community_state", optional, "", "a state out of care", "{exits: ...}"},
};

constexpr Key community_state_keys[] = {
    {"label", "text", optional, "the name", "what reports call it", "At home, at risk"},
    {"time", "distribution_by", optional, "", "spent there by split exits without their own",
     "{exponential: {mean: 200 d}}"},
    {"exits", "community_exits", optional, "", "how the time there ends", "{relapse: {...}}"},
    {"to", "split_by", optional, "", "short form: one exit `ended` with probability 1", "detox"},
};

constexpr Key community_exits_keys[] = {
    {"<reason>", "community_exit", optional, "",
     "relapse, return, recovery, death, or a name of yours", "{after: ..., to: relapsed}"},
};

constexpr Key community_exit_keys[] = {
    {"probability", "probability_by", optional, "",
     "a split exit: its share; those of a state sum to 1", "0.3"},
    {"time", "distribution_by", optional, "of the state", "of those who leave by this split exit",
     "{exponential: {mean: 90 d}}"},
    {"after", "distribution_by", optional, "",
     "a race exit: it wins when it comes before all others",
     "{log_logistic: {median: 411 d, shape: 0.419}}"},
    {"to", "split_by", required, "", "next state", "relapsed"},
};

constexpr Key outcome_keys[] = {
    {"label", "text", optional, "the name", "what reports call it", "Recovered"},
};

// Effects

constexpr Key effects_keys[] = {
    {"strength", "probability", optional, "1",
     "shrinks all effects towards none (0), on the log scale", "0.5"},
    {"<effect>", "effect", optional, "", "a change of behavior", "{when: ..., odds_ratio: 1.15}"},
};

constexpr Key effect_keys[] = {
    {"when", "conditions", required, "",
     "all must hold: attributes, or history (see below), and their values",
     "{co_occurring: yes, relapses: \">= 2\"}"},
    {"reason", "name_or_names", optional, "all", "exits that it changes", "dropout"},
    {"state", "name_or_names", optional, "all", "levels and community states where it holds",
     "[iop, op]"},
    {"odds_ratio", "ratio", optional, "1", "on the odds of split exits with these reasons", "1.15"},
    {"hazard_ratio", "ratio", optional, "1", "on the hazard of race exits with these reasons",
     "1.3"},
    {"time_ratio", "ratio", optional, "1", "on the time of race exits with these reasons", "0.8"},
    {"stay_ratio", "ratio", optional, "1", "on treatment time; keeps its shape", "1.2"},
    {"patience_ratio", "ratio", optional, "1", "on patience in the lists of these levels", "2"},
    {"attendance_ratio", "ratio", optional, "1", "on the share of sessions attended; at most 1 then",
     "0.9"},
    {"priority", "priority", optional, "0", "larger is served earlier within its class", "10"},
    {"on", "boolean", optional, "true", "false switches it off", "false"},
    {"source", "text", required, "", "where the number comes from, or `assumption`", "assumption"},
};

constexpr Section all_pathway_sections[] = {
    {"scenario", "", "A scenario.", scenario_keys, ""},
    {"variant", "", "A scenario that changes another one.", variant_keys, ""},
    {"run", "run", "How long and how often to simulate.", run_keys, ""},
    {"attributes", "attributes", "Kinds of people; one may be `given` an earlier one.",
     attribute_keys, ""},
    {"levels", "levels", "Levels of care, from most to least intensive.", levels_keys, ""},
    {"level", "levels.<level>", "A level of care. Needs `exits` or `to`.", level_keys,
     "exits|exits treatment_time|to treatment_time"},
    {"places", "levels.<level>.places", "How many people a level can hold; or `unlimited`.",
     places_keys, "beds|slots|groups|caseload"},
    {"groups", "levels.<level>.places.groups", "Places = count x size.", groups_keys, ""},
    {"caseload", "levels.<level>.places.caseload", "Places = clinicians x each.", caseload_keys,
     ""},
    {"waiting", "levels.<level>.waiting", "Who waits, and how long.", waiting_keys,
     "|patience gave_up_to|limit turned_away_to|limit divert_to|patience gave_up_to limit "
     "turned_away_to|patience gave_up_to limit divert_to"},
    {"patience_by_class", "levels.<level>.waiting.patience", "Patience by class.", patience_keys,
     ""},
    {"attendance", "levels.<level>.attendance",
     "A share that differs among stays: a beta distribution.", attendance_keys, ""},
    {"level_exits", "levels.<level>.exits", "How a stay at a level can end.", level_exits_keys, ""},
    {"level_exit", "levels.<level>.exits.<reason>",
     "A split exit has a `probability`, a race exit a time `after` which it happens.",
     level_exit_keys, "probability|probability treatment_time|after"},
    {"transfer", "levels.<level>.exits.<reason>.transfer",
     "Time between the end of treatment and leaving, although a place is free.", transfer_keys, ""},
    {"community", "community", "States out of care.", community_keys, ""},
    {"community_state", "community.<state>", "A state out of care. Needs `exits` or `to`.",
     community_state_keys, "exits|exits time|to time"},
    {"community_exits", "community.<state>.exits", "How the time there can end.",
     community_exits_keys, ""},
    {"community_exit", "community.<state>.exits.<reason>",
     "A split exit has a `probability`, a race exit a time `after` which it happens.",
     community_exit_keys, "probability|probability time|after"},
    {"outcome", "outcomes.<outcome>", "A state that nobody leaves.", outcome_keys, ""},
    {"arrivals", "arrivals", "Where people come from.", arrivals_keys, ""},
    {"source", "arrivals.<source>", "A source of referrals: exactly one of the first three.",
     source_keys, "poisson|scheduled|dates"},
    {"source_attributes", "arrivals.<source>.attributes",
     "Shares of this source instead of the general ones.", source_attribute_keys, ""},
    {"poisson", "arrivals.<source>.poisson", "Referrals at random moments.", poisson_keys, ""},
    {"weekday", "arrivals.<source>.poisson.weekday", "Relative weights.", weekday_keys, ""},
    {"month", "arrivals.<source>.poisson.month", "Relative weights.", month_keys, ""},
    {"scheduled", "arrivals.<source>.scheduled", "Referrals at fixed intervals.", scheduled_keys,
     ""},
    {"dates", "arrivals.<source>.dates", "Referrals at the moments in a CSV file.", dates_keys, ""},
    {"effects", "effects", "What attributes and history change.", effects_keys, ""},
    {"effect", "effects.<effect>", "A change of behavior; at least one ratio or a priority.",
     effect_keys, ""},
};

// clang-format on

}  // namespace

std::span<const Section> pathway_sections() {
  return all_pathway_sections;
}

}  // namespace stepdown::models::schema
