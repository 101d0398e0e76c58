"""Whatever is typed on the command line: an exit code and a sentence, never a traceback."""

import contextlib
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.cli.main import main

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12).map(
    lambda text: f"no/{text}"
)


@settings(max_examples=60)
@given(st.sampled_from(["check", "replay", "why", "run", "print", "open"]), WORDS, st.lists(WORDS, max_size=2))
def test_any_arguments_end_in_2_and_a_sentence(command: str, first: str, more: list[str]) -> None:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([command, first, *more])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
    assert code == 2
    assert out.getvalue() == ""
    assert err.getvalue().strip()
    assert "Traceback" not in err.getvalue()
