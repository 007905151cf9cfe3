#pragma once

#include <QString>

/// What the monitor says in words beyond core/report/wording.h.
namespace distillab::ui {

/// "about 2 minutes left"; while the time is unknown (negative) that it is being estimated.
QString timeLeftText(double seconds);
/// How far the student's share lies from the teacher's: "1.9 points below".
QString pointsApartText(double teacher, double student);
/// A ratio in the words that fit its direction: "14× smaller", "1.3× larger", or that nobody would notice.
/// @param less  said when the student's figure is the smaller one, "%1× smaller"
/// @param more  "%1× larger"
QString comparedText(double teacher, double student, const QString& less, const QString& more);

}  // namespace distillab::ui
