#include "analysis/cli/interrupt.hpp"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigemptyset is POSIX

namespace stepdown::analysis {

InterruptWatch::InterruptWatch() {
  sigemptyset(&watched_);
  // Who started the program may have it ignore Ctrl-C (nohup, a job in the background of a script).
  // A signal that is blocked would arrive all the same.
  struct sigaction now {};
  const bool is_ignored = sigaction(SIGINT, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
  if (!is_ignored) sigaddset(&watched_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
}

InterruptWatch::~InterruptWatch() {
  poll();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void InterruptWatch::poll() {
  if (requested_) return;
  const timespec no_time{};
  if (sigtimedwait(&watched_, nullptr, &no_time) != SIGINT) return;
  requested_ = true;
  pthread_sigmask(SIG_UNBLOCK, &watched_, nullptr);
}

}  // namespace stepdown::analysis
