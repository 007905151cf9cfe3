// Public domain (CC0 1.0): use it in any product, nobody needs to be named.
//
// BERT's WordPiece as this model wants it: cuts a text into tokens, whose numbers the model reads. It needs nothing of
// Android. Special tokens, like @CLS@, that somebody types as text are cut up like any other word here.

package com.example.classifier // your own package

import java.text.Normalizer

/** The tokens of a text; [types] tells to which of two texts each belongs. */
class Tokens(val ids: LongArray, val types: LongArray)

/** @param vocabulary the lines of the bundle's vocab.txt */
class WordPiece(vocabulary: List<String>) {
    private val idOf = vocabulary.withIndex().associate { (id, token) -> token to id.toLong() }

@if PAIRS
    /** @CLS@ first @SEP@ second @SEP@. If there are too many tokens, the longer text loses its end; of two long ones each keeps half. */
    fun encode(first: String, second: String): Tokens {
        var a = words(first).flatMap(::pieces)
        var b = words(second).flatMap(::pieces)
        val room = MOST_TOKENS - 3
        if (a.size + b.size > room) {
            val shorter = minOf(a.size, b.size, room / 2)
            if (a.size > b.size) {
                b = b.take(shorter)
                a = a.take(room - shorter)
            } else {
                a = a.take(shorter)
                b = b.take(room - shorter)
            }
        }
        val front = listOf(idOf.getValue("@CLS@")) + a + idOf.getValue("@SEP@")
        val back = b + idOf.getValue("@SEP@")
        return Tokens((front + back).toLongArray(), LongArray(front.size) + LongArray(back.size) { 1 })
    }
@else
    /** @CLS@ text @SEP@. A text that is too long loses its end. */
    fun encode(text: String): Tokens {
        val kept = words(text).flatMap(::pieces).take(MOST_TOKENS - 2)
        val ids = listOf(idOf.getValue("@CLS@")) + kept + idOf.getValue("@SEP@")
        return Tokens(ids.toLongArray(), LongArray(ids.size))
    }
@end

    /** Words and punctuation marks of a text, in the one spelling that the vocabulary has. */
    private fun words(text: String): List<String> {
        val words = mutableListOf(StringBuilder())
@if STRIP_ACCENTS
        // Letters and their accents become characters of their own, so that accents can be left out.
        for (c in Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().toArray()) {
            if (isDropped(c) || Character.getType(c) == Character.NON_SPACING_MARK.toInt()) continue
@else
        for (c in text.codePoints().toArray()) {
            if (isDropped(c)) continue
@end
            val isAlone = isPunctuation(c)@OR_IDEOGRAPH@
            if (isBlank(c) || isAlone) words += StringBuilder() // what stood before has ended
            if (isBlank(c)) continue
@if LOWERCASE
            words.last().appendCodePoint(Character.toLowerCase(c))
@else
            words.last().appendCodePoint(c)
@end
            if (isAlone) words += StringBuilder()
        }
        return words.filter { it.isNotEmpty() }.map { it.toString() }
    }

    /** Cuts a word into the longest pieces that the vocabulary has; all but the first begin with "##". */
    private fun pieces(word: String): List<Long> {
        val unknown = listOf(idOf.getValue("@UNK@"))
        if (word.codePointCount(0, word.length) > LONGEST_WORD) return unknown
        val ids = mutableListOf<Long>()
        var begin = 0
        while (begin < word.length) {
            val prefix = if (begin > 0) "##" else ""
            val end = (word.length downTo begin + 1).firstOrNull { idOf.containsKey(prefix + word.substring(begin, it)) }
                ?: return unknown
            ids += idOf.getValue(prefix + word.substring(begin, end))
            begin = end
        }
        return ids
    }

    private companion object {
        const val MOST_TOKENS = @MAX_TOKENS@ // that the model reads, special ones among them
        const val LONGEST_WORD = @LONGEST_WORD@ // in characters; a longer one is unknown

        fun isBlank(c: Int) = Character.isWhitespace(c) || Character.isSpaceChar(c)

        fun isDropped(c: Int): Boolean {
            if (c == '\t'.code || c == '\n'.code || c == '\r'.code) return false
            val kind = Character.getType(c).toByte()
            return c == 0 || c == 0xFFFD || kind == Character.CONTROL || kind == Character.FORMAT || kind == Character.PRIVATE_USE
        }

        fun isPunctuation(c: Int): Boolean {
            if (c in 33..126 && !Character.isLetterOrDigit(c)) return true // every symbol of ASCII
            return when (Character.getType(c).toByte()) {
                Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
                Character.OTHER_PUNCTUATION -> true
                else -> false
            }
        }

@if CHINESE
        fun isIdeograph(c: Int) = c in 0x4E00..0x9FFF || c in 0x3400..0x4DBF || c in 0xF900..0xFAFF ||
            c in 0x20000..0x2A6DF || c in 0x2A700..0x2B81F || c in 0x2B920..0x2CEAF || c in 0x2F800..0x2FA1F
@end
    }
}
