# gql 4: pip install "gql[httpx]"
import os

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

ENDPOINT = os.environ.get("ENDPOINT", "http://127.0.0.1:8000/graphql")

HOSTED = gql(
    """
    query Hosted($code: CountryCode!) {
      country(code: $code) {
        name
        hostedMeetings(first: 50) { totalCount nodes { title start { edtf } } }
      }
    }
    """
)

client = Client(transport=HTTPXTransport(url=ENDPOINT))
HOSTED.variable_values = {"code": "TR"}
try:
    country = client.execute(HOSTED)["country"]
except TransportQueryError as refused:
    raise SystemExit(str(refused)) from None
print(f"{country['name']} hosted {country['hostedMeetings']['totalCount']} meetings")
