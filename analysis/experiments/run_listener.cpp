#include "analysis/experiments/run_listener.hpp"

namespace stepdown::analysis {

void RunListener::begins() {}

ReplicationListener RunListener::started(int /*replication*/) {
  return {};
}

void RunListener::finished(int /*replication*/, const Measured& /*measured*/) {}

void RunListener::progressed(int /*ended*/) {}

}  // namespace stepdown::analysis
