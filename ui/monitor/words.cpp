#include "ui/monitor/words.h"

#include "core/report/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ui::Words)
};

}  // namespace

QString timeLeftText(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return Text::tr("estimating the time left…");
    if (seconds < 8) return Text::tr("a few seconds left");
    if (seconds < 50) return Text::tr("about %1 seconds left").arg(std::lround(seconds / 10) * 10);
    if (seconds < 90) return Text::tr("about 1 minute left");
    if (seconds < 55 * 60) return Text::tr("about %1 minutes left").arg(std::lround(seconds / 60));
    if (seconds < 90 * 60) return Text::tr("about 1 hour left");
    return Text::tr("about %1 hours left").arg(std::lround(seconds / 3600));
}

QString pointsApartText(double teacher, double student) {
    const double points = 100 * (student - teacher);
    if (!std::isfinite(points)) return u"–"_s;
    if (std::abs(points) < 0.05) return Text::tr("the same");
    const QString amount = QLocale(QLocale::English).toString(std::abs(points), 'f', 1);
    return points < 0 ? Text::tr("%1 points below").arg(amount) : Text::tr("%1 points above").arg(amount);
}

QString comparedText(double teacher, double student, const QString& less, const QString& more) {
    if (!(teacher > 0) || !(student > 0)) return u"–"_s;
    const double ratio = teacher / student;
    if (ratio > 1 / 1.05 && ratio < 1.05) return Text::tr("about the same");
    return ratio > 1 ? less.arg(report::factorText(ratio)) : more.arg(report::factorText(1 / ratio));
}

}  // namespace distillab::ui
