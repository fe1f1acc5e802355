#include "models/reading/read_services.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_money.hpp"

#include <utility>

namespace stepdown::models {
namespace {

std::optional<Located<std::string>> read_role_name(Reading& reading, const Field& field) {
  return read_text(reading, field, "a role of 'staff'");
}

// clang-format off
constexpr auto role_keys = key_table<Role>({
    {"hours_a_week", value::ratio<&Role::hours_a_week>, optional, "40",
     "paid hours of a full-time equivalent; at most 168", "38.5"},
    {"productive", value::ratio<&Role::productive>, optional, "1",
     "share of the paid hours that are sessions; the rest is notes, travel, meetings, leave", "0.6"},
    {"at_hand", value::into<&Role::at_hand, read_weight>("weight"), optional, "not compared",
     "full-time equivalents employed", "10"},
    {"salary", value::into<&Role::salary, read_amount>("amount"), optional, "not counted",
     "what a full-time equivalent costs a year of 365 d, with all that comes on top of the wage; "
     "paid to those `at_hand`, or else to as many as are needed", "68000"},
});
// clang-format on

void read_role(Reading& reading, const Field& field, std::vector<Role>& staff) {
  Role role = read_section(reading, field, schema::role_section, role_keys);
  role.name = field.key;
  staff.push_back(std::move(role));
}

std::optional<Located<std::vector<double>>> read_by_week(Reading& reading, const Field& field) {
  if (!field.is_list() || field.node->items.empty()) {
    reading.expected(field, schema::expected_of("weights"));
    return std::nullopt;
  }
  Located<std::vector<double>> sessions{{}, field.at()};
  for (std::size_t i = 0; i < field.node->items.size(); ++i) {
    const auto in_week = read_weight(reading, field_of(field, i));
    if (!in_week) return std::nullopt;
    sessions.value.push_back(in_week->value);
  }
  return sessions;
}

// clang-format off
constexpr auto staff_keys = key_table<std::vector<Role>>({
    {"<role>", value::by<read_role>("role"), optional, "", "people who do the same work",
     "{productive: 0.6, at_hand: 10}"},
});

constexpr auto service_keys = key_table<Service>({
    {"sessions_a_week", value::ratio<&Service::sessions_a_week>, optional, "",
     "offered to each person of the level; 0.25: one in four weeks", "3"},
    {"by_week", value::into<&Service::by_week, read_by_week>("weights"), optional, "",
     "the same in the first week of a stay, the second, ...; the last one goes on", "[3, 2, 1]"},
    {"weeks", value::into<&Service::weeks, read_count<1>>("count"), optional, "to the end",
     "of a stay, from admission on, in which there are sessions; at most 520", "4"},
    {"lasts", value::duration<&Service::lasts>, required, "",
     "one session; above 0 and at most 24 h", "3 h"},
    {"people", value::count<&Service::people>, optional, "1",
     "who fit into a session; there are as many groups as hold everybody who is there", "12"},
    {"overbook", value::probability<&Service::overbook>, optional, "0",
     "part of `people` that is booked beyond them, as some do not come; rounded down to whole people",
     "0.1"},
    {"role", value::into<&Service::role, read_role_name>("name"), required, "",
     "of `staff`: who leads it", "counselor"},
    {"staff", value::count<&Service::staff>, optional, "1", "people of that role in a session", "2"},
});
// clang-format on

void read_service(Reading& reading, const Field& field, std::vector<Service>& services) {
  Service service = read_section(reading, field, schema::service_section, service_keys);
  service.name = field.key;
  services.push_back(std::move(service));
}

// clang-format off
constexpr auto services_keys = key_table<std::vector<Service>>({
    {"<service>", value::by<read_service>("service"), optional, "", "one kind of session",
     "{sessions_a_week: 3, lasts: 3 h, people: 12, role: counselor}"},
});

constexpr auto crisis_keys = key_table<Crisis>({
    {"contacts", value::rate<&Crisis::contacts>, required, "", "of each person who is there",
     "0.2 /wk"},
    {"lasts", value::duration<&Crisis::lasts>, required, "",
     "one contact, with the way there; above 0 and at most 24 h", "90 min"},
    {"role", value::into<&Crisis::role, read_role_name>("name"), required, "",
     "of `staff`: who is on call", "clinician"},
    {"staff", value::count<&Crisis::staff>, optional, "1", "people of that role in a contact", "2"},
});

constexpr auto post_keys = key_table<Post>({
    {"people", value::count<&Post::people>, required, "",
     "whom one of them looks after: there are as many posts as everybody who is there asks for", "8"},
    {"hours_a_week", value::ratio<&Post::hours_a_week>, optional, "168",
     "hours that a post is filled; at most 168: around the clock", "40"},
    {"at_night", value::into<&Post::at_night, read_count<1>>("count"), optional, "as by day",
     "people a post by night", "16"},
    {"night_hours_a_week", value::ratio<&Post::night_hours>, optional, "56",
     "the part of `hours_a_week` that is night, where `at_night` is given", "70"},
    {"at_least", value::into<&Post::at_least, read_count<0>>("places_count"), optional, "0",
     "posts that are filled though nobody is there", "1"},
    {"relief", value::ratio<&Post::relief>, optional, "1",
     "paid hours for one that is filled, as staff is on leave, ill, in training; at least 1", "1.15"},
});
// clang-format on

void read_post(Reading& reading, const Field& field, std::vector<Post>& posts) {
  Post post = read_section(reading, field, schema::post_section, post_keys);
  post.role = field.key;
  posts.push_back(std::move(post));
}

// clang-format off
constexpr auto posts_keys = key_table<std::vector<Post>>({
    {"<role>", value::by<read_post>("post"), optional, "", "of `staff`", "{people: 8}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::staff_section{
    "staff", "staff", "Whom the services of all levels need, by role.", staff_keys.rows, ""};

constinit const schema::Section schema::role_section{
    "role",
    "staff.<role>",
    "People who do the same work. Nobody waits for them, but where they are the places of a level: "
    "how many are needed is told.",
    role_keys.rows,
    ""};

constinit const schema::Section schema::services_section{
    "services",
    "levels.<level>.services",
    "What everybody who is there is offered each week.",
    services_keys.rows,
    ""};

constinit const schema::Section schema::service_section{
    "service",
    "levels.<level>.services.<service>",
    "One kind of session: group, individual, family, ...",
    service_keys.rows,
    "sessions_a_week|by_week"};

constinit const schema::Section schema::crisis_section{
    "crisis",
    "levels.<level>.crisis",
    "Contacts in a crisis, at any hour, with people who are there. Each takes staff; nothing else "
    "follows from it.",
    crisis_keys.rows,
    ""};

constinit const schema::Section schema::posts_section{
    "posts",
    "levels.<level>.posts",
    "Staff that is there for so many people, whatever they do.",
    posts_keys.rows,
    ""};

constinit const schema::Section schema::post_section{
    "post",
    "levels.<level>.posts.<role>",
    "Posts of one role. Their hours are paid in full: `productive` is about sessions.",
    post_keys.rows,
    ""};

void read_staff(Reading& reading, const Field& field, std::vector<Role>& staff) {
  SectionReader section{reading, field, schema::staff_section};
  read_keys(section, staff_keys, staff);
}

std::vector<Service> read_services(Reading& reading, const Field& field) {
  std::vector<Service> services;
  SectionReader section{reading, field, schema::services_section};
  read_keys(section, services_keys, services);
  return services;
}

Crisis read_crisis(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::crisis_section, crisis_keys);
}

std::vector<Post> read_posts(Reading& reading, const Field& field) {
  std::vector<Post> posts;
  SectionReader section{reading, field, schema::posts_section};
  read_keys(section, posts_keys, posts);
  return posts;
}

std::optional<Located<std::string>> read_care_kind(Reading& reading, const Field& field) {
  auto name = read_text(reading, field, schema::expected_of("care_kind"));
  if (!name || find_care_kind(name->value) != nullptr) return name;
  reading.expected(field, schema::expected_of("care_kind"), Rule::OutOfRange);
  return std::nullopt;
}

}  // namespace stepdown::models
