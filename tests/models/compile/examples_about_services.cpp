#include "models/services.hpp"
#include "tests/models/compile/rule_examples.hpp"
#include "tests/support/small_models.hpp"

namespace stepdown::tests {

using models::Rule;
using models::Scenario;

namespace {

/// Three sessions of three hours a week (lines 11 and 12), led by counselors (line 3).
void add_services(Scenario& s) {
  models::Role role;
  role.name = word("counselor", 3);
  s.staff = {role};
  models::Service group;
  group.name = word("group", 11);
  group.role = word("counselor", 12);
  group.sessions_a_week = 3;
  group.lasts = {3.0 / 24, {"test.yaml", 11, 30}};
  s.states[0].services = {group};
}

/// Places that the counselors limit (line 9), of whom there are two.
void limit_by_staff(Scenario& s) {
  add_services(s);
  s.staff[0].at_hand = 2;
  s.states[0].places.kind = models::Places::Kind::Staff;
  s.states[0].places.staff = {word("counselor", 9)};
  s.states[0].places.count = {2, {"test.yaml", 9, 3}};
}

/// And a post by day and night (line 13).
void add_posts(Scenario& s) {
  add_services(s);
  models::Post post;
  post.role = word("counselor", 13);
  post.people = 8;
  post.at_night = 16;
  s.states[0].posts = {post};
}

/// And contacts in a crisis (lines 14 and 15).
void add_crisis(Scenario& s) {
  add_services(s);
  models::Crisis crisis;
  crisis.contacts = {0.1, {"test.yaml", 14, 10}};
  crisis.lasts = {0.0625, {"test.yaml", 14, 20}};
  crisis.role = word("counselor", 15);
  s.states[0].crisis = crisis;
}

}  // namespace

std::vector<RuleExample> examples_about_services() {
  return {
      {Rule::UnknownRole,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services.push_back(s.states[0].services[0]);
         s.states[0].services[1].name = word("family", 13);
         s.states[0].services[1].role = word("counsellor", 14);
       },
       "test.yaml:14:3: error: levels.care.services.family.role: expected a role of 'staff', got "
       "'counsellor'; did you mean 'counselor'?\n1 error\n"},
      {Rule::UnknownService,
       [](Scenario& s) {
         add_services(s);
         s.states[0].prices.emplace().sessions.push_back({word("groups", 15), {}});
         s.states[0].prices->sessions.back().price.plain = models::Located<double>{40, {}};
       },
       "test.yaml:15:3: error: levels.care.prices.sessions.groups: expected one of 'services' of "
       "the level, got 'groups'; did you mean 'group'?\n1 error\n"},
      {Rule::UnfitServiceHours,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].lasts.value = 0;
       },
       "test.yaml:11:30: error: levels.care.services.group.lasts: expected the time of a session, "
       "above 0 and at most 24 h, got 0 h\n1 error\n"},
      {Rule::UnfitServiceHours,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].sessions_a_week = 57;
       },
       "test.yaml:11:3: error: levels.care.services: expected at most 168 h a week of a person, as "
       "a week has, got 171 h\n1 error\n"},
      {Rule::UnfitRole,
       [](Scenario& s) {
         add_services(s);
         s.staff[0].productive = {60, {"test.yaml", 3, 20}};
       },
       "test.yaml:3:20: error: staff.counselor.productive: expected a share of the paid hours, at "
       "most 1, got 60\n1 error\n"},
      {Rule::UnfitRole,
       [](Scenario& s) {
         add_services(s);
         s.staff[0].hours_a_week = {1700, {"test.yaml", 3, 20}};
       },
       "test.yaml:3:20: error: staff.counselor.hours_a_week: expected at most 168 h, as a week "
       "has, "
       "got 1700\n1 error\n"},
      {Rule::UnfitPost,
       [](Scenario& s) {
         add_posts(s);
         s.states[0].posts[0].hours_a_week = {40, {"test.yaml", 13, 20}};
       },
       "test.yaml:13:3: error: levels.care.posts.counselor.night_hours_a_week: expected at most "
       "the "
       "40 h a week that are filled, got 56\n1 error\n"},
      {Rule::UnfitPost,
       [](Scenario& s) {
         add_posts(s);
         s.states[0].posts[0].hours_a_week = {169, {"test.yaml", 13, 20}};
       },
       "test.yaml:13:20: error: levels.care.posts.counselor.hours_a_week: expected at most 168 h, "
       "as a week has, got 169\n1 error\n"},
      {Rule::UnfitPost,
       [](Scenario& s) {
         add_posts(s);
         s.states[0].posts[0].relief = {0.15, {"test.yaml", 13, 20}};
       },
       "test.yaml:13:20: error: levels.care.posts.counselor.relief: expected paid hours for one "
       "that is filled, at least 1, got 0.15\n1 error\n"},
      {Rule::UnknownRole,
       [](Scenario& s) {
         add_posts(s);
         s.states[0].posts[0].role = word("nurse", 13);
       },
       "test.yaml:13:3: error: levels.care.posts.nurse: expected a role of 'staff', got 'nurse'; "
       "known: counselor\n1 error\n"},
      {Rule::StaffNoLimit,
       [](Scenario& s) {
         limit_by_staff(s);
         s.staff[0].at_hand.reset();
       },
       "test.yaml:9:3: error: levels.care.places.staff: expected a role of which it is known how "
       "many there are; write 'staff.counselor.at_hand'\n1 error\n"},
      {Rule::StaffNoLimit,
       [](Scenario& s) {
         limit_by_staff(s);
         s.states[0].services[0].role = word("nurse", 12);
         s.staff.push_back(s.staff[0]);
         s.staff[1].name = word("nurse", 4);
       },
       "test.yaml:3:3: warning: staff.counselor: never needed: no service or crisis names it as "
       "its "
       "'role', and no level has 'posts' of it\n"
       "test.yaml:9:3: error: levels.care.places.staff: expected a role that the level needs; no "
       "service has 'counselor' as its 'role', and no post\n1 error, 1 warning\n"},
      {Rule::StaffNoLimit,
       [](Scenario& s) {
         limit_by_staff(s);
         s.states[0].places.changes = {{{{}, {"test.yaml", 10, 5}}, {3, {"test.yaml", 10, 17}}}};
       },
       "test.yaml:10:5: error: levels.care.places.changes: expected none beside 'staff', from "
       "which the places follow\n1 error\n"},
      {Rule::HoldOfStaff,
       [](Scenario& s) {
         limit_by_staff(s);
         s.states[0].places.shares_hours = true;
         s.states[0].hold.kind = models::Hold::Kind::UntilPlaced;
       },
       "test.yaml:8:3: error: levels.care.hold: expected an end, such as '2 d', as a person takes "
       "other hours of the staff that levels share at one than at the other: people who hold for "
       "each other could not all swap, and would wait for ever\n1 error\n"},
      {Rule::RoleUnused,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services.clear();
       },
       "test.yaml:3:3: warning: staff.counselor: never needed: no service or crisis names it as "
       "its "
       "'role', and no level has 'posts' of it\n1 warning\n"},
      {Rule::HoursOfOtherKind,
       [](Scenario& s) {
         add_services(s);
         s.states[0].care_kind = word("2.5", 9);
       },
       "test.yaml:9:3: warning: levels.care.asam: 9 h of services a week are not what ASAM 2.5 is: "
       "20 h or more for adults\n1 warning\n"},
      {Rule::HoursOfOtherKind,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].sessions_a_week = 7;
         s.states[0].care_kind = word("2.1", 9);
       },
       "test.yaml:9:3: warning: levels.care.asam: 21 h of services a week are not what ASAM 2.1 "
       "is: 9 to 19 h for adults\n1 warning\n"},
      {Rule::UnknownRole,
       [](Scenario& s) {
         add_crisis(s);
         s.states[0].crisis->role = word("nurse", 15);
       },
       "test.yaml:15:3: error: levels.care.crisis.role: expected a role of 'staff', got 'nurse'; "
       "known: counselor\n1 error\n"},
      {Rule::UnfitServiceHours,
       [](Scenario& s) {
         add_crisis(s);
         s.states[0].crisis->lasts = {2, {"test.yaml", 14, 20}};
       },
       "test.yaml:14:20: error: levels.care.crisis.lasts: expected the time of a contact, above 0 "
       "and at most 24 h, got 48 h\n1 error\n"},
      {Rule::UnfitServiceWeeks,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].weeks = {521, {"test.yaml", 11, 40}};
       },
       "test.yaml:11:40: error: levels.care.services.group.weeks: expected at most 520 weeks, got "
       "521\n1 error\n"},
      {Rule::UnfitServiceWeeks,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].by_week = {std::vector<double>(521, 1.0), {"test.yaml", 11, 40}};
       },
       "test.yaml:11:40: error: levels.care.services.group.by_week: expected at most 520 weeks, "
       "got 521\n1 error\n"},
      {Rule::UnfitServiceWeeks,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].by_week = {{0, 0}, {"test.yaml", 11, 40}};
       },
       "test.yaml:11:40: error: levels.care.services.group.by_week: expected sessions in some "
       "week, got 0 in all\n1 error\n"},
      {Rule::WeeksUnused,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].by_week = {{3, 2, 1}, {"test.yaml", 11, 40}};
         s.states[0].services[0].weeks = {2, {"test.yaml", 11, 60}};
       },
       "test.yaml:11:40: warning: levels.care.services.group.by_week: weeks from 3 on are left "
       "out, as 'weeks' is 2\n1 warning\n"},
      {Rule::OverbookIdle,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].people = 9;
         s.states[0].services[0].overbook = {0.1, {"test.yaml", 11, 40}};
       },
       "test.yaml:11:40: warning: levels.care.services.group.overbook: nobody more is booked: 0.1 "
       "of 9 people is less than one\n1 warning\n"},
      {Rule::OverbookIdle,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].people = 10;
         s.states[0].services[0].overbook = {0.1, {"test.yaml", 11, 40}};
       },
       "test.yaml:11:40: warning: levels.care.services.group.overbook: everybody comes, as the "
       "level has no 'attendance': full sessions are overfull\n1 warning\n"},
      {Rule::HoursOfOtherKind,
       [](Scenario& s) {
         add_services(s);
         s.states[0].services[0].by_week = {{1, 7}, {"test.yaml", 11, 40}};
         s.states[0].care_kind = word("2.1", 9);
       },
       "test.yaml:9:3: warning: levels.care.asam: 21 h of services a week are not what ASAM 2.1 "
       "is: 9 to 19 h for adults\n1 warning\n"},
  };
}

}  // namespace stepdown::tests
