#pragma once

namespace stepdown::analysis {

/// Bytes that this program may still take before others have to give way: what is available on the
/// machine, within the limits of the process and of its container. 0: not known.
[[nodiscard]] double free_memory();

}  // namespace stepdown::analysis
