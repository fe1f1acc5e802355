#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Services and staff of a compiled scenario. They follow from how many people there are, for how
/// long they have been there and what they attend, so that the rules of care know nothing of them.
namespace stepdown::models {

/// Groups, or posts, for so many people with so many in each: as few as hold them all.
[[nodiscard]] constexpr std::int64_t fewest_for(std::int64_t people, int each) {
  return (people + each - 1) / each;
}

/// People on the payroll who do the same work.
struct RoleModel {
  std::string name;
  double paid_hours = 0;          ///< a week, of a full-time equivalent
  double session_hours = 0;       ///< those of them that it can give to sessions
  std::optional<double> at_hand;  ///< full-time equivalents employed
  std::optional<double> salary;   ///< of 365 days, of a full-time equivalent

  friend bool operator==(const RoleModel&, const RoleModel&) = default;
};

/// A kind of session that everybody in a level is offered.
struct ServiceModel {
  std::string name;
  std::vector<double> sessions;  ///< a week, of a person, by part of the stay, see `ProgramModel`
  double hours = 0;              ///< of a session
  int people = 1;                ///< who fit into a session
  int booked = 1;                ///< into a session; more than fit, where some do not come
  std::size_t role = 0;          ///< of `Model::staff`, who leads it
  int staff = 1;                 ///< of that role, in a session

  friend bool operator==(const ServiceModel&, const ServiceModel&) = default;
};

/// Contacts in a crisis.
struct CrisisModel {
  double contacts = 0;   ///< a week, of a person
  double hours = 0;      ///< of a contact
  std::size_t role = 0;  ///< of `Model::staff`
  int staff = 1;         ///< of that role, in a contact

  friend bool operator==(const CrisisModel&, const CrisisModel&) = default;
};

/// What services of a level ask about stays, and what there is beside them.
struct ProgramModel {
  /// Ascending: after so many weeks of a stay some service has another number of sessions. Stays
  /// have one part more than that.
  std::vector<int> weeks;
  bool attends = false;      ///< there are services, and it is drawn what people attend of them
  std::uint32_t stream = 0;  ///< hash of the level's name
  std::optional<CrisisModel> crisis;

  friend bool operator==(const ProgramModel&, const ProgramModel&) = default;
  [[nodiscard]] std::size_t parts() const { return weeks.size() + 1; }
  /// Whether services differ between people who are there.
  [[nodiscard]] bool follows_stays() const { return attends || !weeks.empty(); }
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

  friend bool operator==(const PostModel&, const PostModel&) = default;
};

}  // namespace stepdown::models
