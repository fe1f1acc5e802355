#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/shared_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a program gives its people each week, and whom it employs to do so, in the author's terms.
namespace stepdown::models {

/// People on the payroll who do the same work.
struct Role {
  Located<std::string> name;
  Located<double> hours_a_week{40, {}};  ///< paid, of a full-time equivalent
  Located<double> productive{1, {}};     ///< share of them in sessions
  std::optional<double> at_hand;         ///< full-time equivalents employed
  std::optional<double> salary;          ///< a year, of a full-time equivalent
};

/// The role of that name, or null.
[[nodiscard]] inline const Role* find_role(const SharedList<Role>& staff, std::string_view name) {
  const std::size_t position = position_of(staff, name);
  return position == staff.size() ? nullptr : &staff[position];
}

/// A kind of session that everybody in a level is offered.
struct Service {
  Located<std::string> name;
  double sessions_a_week = 0;            ///< of a person, in each week; else see `by_week`
  Located<std::vector<double>> by_week;  ///< in the first week of the stay, the second, ...
  std::optional<Located<int>> weeks;     ///< of the stay, after which there are none
  Located<double> lasts;                 ///< days, one session
  int people = 1;                        ///< who fit into a session
  Located<double> overbook;              ///< part of them that is booked beyond them
  Located<std::string> role;
  int staff = 1;  ///< of that role, in a session

  /// Sessions of somebody in that week of the stay, from 1 on; the last of `by_week` goes on.
  [[nodiscard]] double sessions_in(int week) const {
    if (weeks && week > weeks->value) return 0;
    if (by_week.value.empty()) return sessions_a_week;
    const auto last = static_cast<int>(by_week.value.size());
    return by_week.value[static_cast<std::size_t>(std::min(week, last) - 1)];
  }
  /// In the week of the stay that has most.
  [[nodiscard]] double most_sessions() const {
    double most = 0;
    for (int week = 1; week <= std::max(1, static_cast<int>(by_week.value.size())); ++week)
      most = std::max(most, sessions_in(week));
    return most;
  }
  /// People who are booked into a session. What rounding makes of a product is no person less.
  [[nodiscard]] int booked() const {
    constexpr double rounding = 1e-9;
    return people + static_cast<int>(people * overbook.value + rounding);
  }
};

/// Contacts in a crisis, day and night.
struct Crisis {
  Located<double> contacts;  ///< a day, of a person who is there
  Located<double> lasts;     ///< days, one contact
  Located<std::string> role;
  int staff = 1;  ///< of that role, in a contact
};

/// People of a role who are there for so many people of a level, whatever these do.
struct Post {
  Located<std::string> role;
  int people = 1;                         ///< whom one of them looks after
  std::optional<int> at_night;            ///< the same by night; nothing: as by day
  Located<double> hours_a_week{168, {}};  ///< that are filled, day and night
  Located<double> night_hours{56, {}};    ///< of them, a week
  int at_least = 0;                       ///< posts, though nobody is there
  Located<double> relief{1, {}};          ///< paid hours for one that is filled
};

/// The hours of services a week that one kind of level has by its definition, for adults.
struct CareKind {
  std::string_view name;   ///< of the American Society of Addiction Medicine
  double least = 0;        ///< hours
  double below = 0;        ///< hours
  std::string_view hours;  ///< the same in words
};

/// Where states differ (of 3.5 some ask for 36 h, the fourth edition for 20 h) the wider range.
inline constexpr std::array care_kinds{CareKind{"1.0", 0, 9, "less than 9 h"},
                                       CareKind{"2.1", 9, 20, "9 to 19 h"},
                                       CareKind{"2.5", 20, 168, "20 h or more"},
                                       CareKind{"3.1", 5, 168, "5 h or more"},
                                       CareKind{"3.3", 20, 36, "20 to 35 h"},
                                       CareKind{"3.5", 20, 168, "20 h or more"},
                                       CareKind{"3.7", 20, 168, "20 h or more"}};

/// The kind of that name, or null.
[[nodiscard]] constexpr const CareKind* find_care_kind(std::string_view name) {
  const auto* found = std::ranges::find(care_kinds, name, &CareKind::name);
  return found == care_kinds.end() ? nullptr : found;
}

}  // namespace stepdown::models
