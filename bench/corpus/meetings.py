"""Meetings, their hosts and sources; the sides and outcomes are made by the modules beside this one."""

from datetime import date, timedelta
from random import Random

from bench.corpus.outcomes import add_outcome
from bench.corpus.people import People, skewed
from bench.corpus.rows import MOMENT, Rows, dated, titled
from bench.corpus.shape import RARE_KIND, RARE_SINCE, Shape
from bench.corpus.sides import Sides
from bench.corpus.surroundings import Surroundings
from db import Citation, Hosting, Meeting
from db.enums import MeetingKind, MeetingModality, MeetingStatus, RecordType

KINDS = [kind.value for kind in MeetingKind if kind.value != RARE_KIND]
MODALITIES = [modality.value for modality in MeetingModality]
FIRST_DAY, RARE_DAY, LAST_DAY = date(1990, 1, 1), date.fromisoformat(RARE_SINCE), date(2025, 12, 31)
CITIES = ["Ankara", "Doha", "Geneva", "Reykjavík", "Nairobi", "Oslo", "Muscat", "Vienna", "Astana", "Luanda"]

HOSTED_BY_HEAVY = 0.5
HELD = 0.9
KNOWN_TO_THE_DAY = 0.95


class Meetings:
    """Makes one meeting after the other; each draws its luck from its own number, and so looks the same at every size."""

    def __init__(self, rows: Rows, people: People, surroundings: Surroundings, shape: Shape) -> None:
        self.rows, self.people, self.around, self.shape = rows, people, surroundings, shape
        self.luck = Random()
        self.sides = Sides(rows, people, shape, self.luck)

    def make(self, number: int) -> None:
        """The meeting with this number, and everything below it."""
        luck = self.luck
        luck.seed(f"{self.shape.seed}:{number}")
        key, slug = self.rows.record(RecordType.MEETING), f"meeting-{number}"
        start = self._meeting(key, number, slug)
        self._hosts(key, number, start)
        actors = self.sides.add(key, slug, start, led=number in self.shape.led)
        for place in range(luck.choice((0, 1, 1, 2, 3))):
            add_outcome(self.rows, luck, (key, slug, start, place), actors)
        cited = enumerate({luck.choice(self.around.sources) for _ in range(2)})
        for position, source in cited:
            about = dict.fromkeys(("field", "claim", "attribution", "note"))
            own = {"id": self.rows.number(Citation), "record_id": key, "source_id": source}
            self.rows.add(Citation, **own, position=position, **about)

    def _day(self, number: int) -> str:
        """Any day; of the meetings of the rare kind, just as many after the day asked for as were announced."""
        later = self.shape.rare.get(number)
        first = RARE_DAY if later else FIRST_DAY
        last = RARE_DAY - timedelta(days=1) if later is False else LAST_DAY
        return (first + timedelta(days=self.luck.randrange((last - first).days + 1))).isoformat()

    def _meeting(self, key: int, number: int, slug: str) -> str:
        """The row; answers the earliest day on which the meeting may have begun."""
        luck, rare, day = self.luck, number in self.shape.rare, self._day(number)
        start = dated("start", day, whole=rare or luck.random() < KNOWN_TO_THE_DAY)
        self.rows.add(
            Meeting,
            id=key,
            slug=slug,
            **titled("title", f"Talks in {luck.choice(CITIES)} on question {number}"),
            **start,
            **dated("end", day if luck.random() < 0.6 else None),
            round=luck.randrange(1, 30) if luck.random() < 0.4 else None,
            kind=RARE_KIND if rare else luck.choice(KINDS),
            modality=luck.choice(MODALITIES),
            status=(MeetingStatus.HELD if luck.random() < HELD else MeetingStatus.CANCELLED).value,
            duration_minutes=luck.randrange(30, 600) if luck.random() < 0.3 else None,
            venue_id=luck.choice(self.around.places),
            process_id=skewed(self.around.processes, luck) if luck.random() < 0.8 else None,
            part_of_id=None,
            follows_id=None,
            note="Sources differ on who came." if luck.random() < 0.1 else None,
            updated_at=MOMENT,
        )
        return str(start["start_earliest"])

    def _hosts(self, key: int, number: int, start: str) -> None:
        luck, people = self.luck, self.people
        if number in self.shape.small_hosted:
            hosts = [people.small_host]
        elif luck.random() < HOSTED_BY_HEAVY:
            hosts = [people.heavy_host]
        else:
            drawn = people.some_actors(luck, 3)
            hosts = [actor for actor in drawn if actor != people.heavy_host][: luck.choice((1, 1, 2))]
        for position, actor in enumerate(hosts):
            self.rows.add(Hosting, meeting_id=key, actor_id=actor, position=position, start=start)
