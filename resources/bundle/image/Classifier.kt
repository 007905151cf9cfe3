// Public domain (CC0 1.0): use it in any product, nobody needs to be named.
//
// The model of this bundle in an Android app. In the app's build.gradle.kts:
//
//     dependencies { implementation("com.microsoft.onnxruntime:onnxruntime-android:1.22.0") }
//
// Copy model.onnx (or model.int8.onnx) and labels.json into app/src/main/assets, and this file to your sources.
// Not on the main thread: loading takes a moment.
//
//     val classifier = Classifier(context)
//     val (label, probability) = classifier.classify(bitmap).first()

package com.example.classifier // your own package

import ai.onnxruntime.OnnxTensor
import ai.onnxruntime.OrtEnvironment
import android.content.Context
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.graphics.Rect
import org.json.JSONArray
import java.nio.FloatBuffer
import kotlin.math.exp
import kotlin.math.min

class Classifier(context: Context, modelFile: String = "model.onnx") : AutoCloseable {
    private val environment = OrtEnvironment.getEnvironment()
    private val session = environment.createSession(context.assets.open(modelFile).use { it.readBytes() })
    private val labels = JSONArray(context.assets.open("labels.json").bufferedReader().use { it.readText() })

    /** Every class with its probability, the likeliest first. */
    fun classify(picture: Bitmap): List<Pair<String, Float>> {
        val values = FloatBuffer.wrap(normalised(fitted(picture)))
        val shape = longArrayOf(1, CHANNELS.toLong(), HEIGHT.toLong(), WIDTH.toLong()) // a batch of one
        OnnxTensor.createTensor(environment, values, shape).use { pixels ->
            session.run(mapOf("pixel_values" to pixels)).use { outputs ->
                @Suppress("UNCHECKED_CAST")
                val logits = (outputs[0].value as Array<FloatArray>)[0]
                // Softmax makes probabilities of logits; taking the largest away first keeps exp() in bounds.
                val largest = logits.max()
                val weights = logits.map { exp(it - largest) }
                val sum = weights.sum()
                return weights.mapIndexed { i, weight -> labels.getString(i) to weight / sum }
                    .sortedByDescending { it.second }
            }
        }
    }

    /** The colours of the picture as large as fits, in the middle of a black canvas. */
    private fun fitted(picture: Bitmap): IntArray {
        val scale = min(WIDTH.toFloat() / picture.width, HEIGHT.toFloat() / picture.height)
        val w = (picture.width * scale).toInt().coerceIn(1, WIDTH)
        val h = (picture.height * scale).toInt().coerceIn(1, HEIGHT)
        val place = Rect((WIDTH - w) / 2, (HEIGHT - h) / 2, (WIDTH - w) / 2 + w, (HEIGHT - h) / 2 + h)
        val canvas = Bitmap.createBitmap(WIDTH, HEIGHT, Bitmap.Config.ARGB_8888)
        canvas.eraseColor(Color.BLACK)
        Canvas(canvas).drawBitmap(picture, null, place, Paint(Paint.FILTER_BITMAP_FLAG))
        return IntArray(WIDTH * HEIGHT).also { canvas.getPixels(it, 0, WIDTH, 0, 0, WIDTH, HEIGHT) }
    }

    /** What the model reads: [channels, height, width]. */
    private fun normalised(colours: IntArray): FloatArray {
        val values = FloatArray(CHANNELS * colours.size)
        for ((i, colour) in colours.withIndex()) {
            val rgb = intArrayOf(Color.red(colour), Color.green(colour), Color.blue(colour))
            for (channel in 0 until CHANNELS) {
                val value = if (CHANNELS == 1) (11 * rgb[0] + 16 * rgb[1] + 5 * rgb[2]) / 32 else rgb[channel]
                values[channel * colours.size + i] = ((value / 255.0 - MEAN[channel]) / DEVIATION[channel]).toFloat()
            }
        }
        return values
    }

    override fun close() = session.close()

    private companion object {
        const val WIDTH = @WIDTH@
        const val HEIGHT = @HEIGHT@
        const val CHANNELS = @CHANNELS@ // 1: grey, 3: red, green, blue

        // Brightness, 0 to 1, loses the mean and is divided by the deviation, channel by channel.
        val MEAN = doubleArrayOf(@MEAN@)
        val DEVIATION = doubleArrayOf(@DEVIATION@)
    }
}
