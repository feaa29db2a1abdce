#include <QTest>

#include <limits>

#include "core/functions/catalogue.h"

using namespace core;

namespace {

/// The message with which `settings(function, given)` is refused; empty where it is taken.
QString refusal(const char* function, const Attributes& given) {
  try {
    const Settings settings(functionNamed(function), given);
    return {};
  } catch (const Error& error) {
    return QString::fromStdString(error.what());
  }
}

QString axesRefusal(const AttributeValue& dim, Index rank) {
  try {
    const Settings settings(functionNamed("sum"), {{"dim", dim}});
    settings.axes("dim", rank);
    return {};
  } catch (const Error& error) {
    return QString::fromStdString(error.what());
  }
}

std::vector<Index> axesOf(const AttributeValue& dim, Index rank) {
  return Settings(functionNamed("sum"), {{"dim", dim}}).axes("dim", rank);
}

using List = std::vector<Index>;

}  // namespace

class TestAttributes : public QObject {
  Q_OBJECT

private slots:
  void missingAttributesHaveTheirDefaults() {
    const Settings settings(functionNamed("sum"), {});
    QVERIFY(!settings.boolean("keepdim"));
    QCOMPARE(settings.axes("dim", 3), (List{0, 1, 2}));
    QCOMPARE(Settings(functionNamed("softmax"), {}).integer("dim"), Index(-1));
    QCOMPARE(Settings(functionNamed("cross_entropy"), {}).choice("reduction"), std::string("mean"));
    QCOMPARE(Settings(functionNamed("l2_penalty"), {}).real("weight"), 1.0);
  }

  void anIntegerServesAsAReal() {
    QCOMPARE(Settings(functionNamed("l2_penalty"), {{"weight", Index(3)}}).real("weight"), 3.0);
  }

  void unknownNamesAreRefusedWithTheKnownOnes() {
    QCOMPARE(refusal("sum", {{"axis", Index(0)}}),
             QString("sum has no attribute axis; it has: dim, keepdim"));
    QCOMPARE(refusal("exp", {{"dim", Index(0)}}), QString("exp has no attribute dim, nor any other"));
  }

  void wrongTypesAreRefusedWithWhatIsExpected() {
    QCOMPARE(refusal("sum", {{"keepdim", Index(1)}}),
             QString("the attribute keepdim of sum must be true or false, not 1"));
    QCOMPARE(refusal("sum", {{"dim", 0.5}}),
             QString("the attribute dim of sum must be an axis, a list of axes, or null for all, not 0.5"));
    QCOMPARE(refusal("softmax", {{"dim", std::monostate()}}),
             QString("the attribute dim of softmax must be an integer, not null"));
    QCOMPARE(refusal("softmax", {{"dim", List{0}}}),
             QString("the attribute dim of softmax must be an integer, not [0]"));
    QCOMPARE(refusal("mse_loss", {{"reduction", std::string("median")}}),
             QString("the attribute reduction of mse_loss must be one of mean, sum, none, not median"));
    QCOMPARE(refusal("l2_penalty", {{"weight", std::string("big")}}),
             QString("the attribute weight of l2_penalty must be a number, not big"));
  }

  void numbersThatAreNoneAreRefused() {
    QVERIFY(!refusal("l2_penalty", {{"weight", std::numeric_limits<double>::quiet_NaN()}}).isEmpty());
    QVERIFY(!refusal("l2_penalty", {{"weight", std::numeric_limits<double>::infinity()}}).isEmpty());
  }

  void everyTypeTakesItsValuesAndNoOthers() {
    const AttributeValue null, truth = true, three = Index(3), half = 0.5, word = std::string("a"),
                               list = List{0, 3};
    const auto taken = [&](AttributeType type) {
      const AttributeSpec spec{
          .name = "a", .type = type, .defaultValue = {}, .meaning = "", .minimum = 0, .maximum = 3};
      QString result;
      for (const AttributeValue& value : {null, truth, three, half, word, list})
        result += accepts(spec, value) ? '1' : '0';
      return result;
    };
    QCOMPARE(taken(AttributeType::Boolean), QString("010000"));
    QCOMPARE(taken(AttributeType::Integer), QString("001000"));
    QCOMPARE(taken(AttributeType::Real), QString("001100"));
    QCOMPARE(taken(AttributeType::Text), QString("000010"));
    QCOMPARE(taken(AttributeType::IntegerList), QString("000001"));
    QCOMPARE(taken(AttributeType::Dimensions), QString("101001"));
    QCOMPARE(taken(AttributeType::MaybeInteger), QString("101000"));
    QCOMPARE(taken(AttributeType::MaybeReal), QString("101100"));
    QCOMPARE(taken(AttributeType::Sizes), QString("001001"));
    QCOMPARE(taken(AttributeType::MaybeSizes), QString("101001"));
  }

