// PostGraphile as its manual sets it up for production, with V4's names and the filters that the questions need.
import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { makeV4Preset } from "postgraphile/presets/v4";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const [connectionString, port] = process.argv.slice(2);

const preset = {
  extends: [
    makeV4Preset({ simpleCollections: "both", disableDefaultMutations: true, graphiql: false, subscriptions: false }),
    PostGraphileConnectionFilterPreset,
  ],
  schema: { connectionFilterRelations: true },
  pgServices: [makePgService({ connectionString, schemas: ["public"] })],
  grafserv: { websockets: false, watch: false, graphiql: false },
};

const server = createServer();
const made = postgraphile(preset).createServ(grafserv);
await made.addTo(server);
server.listen(Number(port), "127.0.0.1");
