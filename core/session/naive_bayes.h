#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace distillab::session {

/// Words of a text in lower case; a Chinese character is a word of its own.
QStringList wordsOf(const QString& text);

/// A stand-in for a text teacher that does not exist yet: multinomial naive Bayes on words (McCallum and Nigam 1998),
/// each word counted once more than it was seen. Learns in milliseconds; honest about what it is, not about the
/// teacher.
class NaiveBayes {
public:
    explicit NaiveBayes(int classes);

    void learn(const QString& text, int label);
    /// Log-probabilities of the classes, up to a constant. One class is as likely as another before a word is read.
    std::vector<double> logits(const QString& text) const;

private:
    int m_classes;
    QHash<QString, std::vector<int>> m_counts;  ///< of each word, by class
    std::vector<double> m_totals;               ///< words by class
};

}  // namespace distillab::session
