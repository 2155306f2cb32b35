// What the compiler made of the query can also be asked without React.
import Relay from 'relay-runtime';

import query from './__generated__/HostedQuery.graphql.js';
import { environment } from './environment.mjs';

const { country } = await Relay.fetchQuery(environment, query, { code: 'TR' }).toPromise();
console.log(`${country.name} hosted ${country.all.totalCount} meetings`);
