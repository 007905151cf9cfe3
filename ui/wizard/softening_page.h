#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;

namespace distillab::ui {

class CourseFields;
class LossList;
class MessageLine;
class SoftTargetChart;
class TrainingFields;

/// The recipe: temperature, alpha and losses, with what they do to the teacher's answer on a real picture or text.
class SofteningPage : public WizardPage {
    Q_OBJECT
public:
    explicit SofteningPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeRecipeCard();
    QWidget* makeTemperatureCard();
    QWidget* makeAlphaCard();
    QWidget* makeTrainingCard();
    QWidget* makeMoreFields();
    QWidget* makeCourses();
    QWidget* makeLosses();
    QWidget* makeSampling();
    QWidget* makeExampleCard();
    QString alphaWords() const;
    /// Those that suit the task.
    void fillRecipes();
    void showRecipe();
    void showExample();
    void showAnotherExample();
    QString sourceSentence(bool realTeacher) const;

    QComboBox* m_recipe;
    QString m_recipeTask;  ///< for which it is filled
    QLabel* m_recipeWords;
    QSlider* m_temperatureSlider;
    QDoubleSpinBox* m_temperature;
    QLabel* m_temperatureWords;
    QSlider* m_alphaSlider;
    QDoubleSpinBox* m_alpha;
    QLabel* m_alphaWords;
    QToolButton* m_more;
    QWidget* m_moreFields;
    CourseFields* m_temperatureCourse;
    CourseFields* m_alphaCourse;
    LossList* m_losses;
    QComboBox* m_sampling;
    QDoubleSpinBox* m_strength;
    TrainingFields* m_training;
    QCheckBox* m_baseline;
    QLabel* m_picture;
    QLabel* m_sentence;
    QLabel* m_pictureLabel;
    SoftTargetChart* m_chart;
    QLabel* m_uncertainty;
    QLabel* m_source;
    QPushButton* m_another;
    MessageLine* m_state;
    size_t m_example = 0;
};

}  // namespace distillab::ui
