#pragma once

#include "analysis/theory/renewal_kernel.hpp"
#include "models/model.hpp"
#include "models/pathway/pathway.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// The pathway of one class of people on a time grid, all states but outcomes.
struct RenewalNetwork {
  std::vector<RenewalStay> stays;  ///< by StateId
  std::size_t frequencies = 0;

  RenewalNetwork(const models::Model& model, RenewalKernels& kernels, models::ClassId who);
  /// Of states that `goes_on` admits; others are never left.
  RenewalNetwork(const models::Model& model,
                 RenewalKernels& kernels,
                 models::ClassId who,
                 const std::vector<bool>& goes_on);
};

/// Entries as generating functions by StateId; empty: none.
using EntryTransforms = std::vector<std::vector<Complex>>;

/// Entries into every state that `start` brings about, itself included, when people move on only
/// from states that `goes_on` admits: a = start + W' a, solved at each frequency, group by group of
/// the states that lead to each other (see `components_in_order`).
///
/// @param pathway  of the model
/// @param start    from outside, by StateId
/// @param goes_on  by StateId; entries into other states are counted, but nothing follows them
[[nodiscard]] EntryTransforms renewal_entries(const models::Pathway& pathway,
                                              const RenewalNetwork& network,
                                              const EntryTransforms& start,
                                              const std::vector<bool>& goes_on);

/// The same of several starts, for hardly more than one takes.
[[nodiscard]] std::vector<EntryTransforms> renewal_entries(const models::Pathway& pathway,
                                                           const RenewalNetwork& network,
                                                           std::vector<EntryTransforms> starts,
                                                           const std::vector<bool>& goes_on);

}  // namespace stepdown::analysis
