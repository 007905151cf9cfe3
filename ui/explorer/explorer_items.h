#pragma once

#include "core/data/image_dataset.h"
#include "core/report/test_answers.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace distillab::ui {

/// The test items of a run as a list: each with what was said about it.
class ExplorerItems : public QAbstractListModel {
    Q_OBJECT
public:
    explicit ExplorerItems(QObject* parent = nullptr);

    /// @param pictures  of the items, or without a data set
    void setItems(report::TestAnswers answers, data::Subset pictures);

    const report::TestAnswers& answers() const { return m_answers; }
    const report::TestAnswers::Item& item(int row) const { return m_answers.items[static_cast<size_t>(row)]; }
    QImage picture(int row) const;  ///< null for a text
    QString className(int index) const;

    bool studentErrs(int row) const;
    bool theyDisagree(int row) const;  ///< false where the teacher gave no answer
    bool teacherIsUnsure(int row) const;
    double teacherConfidence(int row) const { return m_judged[static_cast<size_t>(row)].confidence; }
    bool matches(int row, const QString& words) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    /// Of an item what every filter asks for, worked out once.
    struct Judged {
        int teacher = -1;
        int student = -1;
        double confidence = 0;  ///< of the teacher, at T = 1
    };

    QString saidOf(int row) const;

    report::TestAnswers m_answers;
    data::Subset m_pictures;
    std::vector<Judged> m_judged;
};

/// A teacher that gives its answer less than this is unsure.
inline constexpr double kUnsureBelow = 0.7;

/// Some of the items: where the student errs, …; of a teacher's doubts the greatest first.
class ExplorerFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Show { All, StudentWrong, Disagreement, TeacherUnsure };

    explicit ExplorerFilter(ExplorerItems* items);

    void setShow(Show show);
    void setWords(const QString& words);
    /// How many items there are of a kind, whatever the words.
    int count(Show show) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool isOf(Show show, int row) const;

    ExplorerItems* m_items;
    Show m_show = Show::All;
    QString m_words;
};

}  // namespace distillab::ui
