#include "analysis/theory/renewal_network.hpp"

#include "analysis/formulas/eigen_index.hpp"

#include <Eigen/Dense>

namespace stepdown::analysis {

namespace {

std::size_t frequencies(const RenewalNetwork& network) {
  return network.stays.front().inside.size();
}

/// States that people go on from, and whose number is needed.
std::vector<std::size_t> inner_states(const RenewalNetwork& network,
                                      const std::vector<bool>& goes_on) {
  std::vector<std::size_t> inner;
  for (std::size_t s = 0; s < network.stays.size(); ++s)
    if (goes_on[s]) inner.push_back(s);
  return inner;
}

}  // namespace

RenewalNetwork::RenewalNetwork(const models::Model& model,
                               RenewalKernels& kernels,
                               models::ClassId who) {
  const std::size_t inner = model.level_count + model.community_count;
  stays.reserve(inner);
  for (std::size_t s = 0; s < inner; ++s)
    stays.push_back(kernels.stay(static_cast<models::StateId>(s), who));
}

EntryTransforms renewal_entries(const models::Model& model,
                                const RenewalNetwork& network,
                                const EntryTransforms& start,
                                const std::vector<bool>& goes_on) {
  const std::size_t count = model.states.size();
  const std::size_t n = frequencies(network);
  const std::vector<std::size_t> inner = inner_states(network, goes_on);
  EntryTransforms entries(count, std::vector<Complex>(n));
  Eigen::MatrixXcd system(at(inner.size()), at(inner.size()));
  Eigen::VectorXcd a(at(inner.size()));
  Eigen::PartialPivLU<Eigen::MatrixXcd> lu(at(inner.size()));
  for (std::size_t k = 0; k < n; ++k) {
    system.setIdentity();
    for (std::size_t i = 0; i < inner.size(); ++i) {
      a(at(i)) = start[inner[i]].empty() ? Complex{} : start[inner[i]][k];
      for (std::size_t j = 0; j < inner.size(); ++j) {
        const auto& moves = network.stays[inner[i]].next[inner[j]];
        if (!moves.empty()) system(at(j), at(i)) -= moves[k];
      }
    }
    lu.compute(system);
    a = lu.solve(a).eval();
    for (std::size_t s = 0; s < count; ++s)
      if (!start[s].empty()) entries[s][k] += start[s][k];
    for (std::size_t i = 0; i < inner.size(); ++i) {
      for (std::size_t s = 0; s < count; ++s) {
        const auto& moves = network.stays[inner[i]].next[s];
        if (!moves.empty()) entries[s][k] += a(at(i)) * moves[k];
      }
    }
  }
  return entries;
}

}  // namespace stepdown::analysis
