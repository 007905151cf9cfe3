#include "core/report/advice.h"

#include <QCoreApplication>
#include <QStringList>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Advice)
};

}  // namespace

QString changesText(const QList<Change>& changes) {
    QStringList parts;
    for (const Change& change : changes) {
        parts << Text::tr("%1: %2 → %3", "a setting, its old and its new value")
                     .arg(change.name, change.before.isEmpty() ? u"–"_s : change.before, change.after);
    }
    return parts.join(Text::tr("; ", "between the settings that an advice changes"));
}

QString nothingAmiss() { return Text::tr("The numbers of this run show nothing that ought to be changed."); }

}  // namespace distillab::report
