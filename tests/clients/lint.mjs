// graphql-eslint over an SDL file: its recommended rules, those of Relay, and a description on everything.
import plugin from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { dirname, resolve } from 'node:path';

const file = resolve(process.argv[2]);
const { configs, parser } = plugin.default ?? plugin;
const rules = {
  ...configs['flat/schema-recommended'].rules,
  ...configs['flat/schema-relay'].rules,
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      DirectiveDefinition: true,
      rootField: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
    },
  ],
  // Records have ids; pages, edges and values need none.
  '@graphql-eslint/strict-id-in-types': 'off',
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
  ],
};
const config = {
  files: ['**/*.graphql'],
  languageOptions: { parser, parserOptions: { graphQLConfig: { schema: file } } },
  plugins: { '@graphql-eslint': plugin.default ?? plugin },
  rules,
};
const eslint = new ESLint({ cwd: dirname(file), overrideConfigFile: true, ignore: false, overrideConfig: [config] });
const findings = (await eslint.lintFiles([file])).flatMap(({ messages }) =>
  messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
);
console.log(JSON.stringify({ rules: Object.keys(rules).length, findings }));
