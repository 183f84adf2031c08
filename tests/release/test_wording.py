"""Word by word: runs of text, spelling against substance, and order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.release.tables import places
from gazette.release.wording import Run, is_spelling, vocabulary, wording
from tests.release.replay import placed


@given(st.text(), st.text())
def test_runs_spell_both_texts(old, new):
    """Without what was inserted the runs are the old text, without what was deleted the new one."""
    runs = wording(old, new)
    assert "".join(run.text for run in runs if run.kind != "inserted") == old
    assert "".join(run.text for run in runs if run.kind != "deleted") == new


def test_runs_are_words():
    """A word changes as a whole, and neighbouring changed words are one change."""
    assert wording("Fight crime at sea", "Fight all fraud at sea") == (
        Run("equal", "Fight "),
        Run("deleted", "crime"),
        Run("inserted", "all fraud"),
        Run("equal", " at sea"),
    )


_KNOWN = vocabulary(["The police strengthen technology. A policy enhances cooperation", "police Strenghten"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Strenghten  police", "strengthen police."),
        ("co-operation", "cooperation"),
        ("law-enforcement", "law enforcement"),
        ("Résumé", "Resume"),
        ("قُوّة", "قوة"),
        ("the 3 states;", "The 3 states"),
        ("“quoted”", '"quoted"'),
    ],
)
def test_spelling(old, new):
    """Capitals, accents, marks and a misspelt word that gives way to one in use are spelling."""
    assert is_spelling(old, new, _KNOWN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("police", "policy"),
        ("is not able", "is notable"),
        ("legal", "illegal"),
        ("by 2024", "by 2025"),
        ("1.5 tons", "15 tons"),
        ("10-15", "10.15"),
        ("may act", "must act"),
        ("shall not", "shall"),
        ("5 %", "5 €"),
        ("technology", "tecnology"),
        ("cooperation", "corporation"),
        ("", "words"),
        ("words", ""),
        ("?", "!"),
        ("لا يجوز", "يجوز"),
    ],
)
def test_substance(old, new):
    """Numbers, short words, other words and words that are in use elsewhere are substance, in any language."""
    assert not is_spelling(old, new, _KNOWN)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_order_is_put_together_again(old, new):
    """What went, what came and the fewest moved items are enough to give the new order."""
    after = {key: behind for step, key, behind in places(old, new) if step in ("added", "moved")}
    assert placed([key for key in old if key in new and key not in after], after) == new


def test_one_item_moved_is_one_move():
    """Taking the last item to the front moves that item and no other."""
    assert [step for step in places("abcd", "dabc") if step[0] != "kept"] == [("moved", "d", "")]
