#include "ui/panels/nudge/entry_names.h"

#include <QStringList>

#include <algorithm>

#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

QString indices(const core::Shape& shape, std::size_t entry) {
  QStringList index;
  for (const core::Index i : core::indexVector(shape, static_cast<core::Index>(entry)))
    index << QString::number(i + 1);
  return index.join(u',');
}

}  // namespace

EntryNames::EntryNames(const core::Graph& graph, const std::vector<core::NodeId>& leaves) {
  for (const core::NodeId& id : leaves) {
    const core::Node* node = graph.find(id);
    if (node == nullptr || !node->value) continue;
    leaves_.push_back({nameTex(*node), symbolText(*node), node->value->tensor.shape(), count_});
    count_ += static_cast<std::size_t>(node->value->tensor.size());
  }
}

const EntryNames::Leaf* EntryNames::leafOf(std::size_t entry) const {
  if (entry >= count_) return nullptr;
  const auto after = std::ranges::upper_bound(leaves_, entry, {}, &Leaf::first);
  return &*std::prev(after);
}

QString EntryNames::tex(std::size_t entry) const {
  const Leaf* leaf = leafOf(entry);
  if (leaf == nullptr) return {};
  if (leaf->shape.rank() == 0) return leaf->tex;
  const QString base = leaf->tex.contains(u'_') ? u'(' + leaf->tex + u')' : leaf->tex;
  return base + QStringLiteral("_{") + indices(leaf->shape, entry - leaf->first) + u'}';
}

QString EntryNames::text(std::size_t entry) const {
  const Leaf* leaf = leafOf(entry);
  if (leaf == nullptr) return {};
  if (leaf->shape.rank() == 0) return leaf->text;
  return leaf->text + u'(' + indices(leaf->shape, entry - leaf->first) + u')';
}

bool EntryNames::beginsRow(std::size_t entry) const {
  const Leaf* leaf = leafOf(entry);
  if (leaf == nullptr) return false;
  const std::size_t rank = leaf->shape.rank();
  const auto row = rank < 2 ? std::size_t(0) : static_cast<std::size_t>(leaf->shape[rank - 1]);
  const std::size_t within = entry - leaf->first;
  return row > 0 ? within % row == 0 : within == 0;
}

}  // namespace ui
