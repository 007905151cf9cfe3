#pragma once

#include <QString>

#include <vector>

namespace distillab::hub {

/// A model on the hub that is known to work here.
struct KnownModel {
    QString id;     ///< "owner/name"
    QString title;  ///< a name for people
    qint64 parameters = 0;
    int downloadMib = 0;  ///< of the file with the weights, rounded
    QString languages;
    QString licence;       ///< as its page states it
    QString architecture;  ///< bert, roberta, distilbert, mobilebert or electra: the config's model_type
    QString description;   ///< one line for a beginner
    bool isTeacher = false;
    bool isStudent = false;
};

/// Sorted by size, the smallest first.
std::vector<KnownModel> knownModels();

/// Those that have every word of `words` somewhere in their texts, regardless of case; all of them for no words.
std::vector<KnownModel> searchKnownModels(const QString& words);

}  // namespace distillab::hub