  void rangesIncludeTheirEnds() {
    const AttributeSpec spec{.name = "p",
                             .type = AttributeType::Real,
                             .defaultValue = 0.5,
                             .meaning = "",
                             .minimum = 0,
                             .maximum = 1};
    QVERIFY(accepts(spec, 0.0));
    QVERIFY(accepts(spec, Index(1)));
    QVERIFY(!accepts(spec, 1.5));
    QVERIFY(!accepts(spec, Index(-1)));
    QCOMPARE(expectation(spec), std::string("a number from 0 to 1"));
  }

  void requiredAttributesMustBeGiven() {
    Function row = functionNamed("softmax");
    row.attributes[0].required = true;
    QVERIFY_EXCEPTION_THROWN(Settings(row, {}), Error);
    QCOMPARE(Settings(row, {{"dim", Index(0)}}).integer("dim"), Index(0));
  }

  void axesAreSortedAndCountedFromTheFront() {
    QCOMPARE(axesOf(Index(-1), 3), (List{2}));
    QCOMPARE(axesOf(List{-1, 0}, 3), (List{0, 2}));
    QCOMPARE(axesOf(std::monostate(), 2), (List{0, 1}));
    QCOMPARE(axesOf(List{}, 2), (List{0, 1}));
    QCOMPARE(axesOf(Index(0), 0), List{});
    QCOMPARE(axesOf(Index(-1), 0), List{});
  }

  void axesThatDoNotExistOrStandTwiceAreRefused() {
    QCOMPARE(axesRefusal(Index(2), 2),
             QString("axis 2 does not exist: a tensor of rank 2 has the axes -2 … 1"));
    QCOMPARE(axesRefusal(List{0, -2}, 2), QString("dim = [0, -2] names axis 0 twice"));
    QVERIFY(!axesRefusal(Index(1), 0).isEmpty());
  }

  void attributesKeepTheirOrderAndAreReplaced() {
    Attributes attributes{{"b", Index(1)}, {"a", true}};
    attributes.set("b", Index(2));
    attributes.set("c", std::string("x"));
    QCOMPARE(attributes.all().size(), std::size_t(3));
    QCOMPARE(attributes.all()[0].first, std::string("b"));
    QVERIFY(*attributes.find("b") == AttributeValue(Index(2)));
    attributes.remove("b");
    QVERIFY(!attributes.find("b"));
    QVERIFY(attributes == (Attributes{{"a", true}, {"c", std::string("x")}}));
  }

  void valuesAreWrittenAsInAFile() {
    QCOMPARE(text(AttributeValue()), std::string("null"));
    QCOMPARE(text(AttributeValue(true)), std::string("true"));
    QCOMPARE(text(AttributeValue(Index(-3))), std::string("-3"));
    QCOMPARE(text(AttributeValue(0.1)), std::string("0.1"));
    QCOMPARE(text(AttributeValue(-std::numeric_limits<double>::infinity())), std::string("-Infinity"));
    QCOMPARE(text(AttributeValue(List{0, 1})), std::string("[0, 1]"));
    QCOMPARE(text(AttributeValue(std::string("mean"))), std::string("mean"));
  }

  void wrongFunctionNamesGetCloseMatches() {
    QCOMPARE(findFunction("sofmax"), nullptr);
    try {
      functionNamed("sofmax");
      QFAIL("a name that does not exist was found");
    } catch (const Error& error) {
      QCOMPARE(QString(error.what()), QString("there is no function \"sofmax\"; did you mean softmax?"));
    }
    QVERIFY_EXCEPTION_THROWN(functionNamed(""), Error);
    QVERIFY_EXCEPTION_THROWN(functionNamed(std::string(100000, 'x')), Error);
  }
};

QTEST_GUILESS_MAIN(TestAttributes)
#include "tst_attributes.moc"
