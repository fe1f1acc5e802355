#pragma once

#include <stdexcept>

namespace stepdown::sim {

/// A replication has come to a limit of what can be simulated, which nobody could know before:
/// neither a defect of the program nor a mistake in its input that can be seen in it.
///
/// `what()` says what and where, for users.
class LimitReached : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace stepdown::sim
