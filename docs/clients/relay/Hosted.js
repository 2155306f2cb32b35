// react-relay 21: a list of a country's meetings that loads more on demand
import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay';

export const query = graphql`
  query HostedQuery($code: CountryCode!) {
    country(code: $code) {
      name
      all: hostedMeetings {
        totalCount
      }
      ...Hosted_list
    }
  }
`;

const list = graphql`
  fragment Hosted_list on Country
  @refetchable(queryName: "HostedListQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 12 }, cursor: { type: "String" }) {
    hostedMeetings(first: $count, after: $cursor) @connection(key: "Hosted_hostedMeetings") {
      totalCount
      edges {
        node {
          id
          title
          start {
            edtf
          }
        }
      }
    }
  }
`;

export function useHosted(code) {
  const { country } = useLazyLoadQuery(query, { code });
  return usePaginationFragment(list, country);
}
