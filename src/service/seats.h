// How many may hold something that lasts (a stream of events) at once: in all, and of each user.
//
// Thread-safe. Must outlive the seats it gave.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace mockhaus::service {

class Seats {
 public:
  Seats(size_t seats_max, size_t seats_of_user_max)
      : seats_max_(seats_max), seats_of_user_max_(seats_of_user_max) {}

  // Held until it is destroyed.
  class Seat {
   public:
    Seat(Seats& seats, std::string user) : seats_(seats), user_(std::move(user)) {}
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat() { seats_.leave(user_); }

   private:
    Seats& seats_;
    const std::string user_;
  };
  // Null: none is free.
  std::unique_ptr<Seat> take(const std::string& user);
  size_t taken() const;

 private:
  void leave(const std::string& user);

  const size_t seats_max_, seats_of_user_max_;
  mutable std::mutex mutex_;
  size_t taken_ = 0;
  std::unordered_map<std::string, size_t> of_user_;
};

}  // namespace mockhaus::service
