#include "service/seats.h"

namespace mockhaus::service {

std::unique_ptr<Seats::Seat> Seats::take(const std::string& user) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = of_user_.find(user);
    const size_t own = found == of_user_.end() ? 0 : found->second;
    if (taken_ >= seats_max_ || own >= seats_of_user_max_) return nullptr;
    ++taken_;
    of_user_[user] = own + 1;
  }
  return std::make_unique<Seat>(*this, user);
}

size_t Seats::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

void Seats::leave(const std::string& user) {
  const std::lock_guard lock(mutex_);
  --taken_;
  const auto found = of_user_.find(user);
  if (--found->second == 0) of_user_.erase(found);
}

}  // namespace mockhaus::service
