"""Real Telegram posts, written out as Telegram Desktop exports them, and read back: none lost, none twice.

    python -m benchmarks.telegram --data FOLDER [--posts 20610]

FOLDER holds `telegram_ru.jsonl.gz` (rows with id, text, date, channel). Every channel becomes an export of JSON
or of HTML in turn, and a few go into one export of an account; between the posts stand what exports hold besides:
service messages, polls, pictures without a caption.
"""

import argparse
import html
import json
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.texts import rows
from rashomon.archive import Archive
from rashomon.archive.records import Arrival, Entered
from rashomon.model.ledger import Problem
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured
from rashomon.store.records import DocumentQuery

#: Every so many posts, something stands that is none.
_BETWEEN = 10

#: Posts of a page of an HTML export.
_PAGE = 1_000


def main() -> None:
    """Write the exports, read them twice, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled sets")
    parser.add_argument("--posts", type=int, default=20_610, help="how many posts to take")
    arguments = parser.parse_args()
    chats: dict[str, list[dict[str, Any]]] = {}
    for row in islice(rows(arguments.data, "telegram_ru"), arguments.posts):
        chats.setdefault(row.get("channel") or "without a channel", []).append(row)
    folder = Path(tempfile.mkdtemp(prefix="telegram-"))
    try:
        posts = _write(folder, chats)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{len(chats)} channels, {posts} posts with text, {size / 1e6:.1f} MB of exports")
        first, second = _read(folder), _read(folder)
        added, known = _add(folder)
    finally:
        shutil.rmtree(folder)
    same = "the same" if first == second else "OTHER"
    print(f"documents: {len(first)}, ids: {len(set(first))}; the second reading gives {same} ids")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
    print(f"added twice to an archive: {added} added, then {known} known; duplicates: {added - posts}")
    if not len(first) == len(set(first)) == added == known == posts or first != second:
        sys.exit("posts were lost, or found twice")


def _read(folder: Path) -> list[str]:
    start = time.perf_counter()
    found: list[str] = []
    problems: list[Problem] = []
    for each in captured(folder):
        if isinstance(each, Captured):
            found.append(each.document.id)
        else:
            problems.append(each)
    seconds = time.perf_counter() - start
    notes = sum(problem.note for problem in problems)
    print(
        f"read in {seconds:.1f} s, {len(found) / seconds:.0f} posts/s; notes {notes}, problems {len(problems) - notes}"
    )
    for problem in problems:
        if not problem.note:
            print(f"  {problem.input.rpartition('/')[2]}: {problem.error}")
    return found


def _add(folder: Path) -> tuple[int, int]:
    """How many documents an archive has after adding the exports twice, and how many it knew the second time."""
    with tempfile.TemporaryDirectory(prefix="archive-") as place, Archive(Path(place) / "posts.db") as archive:
        for _ in range(2):
            start = time.perf_counter()
            arrivals = Counter(one.arrival for one in archive.adding(folder) if isinstance(one, Entered))
            seconds = time.perf_counter() - start
            told = ", ".join(f"{count} {arrival}" for arrival, count in arrivals.items())
            print(f"added in {seconds:.1f} s, {arrivals.total() / seconds:.0f} posts/s: {told}")
        return len(archive.documents(DocumentQuery(limit=1_000_000))), arrivals[Arrival.KNOWN]


def _write(folder: Path, chats: dict[str, list[dict[str, Any]]]) -> int:
    """Writes the exports; how many posts in them have text."""
    account = []
    for number, (name, posts) in enumerate(chats.items(), 1):
        chat = {"name": name, "type": "public_channel", "id": 1_000_000 + number}
        if number % 5 == 0:
            account.append({**chat, "messages": list(_messages(posts))})
            continue
        export = folder / f"ChatExport_{number}"
        for beside in ("photos", "css", "js"):
            (export / beside).mkdir(parents=True)
        (export / "css" / "style.css").write_text("body { margin: 0; }", encoding="utf-8")
        (export / "photos" / "photo_1.jpg").write_bytes(b"\xff\xd8\xff\xe0")
        if number % 2:
            _dump(export / "result.json", {**chat, "messages": list(_messages(posts))})
        else:
            _write_pages(export, name, posts)
    if account:
        (folder / "DataExport").mkdir()
        about = {"about": "Here is the data you requested.", "personal_information": {"user_id": 1}}
        _dump(folder / "DataExport" / "result.json", {**about, "chats": {"about": "", "list": account}})
    return sum(bool(post["text"].strip()) for posts in chats.values() for post in posts)


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _messages(posts: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, post in enumerate(posts, 1):
        common = {"id": number * 10, "type": "message", **_dates(post)}
        yield {**common, "text": _text(post["text"], number), "text_entities": []}
        if number % _BETWEEN == 0:
            yield {**common, "id": number * 10 + 1, "type": "service", "action": "pin_message", "text": ""}
            yield {**common, "id": number * 10 + 2, "photo": "photos/photo_1.jpg", "text": ""}
            yield {**common, "id": number * 10 + 3, "poll": {"question": "?", "answers": []}, "text": ""}


def _dates(post: dict[str, Any]) -> dict[str, str]:
    if not post.get("date"):
        return {"date_unixtime": "1700000000", "date": "2023-11-15T01:13:20"}
    when = datetime.fromisoformat(post["date"])
    return {"date": when.replace(tzinfo=None).isoformat(), "date_unixtime": str(int(when.timestamp()))}


def _text(text: str, number: int) -> object:
    """A text as it is, or in pieces, as exports have it where a part is formatted."""
    if number % 3 or len(text) < 8:
        return text
    cut = len(text) // 3
    return [{"type": "bold", "text": text[:cut]}, text[cut : 2 * cut], {"type": "italic", "text": text[2 * cut :]}]


def _write_pages(export: Path, name: str, posts: Sequence[dict[str, Any]]) -> None:
    for page, first in enumerate(range(0, len(posts), _PAGE), 1):
        body = "".join(_entry(first + i, name, post) for i, post in enumerate(posts[first : first + _PAGE], 1))
        (export / f"messages{page if page > 1 else ''}.html").write_text(
            '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
            f'<div class="page_wrap"><div class="page_header"><div class="text bold">{html.escape(name)}</div></div>'
            f'<div class="page_body chat_page"><div class="history">{body}</div></div></div></body></html>',
            encoding="utf-8",
        )


def _entry(number: int, name: str, post: dict[str, Any]) -> str:
    when = datetime.fromisoformat(post.get("date") or "2023-11-14T22:13:20+00:00")
    text = html.escape(post["text"]).replace("\n", "<br>")
    sender = "" if number % 4 else f'<div class="from_name">\n{html.escape(name)} \n</div>'
    classes = "message default clearfix" + (" joined" if number % 4 else "")
    return (
        f'<div class="{classes}" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="{when:%d.%m.%Y %H:%M:%S} UTC+00:00">{when:%H:%M}</div>'
        f'{sender}<div class="text">\n{text}\n</div></div></div>'
        + (
            '<div class="message service" id="message-1"><div class="body details">a day</div></div>'
            * (number % 9 == 0)
        )
    )


if __name__ == "__main__":
    main()
