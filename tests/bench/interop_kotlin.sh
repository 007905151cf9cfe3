#!/usr/bin/env bash
# The Kotlin programs of bundles, as far as a machine without Android can try them: all are compiled, Android and ONNX
# Runtime being stubs with the signatures that the programs use, and the tokenizer runs: its ids are compared with those
# of Hugging Face's `tokenizers` (from .deps/python).
#
#     tests/bench/interop_kotlin.sh TEXT_BUNDLE TEXTS.txt [BUNDLE...]     # one text on each line
#
# It needs Java, and npm, which brings the Kotlin compiler (90 MB); KOTLINC=FILE names one that is there.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root kotlin_version=2.4.20
text_bundle=$(realpath -- "$1") texts=$(realpath -- "$2")
shift 2
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

if [[ -z ${KOTLINC:-} ]]; then
  npm pack --silent --ignore-scripts --pack-destination "$scratch" "kotlin-compiler@$kotlin_version" >/dev/null
  tar -xzf "$scratch"/kotlin-compiler-*.tgz -C "$scratch"
  KOTLINC="$scratch/package/bin/kotlinc"
fi

mkdir "$scratch/stubs"
cat >"$scratch/stubs/runtime.kt" <<'END'
package ai.onnxruntime

class OnnxValue { val value: Any get() = TODO() }
class OnnxTensor : AutoCloseable {
    override fun close() {}
    companion object {
        @JvmStatic fun createTensor(e: OrtEnvironment, data: java.nio.LongBuffer, shape: LongArray): OnnxTensor = TODO()
        @JvmStatic fun createTensor(e: OrtEnvironment, data: java.nio.FloatBuffer, shape: LongArray): OnnxTensor = TODO()
    }
}
class OrtSession : AutoCloseable {
    class Result : AutoCloseable {
        operator fun get(index: Int): OnnxValue = TODO()
        override fun close() {}
    }
    val inputNames: Set<String> get() = TODO()
    fun run(inputs: Map<String, OnnxTensor>): Result = TODO()
    override fun close() {}
}
class OrtEnvironment {
    fun createSession(model: ByteArray): OrtSession = TODO()
    companion object { @JvmStatic fun getEnvironment(): OrtEnvironment = TODO() }
}
END
cat >"$scratch/stubs/content.kt" <<'END'
package android.content

class Assets { fun open(name: String): java.io.InputStream = TODO() }
class Context { val assets: Assets get() = TODO() }
END
cat >"$scratch/stubs/graphics.kt" <<'END'
package android.graphics

class Bitmap(val width: Int, val height: Int) {
    enum class Config { ARGB_8888 }
    fun eraseColor(colour: Int) {}
    fun getPixels(pixels: IntArray, offset: Int, stride: Int, x: Int, y: Int, width: Int, height: Int) {}
    companion object { @JvmStatic fun createBitmap(width: Int, height: Int, config: Config): Bitmap = TODO() }
}
class Rect(val left: Int, val top: Int, val right: Int, val bottom: Int)
class Paint(flags: Int) { companion object { const val FILTER_BITMAP_FLAG = 2 } }
class Canvas(bitmap: Bitmap) { fun drawBitmap(bitmap: Bitmap, from: Rect?, to: Rect, paint: Paint?) {} }
object Color {
    const val BLACK = -0x1000000
    @JvmStatic fun red(colour: Int) = colour shr 16 and 255
    @JvmStatic fun green(colour: Int) = colour shr 8 and 255
    @JvmStatic fun blue(colour: Int) = colour and 255
}
END
cat >"$scratch/stubs/json.kt" <<'END'
package org.json

class JSONArray(text: String) { fun getString(index: Int): String = TODO() }
END
cat >"$scratch/main.kt" <<'END'
import com.example.classifier.WordPiece
import java.io.File

fun main(words: Array<String>) {
    val tokenizer = WordPiece(File(words[0], "vocab.txt").readLines())
    File(words[1]).forEachLine { println(tokenizer.encode(it).ids.joinToString(" ")) }
}
END

for bundle in "$text_bundle" "$@"; do
  main=()
  [[ $bundle != "$text_bundle" ]] || main=("$scratch/main.kt" -include-runtime)
  "$KOTLINC" -nowarn "$bundle"/programs/kotlin/*.kt "$scratch"/stubs/*.kt "${main[@]}" -d "$scratch/programs.jar"
  echo "$(basename -- "$bundle"): compiled"
  [[ ! ${main[*]} ]] || mv -- "$scratch/programs.jar" "$scratch/texts.jar"
done

java -cp "$scratch/texts.jar" MainKt "$text_bundle" "$texts" >"$scratch/ours"
PYTHONPATH="$root/.deps/python" "$root/.deps/python/interpreter" - "$text_bundle" "$texts" >"$scratch/theirs" <<'END'
import sys
from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file(sys.argv[1] + "/tokenizer.json")
with open(sys.argv[2], encoding="utf-8", newline="\n") as texts:
    for text in texts:
        print(*tokenizer.encode(text.rstrip("\n")).ids)
END
different=$(diff "$scratch/ours" "$scratch/theirs" | grep -c '^<' || true)
echo "$(wc -l <"$scratch/ours") texts, $different of them with other ids than those of tokenizers"
((different == 0))
