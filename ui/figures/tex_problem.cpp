#include "ui/figures/tex_problem.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

#include "ui/figures/math_engine.h"
#include "ui/figures/math_text.h"

namespace ui {
namespace {

struct TexProblem {
  Q_DECLARE_TR_FUNCTIONS(TexProblem)
};

struct Phrase {
  const char* pattern;  // of the typesetter's message; what it captures is %1
  const char* text;
};

constexpr std::array phrases{
    Phrase{"^Undefined control sequence (.+)$",
           QT_TRANSLATE_NOOP("TexProblem", "%1 is no LaTeX command that is known here.")},
    Phrase{"^Unknown environment '(.+)'$",
           QT_TRANSLATE_NOOP("TexProblem", "%1 is no LaTeX environment that is known here.")},
    Phrase{"^(Missing close brace|Extra open brace.*)$",
           QT_TRANSLATE_NOOP("TexProblem", "A { is not closed: a } is missing.")},
    Phrase{"^Extra close brace.*$",
           QT_TRANSLATE_NOOP("TexProblem", "A } closes nothing: a { is missing before it.")},
    Phrase{"^Missing argument for (.+)$",
           QT_TRANSLATE_NOOP("TexProblem", "%1 needs something after it, such as %1{x}.")},
    Phrase{"^Missing superscript or subscript.*$",
           QT_TRANSLATE_NOOP("TexProblem", "Nothing follows the _ or ^.")},
    Phrase{
        "^Double subscripts.*$",
        QT_TRANSLATE_NOOP("TexProblem", "Two subscripts follow each other: put both into one pair of { }.")},
    Phrase{"^Double exponent.*$",
           QT_TRANSLATE_NOOP("TexProblem",
                             "Two superscripts follow each other: put both into one pair of { }.")},
    Phrase{"^Missing (\\\\end.+)$", QT_TRANSLATE_NOOP("TexProblem", "%1 is missing at the end.")},
    Phrase{"^Extra \\\\left.*$", QT_TRANSLATE_NOOP("TexProblem", "A \\left has no \\right.")},
    Phrase{"^Missing \\\\left.*$", QT_TRANSLATE_NOOP("TexProblem", "A \\right has no \\left.")},
    Phrase{"^Misplaced (.)$",
           QT_TRANSLATE_NOOP("TexProblem", "%1 separates columns; the character itself is written \\%1.")},
    Phrase{"macro parameter character (#)",
           QT_TRANSLATE_NOOP("TexProblem",
                             "%1 has a meaning of its own; the character itself is written \\%1.")},
};

}  // namespace

QString texProblemText(const QString& problem) {
  if (problem.isEmpty() || problem == QLatin1String(MathEngine::notThere)) return {};
  if (problem == QLatin1String(MathEngine::tookTooLong))
    return TexProblem::tr("It takes too long to typeset.");
  for (const Phrase& phrase : phrases) {
    const auto match = QRegularExpression(QString::fromLatin1(phrase.pattern)).match(problem);
    if (match.hasMatch()) return TexProblem::tr(phrase.text).replace(QStringLiteral("%1"), match.captured(1));
  }
  return TexProblem::tr("LaTeX: %1.").arg(problem);
}

QString problemOfTex(const QString& tex) { return texProblemText(MathText::parse(tex).problem()); }

}  // namespace ui
