"""Places where meetings were held."""

from sqlmodel import Field, SQLModel

from db.base import reference, slug, string


class Place(SQLModel, table=True):
    """A venue, a city or both, with WGS 84 coordinates in degrees."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = slug()
    name: str | None = string(default=None)
    name_fold: str | None = string(default=None)
    city: str | None = string(default=None)
    city_fold: str | None = string(default=None, index=True)
    country_id: int | None = reference("actor.id", default=None)
    latitude: float | None = None
    longitude: float | None = None
