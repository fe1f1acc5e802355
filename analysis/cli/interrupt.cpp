#include "analysis/cli/interrupt.hpp"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigemptyset is POSIX

namespace stepdown::analysis {

namespace {

/// A signal that is blocked would arrive although it is ignored.
bool is_ignored(int signal) {
  struct sigaction now {};
  return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

InterruptWatch::InterruptWatch() {
  sigemptyset(&watched_);
  for (const int signal : {SIGINT, SIGTERM})
    if (!is_ignored(signal)) sigaddset(&watched_, signal);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
}

InterruptWatch::~InterruptWatch() {
  static_cast<void>(is_requested());  // one that came at the very end has been answered
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool InterruptWatch::is_requested() {
  if (requested_) {  // in each thread that asks, so that the next one finds one to end
    pthread_sigmask(SIG_UNBLOCK, &watched_, nullptr);
    return true;
  }
  const timespec no_time{};
  if (sigtimedwait(&watched_, nullptr, &no_time) < 0) return false;
  requested_ = true;
  pthread_sigmask(SIG_UNBLOCK, &watched_, nullptr);
  return true;
}

}  // namespace stepdown::analysis
