#include "analysis/cli/cli.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/sweep_command.hpp"
#include "analysis/cluster/run_on_ranks.hpp"

#include <boost/mpi/communicator.hpp>
#include <boost/mpi/environment.hpp>

#include <csignal>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using stepdown::analysis::Console;
using stepdown::analysis::KeepOfPoints;
using stepdown::analysis::LoadedSweep;
using stepdown::analysis::MakePoint;
using stepdown::analysis::PointSink;
using stepdown::analysis::PointsWork;
using stepdown::analysis::RankWork;
using stepdown::analysis::SweepArguments;

/// What another rank makes of the command line, which rank 0 has checked and told.
RankWork prepare(const std::vector<std::string>& args) {
  CLI::App program("", "stepdown-mpi");
  SweepArguments arguments;
  declare_sweep(program, arguments);
  program.parse(std::vector<std::string>(args.rbegin(), args.rend()));
  arguments.threads = 1;  // one a rank
  std::ostringstream unheard;
  const auto sweep =
      std::make_shared<LoadedSweep>(load_sweep(arguments, Console{unheard, unheard}));
  KeepOfPoints keep{sweep->extent.figures, {}, 1, stepdown::analysis::free_memory()};
  return {keep, [sweep](std::size_t point) {
            return sweep->models.make(sweep->design.points[point].sets).model;
          }};
}

}  // namespace

/// `stepdown`, whose `sweep` runs on the ranks of `mpirun`.
int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);
  const boost::mpi::environment environment(argc, argv);
  const boost::mpi::communicator world;
  const std::vector<std::string> args{argv + 1, argv + argc};
  if (world.rank() > 0) {
    stepdown::analysis::obey(world, [&args] { return prepare(args); });
    return stepdown::analysis::Fine;
  }
  const auto run = [&world](const PointsWork& work,
                            const KeepOfPoints& keep,
                            const MakePoint& make,
                            const PointSink& sink) {
    return world.size() > 1 ? run_on_ranks(world, work, keep, sink)
                            : run_points(work, keep, make, sink);
  };
  using stepdown::analysis::screen_of;
  const int code = stepdown::analysis::run_cli(
      args, std::cout, std::cerr, {screen_of(STDOUT_FILENO), screen_of(STDERR_FILENO), run});
  stepdown::analysis::end_ranks(world);
  return code;
}
