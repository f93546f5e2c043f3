"""How requests are decided: mistakes in these settings stop the start, too."""

from pathlib import Path

import pytest

from portal.council.reading import read_council
from portal.council.tests.test_council_file import changed, refusal

MISTAKES = [
    ("undo_minutes = 2 ", "undo_minutes = 61 ", "casework.undo_minutes is 61. It must be 0 to 60."),
    ("close_after_days = 14", "close_after_days = 0", "casework.close_after_days is 0. It must be 1 to 90."),
    ("close_after_days = 14", "close_after_days = 7", "the last one (7) must be before close_after_days."),
    ("[3, 7]", "[7, 3]", "casework.reminders_after_days is [7, 3]."),
    ("[3, 7]", "[3, 3]", "casework.reminders_after_days is [3, 3]."),
    ("[3, 7]", "[0, 7]", "casework.reminders_after_days is [0, 7]."),
    ("refused_before_days = 90", "refused_before_days = -1", "casework.refused_before_days is -1."),
    ("bulk_most = 50", "bulk_most = 51", "casework.bulk_most is 51. It must be 1 to 50."),
    ("bulk_sample_one_in = 20", "bulk_sample_one_in = -1", "casework.bulk_sample_one_in is -1. It must be 0 or more."),
    ("evidence_kept_days = 90", "evidence_kept_days = -1", "casework.evidence_kept_days is -1."),
    ("messages_kept_days = 365", "messages_kept_days = -1", "casework.messages_kept_days is -1. It must be 0 or more."),
    ('"payments@westmere.example"', '"payments"', "casework.messages_to is 'payments'. Write an email address"),
    ('code = "check_account"', 'code = "on_its_way"', "answer_templates: on_its_way is named 2 times."),
    ('evidence_by = ["post", "email"]', 'evidence_by = ["post", "post"]', "evidence_by: post is named 2 times."),
    ('code = "identity"', 'code = "evidence"', "reject_reasons: evidence is named 2 times."),
    ('code = "identity"', 'code = "Cannot tell"', "reject_reasons: 'Cannot tell' is no code."),
    ('words = "We could not be sure who is asking."', 'words = " "', "label and words of identity must not be empty."),
    ('next_steps = ["See how your other request is getting on."]', "next_steps = []", "next_steps of duplicate"),
    ('code = "all_pages"', 'code = "clearer_copy"', "question_templates: clearer_copy is named 2 times."),
    ('label = "All pages of a paper"', 'label = ""', "label and text of all_pages must not be empty."),
]  # fmt: skip
WORDS = "We could not be sure who is asking."
TELLING = [
    "The date of birth is not the one we hold.",
    "Check the post code.",
    "The person was born on another day.",
    "The surname was spelt in another way.",
    "You misspelled something.",
    "Your name does not match our records.",
    "The address you gave us is different.",
    "There was a mistake in the name.",
    "We have another phone number for you.",
]
SAFE = [
    "We could not match what you told us to our records.",
    "Contact us if you have moved or changed your name.",
    "If another council pays for the care, contact them.",
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES, ids=lambda text: text)
def test_a_mistake_in_how_requests_are_decided_stops_the_start(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert sentence in refusal(changed(tmp_path, old, new))


@pytest.mark.parametrize("words", TELLING)
def test_words_that_say_which_detail_was_different_stop_the_start(tmp_path: Path, words: str) -> None:
    assert "must never say which detail was different" in refusal(changed(tmp_path, WORDS, words))


@pytest.mark.parametrize("words", SAFE)
def test_general_words_are_taken(tmp_path: Path, words: str) -> None:
    assert read_council(changed(tmp_path, WORDS, words))
