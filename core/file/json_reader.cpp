#include "core/file/json_reader.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

namespace core {
namespace {

// Walks over the text and tells how far the parser has read.
class Cursor {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char** reached) : at_(at), reached_(reached) {}
  const char& operator*() const { return *at_; }
  Cursor& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Cursor& other) const { return at_ == other.at_; }

private:
  const char* at_;
  const char** reached_;
};

bool isNumberSign(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value - WHAT"
std::string reason(std::string_view what) {
  for (const std::string_view lead : {"column ", ": ", "syntax error "}) {
    const std::size_t at = what.find(lead);
    if (at != std::string_view::npos) what.remove_prefix(at + lead.size());
  }
  return printable(what, 160);
}

// Receives what nlohmann's parser sees and builds the values; throws what is wrong.
class Builder {
public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  explicit Builder(const Source& source)
      : source_(source), reached_(source.text.data()), done_(source.text.data()) {}

  void run() {
    const char* begin = source_.text.data();
    nlohmann::json::sax_parse(Cursor(begin, &reached_), Cursor(begin + source_.text.size(), &reached_), this);
  }
  JsonValue take() { return std::move(root_); }

  bool null() { return leaf(std::monostate()); }
  bool boolean(bool value) { return leaf(value); }
  bool number_integer(std::int64_t value) {
    // The parser calls with 0 for "-0" only, which is a float64 of its own.
    if (value == 0) return number(-0.0, true) || leaf(-0.0);
    return number(static_cast<double>(value), true) || leaf(value);
  }
  bool number_unsigned(std::uint64_t value) {
    if (number(static_cast<double>(value), true)) return true;
    return value <= INT64_MAX ? leaf(static_cast<std::int64_t>(value)) : leaf(value);
  }
  bool number_float(double value, const std::string&) { return number(value, false) || leaf(value); }
  bool string(std::string& value) {
    const std::optional<double> named = namedNumber(value);
    const bool isPacked = !open_.empty() && open_.back().value->numbers();
    if (!named) return leaf(std::move(value));
    if (isPacked) return number(*named, false);
    JsonValue& added = add(begin(), true);
    added.content = std::move(value);
    done_ = reached_;
    added.end = offset(done_);
    return true;
  }
  bool binary(binary_t&) { return false; }

  bool start_object(std::size_t) { return open(JsonObject()); }
  bool start_array(std::size_t) { return open(JsonArray()); }
  bool key(std::string& name) {
    std::get<JsonObject>(open_.back().value->content).emplace_back().first = std::move(name);
    done_ = reached_;
    return true;
  }
  bool end_object() {
    refuseKeyTwice(*open_.back().value);
    return close();
  }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& problem) {
    const std::size_t offset = position == 0 ? 0 : position - 1;
    if (dynamic_cast<const nlohmann::json::out_of_range*>(&problem)) {
      const std::string_view rest = source_.text.substr(begin());
      const std::size_t length = rest.find_first_not_of("0123456789+-.eE");
      throw source_.errorAtColumn(begin(), {"%1 is too large for a float64, whose largest is about 1.8e308",
                                            {printable(rest.substr(0, length), 40)}});
    }
    throw source_.errorAtColumn(offset, {"this is not JSON: %1", {reason(problem.what())}});
  }

private:
  std::size_t offset(const char* at) const { return static_cast<std::size_t>(at - source_.text.data()); }

  // Between the last token and this one stand only blanks, commas and colons.
  std::size_t begin() const {
    const std::size_t at = source_.text.find_first_not_of(" \t\r\n,:", offset(done_));
    return at == std::string_view::npos ? source_.text.size() : at;
  }

  // A number in an array that holds nothing else so far is packed; false where it is not.
  bool number(double value, bool isInteger) {
    if (open_.empty() || open_.back().isMixed) return false;
    JsonValue& top = *open_.back().value;
    if (const JsonArray* array = top.array()) top.content = packed(*array);
    auto& numbers = std::get<JsonNumbers>(top.content);
    numbers.data.push_back(value);
    numbers.integers = numbers.integers && isInteger;
    done_ = endOfNumber();
    return true;
  }

  // `array` holds nothing but texts that stand for numbers.
  static JsonNumbers packed(const JsonArray& array) {
    JsonNumbers numbers{{}, array.empty()};
    for (const JsonValue& item : array) numbers.data.push_back(*namedNumber(*item.text()));
    return numbers;
  }

  // The parser reads one character beyond a number.
  const char* endOfNumber() const { return isNumberSign(reached_[-1]) ? reached_ : reached_ - 1; }

  template <typename Content>
  bool leaf(Content content) {
    constexpr bool isNumber = std::is_arithmetic_v<Content> && !std::is_same_v<Content, bool>;
    JsonValue& added = add(begin());
    added.content = std::move(content);
    done_ = isNumber ? endOfNumber() : reached_;
    added.end = offset(done_);
    return true;
  }

  template <typename Content>
  bool open(Content content) {
    if (open_.size() == deepestJson) {
      throw source_.errorAtColumn(begin(), {"arrays and objects stand more than %1 deep in each other",
                                            {std::to_string(deepestJson)}});
    }
    JsonValue& added = add(begin());
    added.content = std::move(content);
    done_ = reached_;
    open_.push_back({&added, std::is_same_v<Content, JsonObject>});
    return true;
  }

  bool close() {
    done_ = reached_;
    open_.back().value->end = offset(done_);
    open_.pop_back();
    return true;
  }

  // A new null in its place, which begins at `at`. The innermost open container is the last child of the one
  // around it, which does not grow meanwhile: pointers stay good.
  JsonValue& add(std::size_t at, bool isNamedNumber = false) {
    count(1, at);
    JsonValue& added = place(isNamedNumber);
    added.begin = at;
    return added;
  }

  JsonValue& place(bool isNamedNumber) {
    if (open_.empty()) return root_;
    JsonValue& top = *open_.back().value;
    if (auto* object = std::get_if<JsonObject>(&top.content)) return object->back().second;
    if (const JsonNumbers* numbers = top.numbers()) unpack(top, *numbers);
    if (!isNamedNumber) open_.back().isMixed = true;
    return std::get<JsonArray>(top.content).emplace_back();
  }

  void unpack(JsonValue& top, const JsonNumbers& numbers) {
    count(numbers.data.size(), top.begin);
    JsonArray items(numbers.data.size());
    for (std::size_t k = 0; k < items.size(); ++k) {
      items[k].content = numbers.data[k];
      items[k].begin = items[k].end = top.begin;
    }
    top.content = std::move(items);
  }

  void count(std::size_t more, std::size_t at) {
    count_ += more;
    if (count_ <= mostJsonValues) return;
    throw source_.errorAtColumn(
        at, {"there are more than %1 values: write large tensors as {\"shape\": […], \"data\": […]}",
             {std::to_string(mostJsonValues)}});
  }

  void refuseKeyTwice(const JsonValue& object) const {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : *object.object()) names.emplace_back(name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return;
    std::size_t at = object.begin;
    for (const auto& [name, value] : *object.object()) {
      if (name == *twice) at = value.begin;
    }
    throw source_.errorAtColumn(
        at, {"the key “%1” stands twice in one object: take one of them out", {std::string(*twice)}});
  }

  struct OpenValue {
    JsonValue* value;
    bool isMixed;  // an object, or an array that holds something else than numbers
  };

  const Source& source_;
  const char* reached_;
  const char* done_;  // the end of the last token
  JsonValue root_;
  std::vector<OpenValue> open_;
  std::size_t count_ = 0;
};

}  // namespace

JsonValue readJson(const Source& source) {
  if (source.text.size() > largestJsonText) {
    throw source.error(Message{
        "the text is larger than %1 MiB: keep large tensors out of it, or make them by a rule (\"init\")",
        {std::to_string(largestJsonText >> 20)}});
  }
  if (const std::size_t bad = firstInvalidUtf8(source.text); bad != std::string_view::npos) {
    throw source.errorAtColumn(bad, {"the text is not UTF-8: save it in this encoding", {}});
  }
  Builder builder(source);
  builder.run();
  return builder.take();
}

}  // namespace core
