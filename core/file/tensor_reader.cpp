#include "core/file/tensor_reader.h"

#include <algorithm>
#include <cmath>

#include "core/file/json_reader.h"
#include "core/file/json_text.h"
#include "core/graph/shapes.h"

namespace core {
namespace {

// The number of rows or entries that an array has; nothing for what is no array.
std::optional<Index> lengthOf(const JsonValue& json) {
  if (const JsonNumbers* numbers = json.numbers()) return static_cast<Index>(numbers->data.size());
  if (const JsonArray* array = json.array()) return static_cast<Index>(array->size());
  return std::nullopt;
}

double entryOf(const JsonValue& json, const Source& source) {
  if (const std::optional<double> number = numberIn(json)) return *number;
  throw source.error(
      json.begin,
      "an entry of a tensor is a number, or \"NaN\", \"Infinity\" or \"-Infinity\", and this is %1",
      {described(json)});
}

// Takes a tensor's entries out of the room that is left, before any memory is taken. Axes of size 0 count as
// 1, so that no product of axes can overflow later.
void takeRoom(std::span<const double> axes, std::size_t at, const Source& source, Index& room) {
  double entries = 1;
  double extent = 1;
  for (const double axis : axes) {
    entries *= axis;
    extent *= std::max(axis, 1.0);
  }
  if (extent > static_cast<double>(largestTensor)) {
    throw source.error(at, "the tensor is too large: it would have %1 entries, and the limit is %2",
                       {[&] {
                          std::string text;
                          appendNumber(text, entries);
                          return text;
                        }(),
                        std::to_string(largestTensor)});
  }
  if (entries > static_cast<double>(room)) {
    throw source.error(at, "the tensors of the file are too large together: the limit is %1 entries",
                       {std::to_string(largestTensor)});
  }
  room -= static_cast<Index>(entries);
}

Shape shapeFrom(std::span<const double> axes) {
  Shape shape{std::span<const Index>(std::vector<Index>(axes.size()))};
  for (std::size_t k = 0; k < axes.size(); ++k) shape[static_cast<Index>(k)] = static_cast<Index>(axes[k]);
  return shape;
}

// Nested arrays: the shape is read along the first rows, and every row must follow it.
class NestedArrays {
public:
  NestedArrays(const JsonValue& json, const Source& source, Index& room) : source_(source) {
    for (const JsonValue* row = &json; lengthOf(*row); row = &row->array()->front()) {
      if (*lengthOf(*row) == 0) {
        throw source.error(
            row->begin,
            "a row of the tensor is empty: write a tensor with an axis of size 0 as {\"shape\": [0], \"data\": []}");
      }
      if (axes_.size() == mostAxes)
        throw source.error(row->begin, "the tensor has more than %1 axes", {std::to_string(mostAxes)});
      axes_.push_back(static_cast<double>(*lengthOf(*row)));
      if (row->numbers()) break;
    }
    takeRoom(axes_, json.begin, source, room);
    tensor_ = Tensor(shapeFrom(axes_));
    fill(json, 0);
  }
  Tensor take() { return std::move(tensor_); }

private:
  void fill(const JsonValue& json, std::size_t axis) {
    const std::optional<Index> length = lengthOf(json);
    if (axis == axes_.size()) {
      if (length)
        throw source_.error(
            json.begin,
            "the rows of the tensor are not nested equally deep: a row stands where the first row has a number");
      tensor_[next_++] = entryOf(json, source_);
      return;
    }
    if (!length) {
      throw source_.error(
          json.begin,
          "the rows of the tensor are not nested equally deep: %1 stands where the first row has a row",
          {described(json)});
    }
    if (static_cast<double>(*length) != axes_[axis]) {
      throw source_.error(
          json.begin, "the rows of the tensor differ in length: this one has %1 entries, the first one %2",
          {std::to_string(*length), std::to_string(static_cast<Index>(axes_[axis]))});
    }
    if (const JsonNumbers* numbers = json.numbers()) {
      if (axis + 1 != axes_.size()) {
        throw source_.error(
            json.begin,
            "the rows of the tensor are not nested equally deep: this row holds numbers where the first one holds rows");
      }
      std::copy(numbers->data.begin(), numbers->data.end(), tensor_.data().begin() + next_);
      next_ += *length;
      return;
    }
    for (const JsonValue& row : *json.array()) fill(row, axis + 1);
  }

