#pragma once

#include "models/care/person.hpp"
#include "models/ids.hpp"
#include "sim/time.hpp"

namespace stepdown::models {

/// When a level takes people up, apart from whether a place is free: at any moment.
///
/// The one place to say otherwise. Everybody is asked about at the moment when a free place becomes
/// theirs (taken, or kept for them); who is not let in joins the line and is asked about again
/// whenever places of the level are given out. A gate that can be closed must therefore see to it
/// that they are when it opens: by an event in the order of `CareEventKind::PlacesChange`, which
/// says `PlacePools::look_again`. Nobody is asked about who moves in a ring: no place is free then.
struct AdmissionGate {
  [[nodiscard]] static constexpr bool is_open([[maybe_unused]] StateId level,
                                              [[maybe_unused]] const Person& person,
                                              [[maybe_unused]] sim::Ticks now) {
    return true;
  }
};

}  // namespace stepdown::models
