<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>distillab::Machine</name>
    <message numerus="yes">
        <source>LibTorch %1, %n thread(s), %2</source>
        <translation>
            <numerusform>LibTorch %1, %n thread, %2</numerusform>
            <numerusform>LibTorch %1, %n threads, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::MeasurementWords</name>
    <message numerus="yes">
        <source>One answer, %n threads</source>
        <translation>
            <numerusform>One answer, %n thread</numerusform>
            <numerusform>One answer, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items at a time, on all threads of this machine.</source>
        <translation>
            <numerusform>%n item at a time, on all threads of this machine.</numerusform>
            <numerusform>%n items at a time, on all threads of this machine.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>made-up texts of %n tokens</source>
        <translation>
            <numerusform>made-up texts of %n token</numerusform>
            <numerusform>made-up texts of %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ModelCard</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::PackVerb</name>
    <message numerus="yes">
        <source>Wrote %1 (%2, %n file(s))</source>
        <translation>
            <numerusform>Wrote %1 (%2, %n file)</numerusform>
            <numerusform>Wrote %1 (%2, %n files)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::Safetensors</name>
    <message numerus="yes">
        <source>the file ends after %n byte(s), inside the length of its header</source>
        <translation>
            <numerusform>the file ends after %n byte, inside the length of its header</numerusform>
            <numerusform>the file ends after %n bytes, inside the length of its header</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::TensorFile</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::TextModelFolder</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::TransformerConfig</name>
    <message numerus="yes">
        <source>a classifier needs at least two labels, here is %n</source>
        <translation>
            <numerusform>a classifier needs at least two labels, here is %n</numerusform>
            <numerusform>a classifier needs at least two labels, here are %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::BarList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::BinDialog</name>
    <message numerus="yes">
        <source>%n run(s) with their students and curves will be gone.</source>
        <translation>
            <numerusform>%n run with its student and curves will be gone.</numerusform>
            <numerusform>%n runs with their students and curves will be gone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::CurvesCard</name>
    <message numerus="yes">
        <source>The measurements of %n run(s) cannot be read.</source>
        <translation>
            <numerusform>The measurements of %n run cannot be read.</numerusform>
            <numerusform>The measurements of %n runs cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) kept no times: by step all curves are there.</source>
        <translation>
            <numerusform>%n run kept no times: by step all curves are there.</numerusform>
            <numerusform>%n runs kept no times: by step all curves are there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::ExperimentDraft</name>
    <message numerus="yes">
        <source>%n row(s) cannot be used. Correct the file, or choose to leave them out.</source>
        <translation>
            <numerusform>%n row cannot be used. Correct the file, or choose to leave it out.</numerusform>
            <numerusform>%n rows cannot be used. Correct the file, or choose to leave them out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::GoalFields</name>
    <message numerus="yes">
        <source>Measured here, with texts of %n token(s), for the device:</source>
        <translation>
            <numerusform>Measured here, with texts of %n token, for the device:</numerusform>
            <numerusform>Measured here, with texts of %n tokens, for the device:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::HeatMapCells</name>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::LessonsPage</name>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::PlotMenu</name>
    <message numerus="yes">
        <source>Over about %n point(s)</source>
        <translation>
            <numerusform>Over about %n point</numerusform>
            <numerusform>Over about %n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::ReviewPage</name>
    <message numerus="yes">
        <source>moved by up to %n pixel(s)</source>
        <translation>
            <numerusform>moved by up to %n pixel</numerusform>
            <numerusform>moved by up to %n pixels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::RunList</name>
    <message numerus="yes">
        <source>Deleted %n run(s).</source>
        <translation>
            <numerusform>Deleted %n run.</numerusform>
            <numerusform>Deleted %n runs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::SweepDraft</name>
    <message numerus="yes">
        <source>%n temperature(s)</source>
        <translation>
            <numerusform>%n temperature</numerusform>
            <numerusform>%n temperatures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of alpha</source>
        <translation>
            <numerusform>%n value of alpha</numerusform>
            <numerusform>%n values of alpha</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recipe(s)</source>
        <translation>
            <numerusform>%n recipe</numerusform>
            <numerusform>%n recipes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s): %1.</source>
        <translation>
            <numerusform>%n run: %1.</numerusform>
            <numerusform>%n runs: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 teaches %2, %n epoch(s), on %3.</source>
        <translation>
            <numerusform>%1 teaches %2, %n epoch, on %3.</numerusform>
            <numerusform>%1 teaches %2, %n epochs, on %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::SweepPage</name>
    <message numerus="yes">
        <source>Finished, %n run(s) failed</source>
        <translation>
            <numerusform>Finished, %n run failed</numerusform>
            <numerusform>Finished, %n runs failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::TrainingView</name>
    <message numerus="yes">
        <source>The trend averages over about %n point(s).</source>
        <translation>
            <numerusform>The trend averages over about %n point.</numerusform>
            <numerusform>The trend averages over about %n points.</numerusform>
        </translation>
    </message>
</context>
</TS>
