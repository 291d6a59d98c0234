"""What a watcher brings in and tells, from servers and folders that fail and change, and after it was ended anyhow."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.watch.conftest import STRIKE, TITLE, Desk, feed, page

from rashomon.reading.documents import read
from rashomon.watch import looking
from rashomon.watch.config import Feed, Source, SourceKind, Webhook
from rashomon.watch.desk import Telling
from rashomon.watch.events import Event, EventKind
from rashomon.watch.schedule import Memory
from rashomon.watch.webhook import signature

DEPOT = "A depot burnt down in Sarvik on Sunday. Three people are missing, the rescue service of Sarvik said."


def feed_of(desk: Desk, path: str = "/feed", **more: bool) -> Source:
    return Source(kind=SourceKind.FEED, where=desk.server.url(path), **more)


def page_of(desk: Desk, path: str) -> Source:
    return Source(kind=SourceKind.PAGE, where=desk.server.url(path))


def folder_of(desk: Desk) -> Source:
    (desk.folder / "in").mkdir(exist_ok=True)
    return Source(kind=SourceKind.FOLDER, where=str(desk.folder / "in"), every=5)


def kinds(events: list[Event]) -> list[EventKind]:
    return [event.kind for event in events]


def strike(desk: Desk, killed: str = "Twelve") -> bytes:
    return feed((desk.server.url("/a"), TITLE, STRIKE.format(killed)))


def test_what_comes_is_told_once_and_what_changes_then(desk: Desk) -> None:
    source = feed_of(desk)
    desk.server.pages["/feed"] = strike(desk)
    (new,) = desk.once(source)
    assert (new.kind, new.incident_id) == (EventKind.INCIDENT, "i1")
    assert [(figure.outcome, figure.lower) for figure in new.figures] == [("killed", 12), ("injured", 30)]
    assert desk.once(source) == []
    desk.server.pages["/feed"] = strike(desk, "Fifteen")
    (revision,) = desk.once(source)
    assert (revision.kind, revision.incident_id) == (EventKind.REVISION, "i1")
    assert "12 → 15" in revision.text
    assert desk.problems == []
    assert desk.well


def test_a_feed_that_did_not_change_is_not_sent_and_nothing_enters_twice(desk: Desk) -> None:
    desk.server.pages["/feed"] = strike(desk)
    for _ in range(3):
        desk.once(feed_of(desk))
    assert [headers.get("If-None-Match") is not None for headers in desk.server.headers] == [
        False, False, False, True, False, True,  # every second request is for robots.txt
    ]  # fmt: skip
    desk.server.pages["/feed"] = feed(
        (desk.server.url("/a"), TITLE, STRIKE.format("Twelve")), (desk.server.url("/b"), "Depot", DEPOT)
    )
    desk.once(feed_of(desk))
    with desk.archive() as archive:
        assert len(archive.documents()) == 2
        assert archive.verify().entries == 2


def test_accounts_that_contradict_each_other_are_told(desk: Desk) -> None:
    desk.server.pages["/feed"] = strike(desk)
    desk.once(feed_of(desk))
    said = STRIKE.format("Five").replace("mayor of Marvenka", "health ministry")
    desk.server.pages["/page"] = page(TITLE, said)
    events = desk.once(feed_of(desk), page_of(desk, "/page"))
    assert EventKind.CONTRADICTION in kinds(events)
    (told,) = [event for event in events if event.kind is EventKind.CONTRADICTION]
    assert told.after is not None
    assert {said.lower for said in told.after.said} == {12, 5}


def test_a_dead_host_is_told_once_and_left_alone_longer_and_longer(desk: Desk) -> None:
    desk.server.pages |= {"/feed": 503, "/page": page("Depot", DEPOT)}
    sources = feed_of(desk), page_of(desk, "/page")
    assert kinds(desk.once(*sources)) == [EventKind.INCIDENT]
    for _ in range(5):
        desk.once(*sources)
    assert ["503" in problem.error for problem in desk.problems] == [True]
    assert desk.server.asked.count("/feed") == 5  # of six rounds, an hour apart: the fourth failure makes it two
    assert any("left alone until" in line for line in desk.talk)
    assert not desk.well
    desk.server.pages["/feed"] = strike(desk)
    assert kinds(desk.once(*sources, after=timedelta(days=1))) == [EventKind.INCIDENT]
    assert f"{sources[0].where}: there again" in desk.talk
    assert desk.well


def test_pages_behind_items_are_read_too(desk: Desk) -> None:
    links = [desk.server.url("/a"), desk.server.url("/gone"), "http://10.0.0.1/inside", desk.server.url("/feed")]
    desk.server.pages["/a"] = page(TITLE, STRIKE.format("Twelve"), publisher="Oltren Gazette")
    desk.server.pages["/feed"] = feed(*((link, f"Depot {i}", DEPOT) for i, link in enumerate(links)))
    desk.once(feed_of(desk, pages=True))
    with desk.archive() as archive:
        kept = {kept.document.url for kept in archive.documents()}
        assert kept == set(links)
        assert len(archive.documents()) == 5
    assert sorted(problem.error[:20] for problem in desk.problems) == ["a private address", "the server answered "]


def test_a_page_that_may_come_back_is_tried_again(desk: Desk) -> None:
    desk.server.pages |= {"/a": 503, "/feed": strike(desk)}
    source = feed_of(desk, pages=True)
    assert desk.once(source) == desk.once(source) == []
    desk.server.pages["/a"] = page(TITLE, STRIKE.format("Twelve"))
    assert kinds(desk.once(source)) == [EventKind.INCIDENT]
    with desk.archive() as archive:
        assert len(archive.documents()) == 2
    assert desk.problems == []
    desk.server.pages |= {"/b": 503, "/feed": feed((desk.server.url("/b"), "Depot", DEPOT))}
    assert [kinds(desk.once(source)) for _ in range(3)] == [[], [], [EventKind.INCIDENT]]
    assert len(desk.problems) == 1


def test_more_items_than_one_look_takes_are_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOST_PAGES", 2)
    items = [(desk.server.url(f"/{i}"), f"Depot {i}", DEPOT.replace("Three", str(i + 3))) for i in range(5)]
    desk.server.pages["/feed"] = feed(*items)
    for _ in range(3):
        desk.once(feed_of(desk, pages=True))
    with desk.archive() as archive:
        assert len(archive.documents()) == 5


def test_files_of_a_folder_are_read_when_they_come_and_when_they_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder_of(desk)
    report = Path(source.where, "a.txt")
    report.write_text(STRIKE.format("Twelve"), encoding="utf-8")
    Path(source.where, ".hidden.txt").write_text(DEPOT, encoding="utf-8")
    assert kinds(desk.once(source)) == [EventKind.INCIDENT]
    assert desk.once(source) == []
    monkeypatch.setattr(looking, "MOST_FILES", 1)
    for name in "bcd":
        Path(source.where, f"{name}.txt").write_text(DEPOT.replace("Sarvik", f"Sarvik {name}"), encoding="utf-8")
    desk.once(source)
    report.unlink()
    desk.once(source)
    with desk.archive() as archive:
        assert len(archive.documents()) == 4
    assert desk.problems == []


def test_a_file_that_is_being_written_waits(desk: Desk) -> None:
    source = folder_of(desk)
    Path(source.where, "a.txt").write_text("Half a report", encoding="utf-8")
    written = Path(source.where, "a.txt").stat().st_mtime
    fetched = desk.watcher(desk.archive())._fetcher
    early = desk.now.fromtimestamp(written + 1, desk.now.tzinfo)
    later = desk.now.fromtimestamp(written + 3, desk.now.tzinfo)
    first = looking.look(source, Memory(), fetched, early)
    assert (list(first.found), first.memory.files) == ([], ())
    assert len(list(looking.look(source, first.memory, fetched, later).found)) == 1


def test_a_folder_that_is_not_there_is_told_once(desk: Desk) -> None:
    source = Source(kind=SourceKind.FOLDER, where=str(desk.folder / "nowhere"))
    desk.once(source)
    desk.once(source)
    assert [problem.error for problem in desk.problems] == ["no such folder"]


def test_who_is_cut_off_while_telling_tells_again(desk: Desk) -> None:
    desk.server.pages["/feed"] = strike(desk)
    told: list[Event] = []

    def cut(event: Event) -> None:
        told.append(event)
        raise KeyboardInterrupt

    telling = Telling(event=cut, problem=desk.problems.append, talk=desk.talk.append)
    with desk.archive() as archive, pytest.raises(KeyboardInterrupt):
        asyncio.run(desk.watcher(archive, feed_of(desk), telling=telling).once())
    assert [event.id for event in desk.once(feed_of(desk))] == [event.id for event in told]
    assert desk.once(feed_of(desk)) == []


def test_what_others_do_to_the_archive_is_told(desk: Desk) -> None:
    source = folder_of(desk)
    with desk.archive() as archive:
        archive.add(STRIKE.format("Twelve").encode())
    assert desk.once(source) == []  # what was there before anybody watched
    with desk.archive() as archive:
        archive.add(DEPOT.encode())
    assert kinds(desk.once(source)) == [EventKind.INCIDENT]


def test_a_webhook_gets_signed_events(desk: Desk) -> None:
    desk.server.pages["/feed"] = strike(desk)
    hook = Webhook(url=desk.server.url("/hook"), secret="quiet")
    (event,) = desk.once(feed_of(desk), webhook=hook)
    (body,) = desk.server.posted
    headers = desk.server.headers[-1]
    assert json.loads(body)["event"]["id"] == headers["X-Rashomon-Event"] == event.id
    stamp = headers["X-Rashomon-Timestamp"]
    assert headers["X-Rashomon-Signature"] == f"sha256={signature('quiet', stamp, body)}"
    desk.once(feed_of(desk), webhook=hook)
    assert len(desk.server.posted) == 1


def test_events_wait_for_a_webhook_that_is_away(desk: Desk) -> None:
    hook = Webhook(url=desk.server.url("/hook"))
    desk.server.pages |= {"/feed": strike(desk), "/hook": 500}
    first = desk.once(feed_of(desk), webhook=hook)
    desk.server.pages["/feed"] = strike(desk, "Fifteen")
    second = desk.once(feed_of(desk), webhook=hook)
    assert [problem.error for problem in desk.problems] == [
        "the webhook takes no events: the server answered 500 (Internal Server Error)"
    ]
    desk.server.pages["/hook"] = 200
    desk.server.posted.clear()
    desk.once(feed_of(desk), webhook=hook)
    sent = [json.loads(body)["event"]["id"] for body in desk.server.posted]
    assert sent == [event.id for event in first + second]
    assert "the webhook takes events again" in desk.talk
    assert desk.well


def test_a_webhook_may_not_lie_inside(desk: Desk) -> None:
    desk.server.pages["/feed"] = strike(desk)
    desk.once(feed_of(desk), webhook=Webhook(url="http://10.0.0.1/hook"))
    assert ["a private address" in problem.error for problem in desk.problems] == [True]


def test_a_feed_of_events_is_written(desk: Desk) -> None:
    out = Feed(path=desk.folder / "out" / "events.atom", title="Desk", link="https://desk.example/events", entries=2)
    desk.once(folder_of(desk), feed=out)
    assert out.path.exists()  # a reader of feeds finds it from the beginning, empty
    desk.server.pages["/feed"] = strike(desk)
    (event,) = desk.once(feed_of(desk), feed=out)
    (document,) = read(out.path).documents
    assert (document.title, document.publisher) == (f"{event.title}: {event.text}", "Desk")
    for killed in ("Fifteen", "Sixteen"):
        desk.server.pages["/feed"] = strike(desk, killed)
        desk.once(feed_of(desk), feed=out)
    assert ["15" in document.title for document in read(out.path).documents] == [True, True]
    assert [path.name for path in out.path.parent.iterdir()] == ["events.atom"]


def test_a_feed_that_cannot_be_written_is_told(desk: Desk) -> None:
    (desk.folder / "out").write_text("a file", encoding="utf-8")
    desk.server.pages["/feed"] = strike(desk)
    desk.once(feed_of(desk), feed=Feed(path=desk.folder / "out" / "events.atom"))
    assert ["cannot be written" in problem.error for problem in desk.problems] == [True]
    assert len(desk.events) == 1


def test_it_goes_on_until_it_is_told_to_end(desk: Desk) -> None:
    desk.server.pages |= {"/feed": strike(desk), "/dead": 500, "/hook": 500}
    sources = [
        Source(kind=SourceKind.FEED, where=desk.server.url("/feed"), every=0.01),
        Source(kind=SourceKind.PAGE, where=desk.server.url("/dead"), every=0.01),
        Source(kind=SourceKind.PAGE, where=desk.server.url("/drip"), every=0.01),
    ]

    async def run() -> None:
        stop = asyncio.Event()

        def event(event: Event) -> None:
            desk.events.append(event)
            desk.server.pages["/feed"] = strike(desk, "Fifteen")
            if event.kind is EventKind.REVISION:
                loop.call_soon_threadsafe(stop.set)

        loop = asyncio.get_running_loop()
        telling = Telling(event=event, problem=desk.problems.append, talk=desk.talk.append)
        hook = Webhook(url=desk.server.url("/hook"))
        await desk.watcher(archive, *sources, telling=telling, webhook=hook).run(stop)

    with desk.archive() as archive:
        asyncio.run(run())
        assert archive.verify().holds
    assert kinds(desk.events) == [EventKind.INCIDENT, EventKind.REVISION]
