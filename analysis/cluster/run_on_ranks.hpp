#pragma once

#include "analysis/experiments/run_points.hpp"

#include <boost/mpi/communicator.hpp>

#include <functional>

namespace stepdown::analysis {

/// Rank 0: hands out work to all other ranks, whoever is free gets the next, and tells the sink
/// what has ended. The same records as `run_points`. Stays idle itself.
/// @throws sim::LimitReached saying what failed on another rank
bool run_on_ranks(const boost::mpi::communicator& world,
                  const PointsWork& work,
                  const KeepOfPoints& keep,
                  const PointSink& sink);

/// Rank 0: lets the other ranks end. Once, after all work, and if there was none.
void end_ranks(const boost::mpi::communicator& world);

/// What another rank makes of its command line when there is work.
struct RankWork {
  KeepOfPoints keep;
  MakePoint make;
};

/// Another rank: waits for orders and carries them out until the end.
void obey(const boost::mpi::communicator& world, const std::function<RankWork()>& prepare);

}  // namespace stepdown::analysis
