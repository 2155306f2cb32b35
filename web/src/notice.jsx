// The message shown when the schema could not be read, with a way to try again.
import { Button, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';

export function SchemaNotice({ endpoint }) {
  const { fetchError, isIntrospecting } = useGraphiQL(pick('fetchError', 'isIntrospecting'));
  const { introspect } = useGraphiQLActions();
  if (!fetchError || isIntrospecting) return null;
  return (
    <div className="schema-notice" role="alert">
      <p>
        The schema could not be read from <code>{endpoint}</code>, so there is no documentation and no completion.
        Queries can still be sent.
      </p>
      <Button onClick={() => void introspect()}>Try again</Button>
    </div>
  );
}
