// Public domain (CC0 1.0): use it in any product, nobody needs to be named.
//
// The model of this bundle in an Android app. In the app's build.gradle.kts:
//
//     dependencies { implementation("com.microsoft.onnxruntime:onnxruntime-android:1.22.0") }
//
// Copy model.onnx (or model.int8.onnx), vocab.txt and labels.json into app/src/main/assets, and this file and
// WordPiece.kt to your sources. Not on the main thread: loading takes a moment.
//
@if PAIRS
//     val classifier = Classifier(context)
//     val (label, probability) = classifier.classify("a text", "the text to compare it with").first()
@else
//     val classifier = Classifier(context)
//     val (label, probability) = classifier.classify("a text to judge").first()
@end

package com.example.classifier // your own package

import ai.onnxruntime.OnnxTensor
import ai.onnxruntime.OrtEnvironment
import android.content.Context
import org.json.JSONArray
import java.nio.LongBuffer
import kotlin.math.exp

class Classifier(context: Context, modelFile: String = "model.onnx") : AutoCloseable {
    private val environment = OrtEnvironment.getEnvironment()
    private val session = environment.createSession(context.assets.open(modelFile).use { it.readBytes() })
    private val tokenizer = WordPiece(context.assets.open("vocab.txt").bufferedReader().use { it.readLines() })
    private val labels = JSONArray(context.assets.open("labels.json").bufferedReader().use { it.readText() })

    /** Every class with its probability, the likeliest first. */
@if PAIRS
    fun classify(first: String, second: String): List<Pair<String, Float>> {
        val tokens = tokenizer.encode(first, second)
@else
    fun classify(text: String): List<Pair<String, Float>> {
        val tokens = tokenizer.encode(text)
@end
        val shape = longArrayOf(1, tokens.ids.size.toLong()) // a batch of one
        val values = mapOf(
            "input_ids" to tokens.ids,
            "attention_mask" to LongArray(tokens.ids.size) { 1 }, // every token counts
            "token_type_ids" to tokens.types,
        )
        // Not every model asks for token_type_ids.
        val inputs = session.inputNames.associateWith { name ->
            OnnxTensor.createTensor(environment, LongBuffer.wrap(values.getValue(name)), shape)
        }
        try {
            session.run(inputs).use { outputs ->
                @Suppress("UNCHECKED_CAST")
                val logits = (outputs[0].value as Array<FloatArray>)[0]
                // Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
                val largest = logits.max()
                val weights = logits.map { exp(it - largest) }
                val sum = weights.sum()
                return weights.mapIndexed { i, weight -> labels.getString(i) to weight / sum }
                    .sortedByDescending { it.second }
            }
        } finally {
            inputs.values.forEach { it.close() }
        }
    }

    override fun close() = session.close()
}
