"""Text as the search index holds it and as a query asks for it.

Both sides go through the same normaliser and the same segmenter: a reader who types an inner word of an unspaced Thai
phrase finds the page, whatever the spelling, on either database.
"""

from __future__ import annotations

import re
from itertools import chain

from portal.thai.normalise import for_search
from portal.thai.segment import words as thai_words

# What one query may ask for; the rest is left out, so that no query is a burden or an error.
MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 24

# Autocomplete: every run of so many words of a title is one entry, so that any beginning typed without spaces fits.
MAX_RUN_WORDS = 6

# Letters and digits with the vowel and tone signs that hang on them. Everything else parts words: the databases'
# own tokenisers never see a character they might read in a way of their own.
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0e31\u0e34-\u0e3a\u0e45\u0e47-\u0e4e\u0300-\u036f])*")
_REPEAT_SIGNS = re.compile("[ๆฯ]")

# How people ask, rather than what about: never asked for, unless there is nothing else. A page that happens to hold
# "what should I do" is not the answer to a leaked password.
QUESTION_WORDS = frozenset(
    """
    อะไร ไร ทำไม อย่างไร ยัง ยังไง ไง เท่าไร เท่าไหร่ เมื่อไร เมื่อไหร่ ไหน ใคร ไหม มั้ย มั๊ย หรือเปล่า เปล่า บ้าง คือ ทำ
    ดี หน่อย ช่วย ขอ ครับ ค่ะ คะ คับ จ้ะ จ๊ะ นะ
    what how when where who why please
    """.split()
)
# Words that hold a sentence together. They are asked for at first, and left out when nothing is found.
STOPWORDS = QUESTION_WORDS | frozenset(
    """
    ที่ ซึ่ง อัน ของ และ หรือ กับ ใน บน จาก โดย ตาม ถึง ต่อ เพื่อ สำหรับ เป็น อยู่ มี ได้ ให้ จะ ต้อง ควร อยาก
    ก็ แต่ ถ้า หาก เมื่อ เพราะ ว่า แล้ว ด้วย กัน ไป มา ขึ้น ลง เลย นี้ นั้น นี่ นั่น ไม่ การ ความ ผู้ แบบ วิธี เอา
    โดน ถูก ฉัน ผม หนู เรา คุณ เขา มัน
    a an the of to in on for and or is are be do does i my me you your it can with about
    """.split()
)


def tokens(text: str) -> list[str]:
    """The words of a text, normalised, in order."""
    normalised = _REPEAT_SIGNS.sub(" ", for_search(text))
    return list(chain.from_iterable(_TOKEN.findall(word) for word in thai_words(normalised)))


def index_text(text: str) -> str:
    """What the index holds for a text: its words with a space between them."""
    return " ".join(tokens(text))


def index_runs(title: str) -> str:
    """What the autocomplete index holds for a title: each run of one to six words, written as one word."""
    words = tokens(title)
    runs = (
        "".join(words[start : start + length])
        for length in range(1, MAX_RUN_WORDS + 1)
        for start in range(len(words) - length + 1)
    )
    # Each once: a repeated word would weigh more than a title that merely begins with it.
    return " ".join(dict.fromkeys(runs))


def query_words(query: str) -> list[str]:
    """The words a query asks for, each once, at most 24 of its first 200 characters."""
    return list(dict.fromkeys(tokens(query[:MAX_QUERY_LENGTH])))[:MAX_QUERY_WORDS]


def without(words: list[str], left_out: frozenset[str]) -> list[str]:
    """The words that are not left out; all of them when nothing else is there."""
    return [word for word in words if word not in left_out] or words


def beginnings(query: str) -> list[str]:
    """A query as far as it has been typed, for autocomplete: whole runs, then the beginning of one.

    Each part between spaces fits one run of a title. Of a longer part the last six words are the beginning (a word
    typed half way may be taken for several), and what stands before them whole runs.
    """
    parts: list[str] = []
    for part in for_search(query[:MAX_QUERY_LENGTH]).split():
        words = tokens(part)
        head, tail = words[:-MAX_RUN_WORDS], words[-MAX_RUN_WORDS:]
        parts.extend("".join(head[start : start + MAX_RUN_WORDS]) for start in range(0, len(head), MAX_RUN_WORDS))
        if tail:
            parts.append("".join(tail))
    return parts[:MAX_QUERY_WORDS]
