#pragma once

#include "core/base/random.h"
#include "tests/soak/scenario.h"

#include <QString>
#include <QStringList>

namespace distillab::soak {

/// What was done to a scenario, and what was lost by it.
struct Tally {
    int trials = 0;
    int kills = 0;        ///< by SIGKILL, at any moment
    int killsInSave = 0;  ///< of them while a checkpoint was being written
    int stops = 0;        ///< by SIGTERM
    int suspensions = 0;  ///< by SIGSTOP, continued a little later
    QStringList lost;     ///< one sentence for each trial that did not end as the undisturbed one

    int disturbances() const { return kills + stops + suspensions; }
};

/// Runs a scenario undisturbed, then again and again with signals at random moments.
class KillTrials {
public:
    /// @param scratch  a folder of its own; what is lost stays there
    KillTrials(Scenario scenario, QString scratch, SplitMix64& random);

    /// The undisturbed run. @return false, and a sentence in the tally, when not even that works
    bool begin();
    /// One more trial: one to three signals, then to the end, then compared.
    void disturb();

    const Scenario& scenario() const { return m_scenario; }
    const Tally& tally() const { return m_tally; }

private:
    enum class Ending { Finished, Ended };

    /// Runs until it ends by itself or by one signal.
    Ending runAndSignal(const QString& folder);
    /// @return what the program said where it failed, else nothing
    QString finish(const QString& folder);
    QString differenceIn(const QString& folder) const;

    Scenario m_scenario;
    QString m_scratch;
    SplitMix64& m_random;
    QMap<QString, QByteArray> m_reference;
    qint64 m_referenceMs = 0;
    Tally m_tally;
};

}  // namespace distillab::soak
