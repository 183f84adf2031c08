"""`merge` joins two versions of a table by the keys of its rows; git calls it, and only true clashes are conflicts."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.pipeline.merge import merge_tables
from tests.conftest import run_gazette
from tests.packages import lay

GOALS = "content/tables/goals.csv"
BASE = 'id,name,note\na,Ash,\nb,"Beech, old",x\nc,Cedar,\n'


def test_rows_that_both_sides_add_in_one_place_stand_behind_each_other():
    """Ours first, and no row that was there is written anew: its quotation marks stay."""
    merged = merge_tables(BASE, BASE + "d,Date,\n", BASE + 'e,"Elm",\n')
    assert merged.text == BASE + 'd,Date,\ne,"Elm",\n'
    assert merged.conflicts == ()


def test_cells_of_one_row_that_both_sides_change_are_joined():
    """Each side's cell is kept, and so are a row that one side deletes and a column that one side adds."""
    ours = "id,name,note\na,Ash tree,\nc,Cedar,\n"
    theirs = 'id,name,note,kind\na,Ash,tall,leaf\nb,"Beech, old",x,leaf\nc,Cedar,,needle\n'
    merged = merge_tables(BASE, ours, theirs)
    assert merged.conflicts == ("b: we deleted the row, and the other side changed it",)
    merged = merge_tables(BASE, ours, theirs.replace('b,"Beech, old",x,leaf\n', ""))
    assert merged.text == "id,name,note,kind\na,Ash tree,tall,leaf\nc,Cedar,,needle\n"


def test_the_same_cell_changed_twice_is_told_by_key_and_column():
    """Both rows stand between the marks that `check` knows for an unfinished merge; the rest is merged."""
    merged = merge_tables(BASE, BASE.replace("Cedar", "Pine"), BASE.replace("Cedar", "Larch") + "d,Date,\n")
    assert merged.conflicts == ('c, name: ours is "Pine", theirs is "Larch", and it was "Cedar"',)
    marked = "<<<<<<< ours\nc,Pine,\n=======\nc,Larch,\n>>>>>>> theirs\n"
    assert merged.text == BASE.replace("c,Cedar,\n", marked) + "d,Date,\n"


@pytest.mark.parametrize(
    "text", ["", "id,name\na,b\na,c\n", "id,name\na\n", 'id\n"a\n', "id,name\r\na,b\r\n"]
)
def test_what_has_no_keys_is_not_merged_by_them(text):
    """A key that stands twice, a torn row, a file in another form: the merge goes line by line instead."""
    assert merge_tables(text, BASE, BASE) is None


TABLES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.tuples(st.sampled_from(["", "x", "y, z"]), st.text("pq\n", max_size=2))
)


def _table(rows):
    quoted = [f'{key},"{one}","{two}"\n' for key, (one, two) in rows.items()]
    return "".join(["id,one,two\n", *quoted])


@given(TABLES, TABLES)
def test_a_side_that_changed_nothing_gives_the_other_side(base, other):
    """Whoever changed nothing gets what the other has, to the byte where it is ours."""
    assert merge_tables(_table(base), _table(other), _table(base)).text == _table(other)
    theirs = merge_tables(_table(base), _table(base), _table(other))
    assert theirs.conflicts == ()
    assert sorted(theirs.text) == sorted(_table(other))


@given(TABLES, TABLES, TABLES)
def test_the_sides_may_be_exchanged(base, one, two):
    """What clashes does so from both sides."""
    there, back = (merge_tables(_table(base), _table(a), _table(b)) for a, b in ((one, two), (two, one)))
    assert len(there.conflicts) == len(back.conflicts)


def test_git_merges_two_branches_that_add_rows(tmp_path):
    """With the driver that CONTRIBUTING names, two branches merge without a word, and the table is sound."""
    root = lay("minimal", tmp_path)

    def git(*words):
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        return subprocess.run(
            ["git", *identity, *words], cwd=root, capture_output=True, text=True, check=False
        )

    def commit(row):
        with (root / GOALS).open("a", encoding="utf-8") as stream:
            stream.write(row)
        git("commit", "-qam", row)

    git("init", "-qb", "main")
    (root / ".gitattributes").write_text("content/tables/*.csv merge=gazette\n", encoding="utf-8")
    git("config", "merge.gazette.driver", f"{sys.executable} -m gazette.cli merge %O %A %B %P")
    git("add", ".")
    git("commit", "-qm", "base")
    git("switch", "-qc", "other")
    commit("safe-cranes,4,common,Safe cranes,\n")
    git("switch", "-q", "main")
    commit("dry-docks,5,common,Dry docks,\n")
    merged = git("merge", "other", "-m", "both")
    assert merged.returncode == 0, merged.stdout + merged.stderr
    assert (
        (root / GOALS)
        .read_text(encoding="utf-8")
        .endswith("dry-docks,5,common,Dry docks,\nsafe-cranes,4,common,Safe cranes,\n")
    )
    assert run_gazette("check", project=root).returncode == 0
