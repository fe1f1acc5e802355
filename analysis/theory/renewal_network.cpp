#include "analysis/theory/renewal_network.hpp"

#include "analysis/formulas/eigen_index.hpp"
#include "models/pathway/components.hpp"

#include <Eigen/Dense>
#include <Eigen/SparseLU>

#include <algorithm>
#include <cstddef>

namespace stepdown::analysis {

using models::index_of;
using models::StateId;

namespace {

using Sequence = std::vector<Complex>;

/// Adds those who move on from `from` to states outside its group.
void send_on(const RenewalNetwork& network,
             const models::StateList& group,
             StateId from,
             EntryTransforms& entries) {
  const Sequence& own = entries[index_of(from)];
  const std::vector<Sequence>& next = network.stays[index_of(from)].next;
  for (std::size_t to = 0; to < next.size(); ++to) {
    if (next[to].empty() || std::ranges::binary_search(group, static_cast<StateId>(to))) continue;
    entries[to].resize(own.size());
    for (std::size_t k = 0; k < own.size(); ++k)
      entries[to][k] += own[k] * next[to][k];
  }
}

/// From those who come into one state from elsewhere to all who enter it.
void go_round(const Sequence& again, Sequence& entries) {
  for (std::size_t k = 0; k < again.size(); ++k)
    entries[k] /= 1.0 - again[k];
}

/// Those who go from one state of a group to another, by frequency.
struct Moves {
  Eigen::Index from;
  Eigen::Index to;
  const Sequence* share;
};

/// The equations of few states.
class DenseSystem {
 public:
  explicit DenseSystem(Eigen::Index size) : system_(size, size), lu_(size) {}

  [[nodiscard]] Eigen::VectorXcd solve(const std::vector<Moves>& moves,
                                       std::size_t frequency,
                                       const Eigen::VectorXcd& from_elsewhere) {
    system_.setIdentity();
    for (const Moves& one : moves)
      system_(one.to, one.from) -= (*one.share)[frequency];
    lu_.compute(system_);
    return lu_.solve(from_elsewhere);
  }

 private:
  Eigen::MatrixXcd system_;
  Eigen::PartialPivLU<Eigen::MatrixXcd> lu_;
};

/// Those of many states, each of which leads to a few.
class SparseSystem {
 public:
  explicit SparseSystem(Eigen::Index size) : system_(size, size) {}

  [[nodiscard]] Eigen::VectorXcd solve(const std::vector<Moves>& moves,
                                       std::size_t frequency,
                                       const Eigen::VectorXcd& from_elsewhere) {
    coefficients_.clear();
    for (Eigen::Index i = 0; i < system_.rows(); ++i)
      coefficients_.emplace_back(i, i, 1);
    for (const Moves& one : moves)
      coefficients_.emplace_back(one.to, one.from, -(*one.share)[frequency]);
    system_.setFromTriplets(coefficients_.begin(), coefficients_.end());
    if (frequency == 0) lu_.analyzePattern(system_);
    lu_.factorize(system_);
    return lu_.solve(from_elsewhere);
  }

 private:
  Eigen::SparseMatrix<Complex> system_;
  std::vector<Eigen::Triplet<Complex>> coefficients_;
  Eigen::SparseLU<Eigen::SparseMatrix<Complex>> lu_;
};

/// The same for states that lead to each other.
template <class System>
void go_round(const RenewalNetwork& network,
              const models::StateList& group,
              std::size_t frequencies,
              EntryTransforms& entries) {
  std::vector<Moves> moves;
  for (std::size_t i = 0; i < group.size(); ++i) {
    entries[index_of(group[i])].resize(frequencies);
    for (std::size_t j = 0; j < group.size(); ++j) {
      const Sequence& share = network.stays[index_of(group[i])].next[index_of(group[j])];
      if (!share.empty()) moves.push_back({at(i), at(j), &share});
    }
  }
  System system(at(group.size()));
  Eigen::VectorXcd a(at(group.size()));
  for (std::size_t k = 0; k < frequencies; ++k) {
    for (std::size_t i = 0; i < group.size(); ++i)
      a(at(i)) = entries[index_of(group[i])][k];
    a = system.solve(moves, k, a);
    for (std::size_t i = 0; i < group.size(); ++i)
      entries[index_of(group[i])][k] = a(at(i));
  }
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

EntryTransforms renewal_entries(const models::Pathway& pathway,
                                const RenewalNetwork& network,
                                const EntryTransforms& start,
                                const std::vector<bool>& goes_on) {
  const auto may_move = [&](StateId from, StateId to) {
    return goes_on[index_of(from)] && !network.stays[index_of(from)].next[index_of(to)].empty();
  };
  const std::size_t frequencies = network.stays.front().inside.size();
  EntryTransforms entries = start;
  for (const models::StateList& group : components_in_order(pathway, may_move)) {
    const bool somebody_comes = std::ranges::any_of(
        group, [&entries](StateId state) { return !entries[index_of(state)].empty(); });
    const std::size_t first = index_of(group.front());
    if (!somebody_comes || !goes_on[first]) continue;
    constexpr std::size_t few = 16;
    if (group.size() == 1)
      go_round(network.stays[first].next[first], entries[first]);
    else if (group.size() <= few)
      go_round<DenseSystem>(network, group, frequencies, entries);
    else
      go_round<SparseSystem>(network, group, frequencies, entries);
    for (const StateId state : group)
      send_on(network, group, state, entries);
  }
  return entries;
}

}  // namespace stepdown::analysis
