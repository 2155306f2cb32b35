"""The questions that GraphiQL opens with; the first is also printed when the server starts."""

from server.graphiql import Example

HOSTED = """\
query HostedByTurkiye {
  country(code: "TR") {
    name
    hostedMeetings(first: 50) {
      totalCount
      nodes {
        title
        start { edtf }
        venue { name city }
        hosts { name }
      }
    }
  }
}
"""

EXAMPLES = (
    Example(
        "hosted-by-turkiye",
        "All rounds Türkiye hosted",
        "Every meeting that Türkiye hosted, alone or with others, oldest first.",
        HOSTED,
    ),
)
