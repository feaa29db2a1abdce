#pragma once

#include <cstdint>
#include <vector>

namespace ui {

/// The pages of a figure on which something is shown; labels of different pages may stand at one place.
class PageSet {
public:
  void add(std::size_t page) {
    if (words_.size() <= page / bits) words_.resize(page / bits + 1, 0);
    words_[page / bits] |= std::uint64_t(1) << page % bits;
  }
  bool meets(const PageSet& other) const {
    for (std::size_t k = 0; k < words_.size() && k < other.words_.size(); ++k) {
      if ((words_[k] & other.words_[k]) != 0) return true;
    }
    return false;
  }
  bool empty() const { return words_.empty(); }

private:
  static constexpr std::size_t bits = 64;
  std::vector<std::uint64_t> words_;
};

}  // namespace ui