  const Source& source_;
  std::vector<double> axes_;
  Tensor tensor_;
  Index next_ = 0;
};

std::vector<double> axesIn(const JsonValue& json, const Source& source) {
  if (lengthOf(json) == 0) return {};
  const JsonNumbers* numbers = json.numbers();
  if (!numbers || !numbers->integers) {
    throw source.error(json.begin, "the shape of a tensor is an array of integers from 0, and this is %1",
                       {numbers ? "an array with other numbers" : described(json)});
  }
  if (numbers->data.size() > mostAxes)
    throw source.error(json.begin, "the tensor has more than %1 axes", {std::to_string(mostAxes)});
  for (const double axis : numbers->data) {
    if (axis < 0) {
      throw source.error(json.begin,
                         "the shape of a tensor holds the negative axis %1: an axis has a size from 0",
                         {std::to_string(static_cast<Index>(axis))});
    }
  }
  return numbers->data;
}

// The entries of a flat array; `mixed` holds them where some are written as "NaN" or an infinity.
std::span<const double> dataIn(const JsonValue& json, const Source& source, std::vector<double>& mixed) {
  if (const JsonNumbers* numbers = json.numbers()) return numbers->data;
  if (!json.array())
    throw source.error(json.begin, "the data of a tensor is an array of numbers, and this is %1",
                       {described(json)});
  for (const JsonValue& entry : *json.array()) mixed.push_back(entryOf(entry, source));
  return mixed;
}

std::uint64_t ruleSeed(const JsonValue& json, const Source& source) {
  if (const auto* large = std::get_if<std::uint64_t>(&json.content)) return *large;
  const auto* seed = std::get_if<std::int64_t>(&json.content);
  if (seed && *seed >= 0) return static_cast<std::uint64_t>(*seed);
  throw source.error(json.begin, "the seed of a rule is an integer from 0 to 2^64 − 1, and this is %1",
                     {described(json)});
}

InitialiserKind ruleKind(const JsonValue& json, const Source& source) {
  using enum InitialiserKind;
  for (const InitialiserKind kind : {Zeros, Ones, Normal, Uniform}) {
    if (json.text() && *json.text() == name(kind)) return kind;
  }
  throw source.error(
      json.begin,
      "the rule \"init\" of a tensor is \"zeros\", \"ones\", \"normal\" or \"uniform\", and this is %1",
      {described(json)});
}

// {"shape": …, "data": …} or {"shape": …, "init": …, …}
class TensorObject {
public:
  TensorObject(const JsonValue& json, const Source& source) : json_(json), source_(source) {
    for (const auto& [key, value] : *json.object()) take(key, value);
    if (!shape_)
      throw source.error(json.begin, "a tensor written as an object has a \"shape\", and here is none");
    if (!data_ && !hasInit_)
      throw source.error(json.begin,
                         "a tensor written as an object has \"data\" or a rule \"init\" beside its shape");
    if (data_ && ruleKey_) {
      throw source.error(
          ruleKey_->begin,
          "a tensor has its entries from \"data\" or by a rule, not both: take one of them out");
    }
    if (ruleKey_ && !hasInit_)
      throw source.error(ruleKey_->begin, "a rule for a tensor's entries names itself with \"init\"");
  }

  LeafValue value(Index& room) const {
    const std::vector<double> axes = axesIn(*shape_, source_);
    takeRoom(axes, json_.begin, source_, room);
    const Shape shape = shapeFrom(axes);
    if (!data_) return {initialised(shape, rule_), rule_};
    std::vector<double> mixed;
    const std::span<const double> data = dataIn(*data_, source_, mixed);
    if (static_cast<Index>(data.size()) != shape.size()) {
      throw source_.error(data_->begin, "the data has %1 entries, and the shape %2 needs %3",
                          {std::to_string(data.size()), text(shape), std::to_string(shape.size())});
    }
    return {Tensor(shape, data), std::nullopt};
  }

private:
  void take(const std::string& key, const JsonValue& value) {
    if (key == "shape") {
      shape_ = &value;
      return;
    }
    if (key == "data") {
      data_ = &value;
      return;
    }
    ruleKey_ = &value;
    if (key == "init") {
      hasInit_ = true;
      rule_.kind = ruleKind(value, source_);
    } else if (key == "seed") {
      rule_.seed = ruleSeed(value, source_);
    } else if (double* number = key == "mean"   ? &rule_.mean
                                : key == "std"  ? &rule_.std
                                : key == "low"  ? &rule_.low
                                : key == "high" ? &rule_.high
                                                : nullptr) {
      const std::optional<double> given = numberIn(value);
      if (!given || !std::isfinite(*given)) {
        throw source_.error(value.begin, "“%1” of a rule is a finite number, and this is %2",
                            {key, described(value)});
      }
      *number = *given;
    } else {
      throw source_.error(
          value.begin,
          "a tensor has no key “%1”; it has shape and data, or shape, init, seed, mean, std, low, high",
          {key});
    }
  }

  const JsonValue& json_;
  const Source& source_;
  const JsonValue* shape_ = nullptr;
  const JsonValue* data_ = nullptr;
  const JsonValue* ruleKey_ = nullptr;  // any key of a rule
  bool hasInit_ = false;
  Initialiser rule_;
};

}  // namespace

LeafValue readTensor(const JsonValue& json, const Source& source, Index& room) {
  if (json.object()) return TensorObject(json, source).value(room);
  return {NestedArrays(json, source, room).take(), std::nullopt};
}

Tensor readTensor(std::string_view json, std::string_view name) {
  const Source source{json, std::string(name)};
  Index room = largestTensor;
  return readTensor(readJson(source), source, room).tensor;
}

}  // namespace core
