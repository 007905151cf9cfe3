#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;

namespace distillab::ui {

class MessageLine;
class SoftTargetChart;
class TrainingFields;

/// Temperature and alpha, with what they do to the teacher's answer on a real picture or text.
class SofteningPage : public WizardPage {
    Q_OBJECT
public:
    explicit SofteningPage(ExperimentDraft& draft);
    void refresh() override;

private:
    QWidget* makeTemperatureCard();
    QWidget* makeAlphaCard();
    QWidget* makeTrainingCard();
    QWidget* makeExampleCard();
    void showExample();
    void showAnotherExample();
    QString sourceSentence(bool realTeacher) const;

    QSlider* m_temperatureSlider;
    QDoubleSpinBox* m_temperature;
    QSlider* m_alphaSlider;
    QDoubleSpinBox* m_alpha;
    QLabel* m_alphaWords;
    QToolButton* m_more;
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
