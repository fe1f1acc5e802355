#pragma once

#include <cstdint>

namespace stepdown::models {

/// Something done again and again during treatment that can end it.
enum class Trial : std::uint8_t {
  None,
  Review,    ///< of how somebody does
  DrugTest,  ///< which has to be positive, too
  Renewal    ///< of authorized days, asked for when they are over
};

/// Days for which the stays of one kind of people are authorized.
struct AuthorizedDays {
  double first = 0;  ///< from admission on
  double more = 0;   ///< each time that they are renewed

  friend bool operator==(const AuthorizedDays&, const AuthorizedDays&) = default;
};

}  // namespace stepdown::models
