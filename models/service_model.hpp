#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

/// Services and staff of a compiled scenario. They follow from how many people there are, so that
/// the rules of care know nothing of them.
namespace stepdown::models {

/// People on the payroll who do the same work.
struct RoleModel {
  std::string name;
  double paid_hours = 0;          ///< a week, of a full-time equivalent
  double session_hours = 0;       ///< those of them that it can give to sessions
  std::optional<double> at_hand;  ///< full-time equivalents employed
  std::optional<double> salary;   ///< of 365 days, of a full-time equivalent
};

/// A kind of session that everybody in a level is offered.
struct ServiceModel {
  std::string name;
  double sessions = 0;   ///< a week, of a person
  double hours = 0;      ///< of a session
  int people = 1;        ///< who fit into a session
  std::size_t role = 0;  ///< of `Model::staff`, who leads it
  int staff = 1;         ///< of that role, in a session
};

/// People of a role who are there for so many people of a level, whatever these do.
struct PostModel {
  std::size_t role = 0;       ///< of `Model::staff`
  int people = 1;             ///< whom one of them looks after by day
  int at_night = 1;           ///< and by night
  double day_hours = 0;       ///< a week
  double night_hours = 0;     ///< a week
  std::int64_t at_least = 0;  ///< posts, though nobody is there
  double relief = 1;          ///< paid hours for one that is filled
};

}  // namespace stepdown::models
