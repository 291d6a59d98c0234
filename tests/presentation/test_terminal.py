"""Lines that fit, whatever is in them."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.presentation.terminal import Style, safe, table, width, wrap

WIDE = st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from("ab 地震\u0301\u200b"), max_size=200)
COLUMNS = st.integers(min_value=10, max_value=120)


@given(text=WIDE, columns=COLUMNS)
def test_lines_fit_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns, "  ")
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe(text).split())


@given(rows=st.lists(st.tuples(WIDE, WIDE, WIDE), max_size=4), columns=COLUMNS)
def test_tables_fit(rows: list[tuple[str, str, str]], columns: int) -> None:
    for line in table(("one", "two", "three"), rows, columns, Style()):
        assert width(line) <= columns


def test_columns_take_what_they_need_and_share_the_rest() -> None:
    rows = [("killed", "17", "a " * 100), ("injured: children", "43 to 47", "b")]
    lines = list(table(("outcome", "figure", "reason"), rows, 80, Style()))
    assert lines[0] == "outcome            figure    reason"
    assert lines[-1] == "injured: children  43 to 47  b"
    assert len(lines) == 1 + 4 + 1


def test_each_part_of_a_cell_begins_a_line() -> None:
    lines = list(table(("what", "who"), [("killed", "the mayor: 4\nthe hospital: 5")], 80, Style()))
    assert lines == ["what    who", "killed  the mayor: 4", "        the hospital: 5"]
