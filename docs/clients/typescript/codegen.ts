// @graphql-codegen/cli 7 with its client preset
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql', // or schema/schema.graphql of this repository
  documents: ['hosted.ts'],
  importExtension: '.js',
  generates: {
    'generated/': {
      preset: 'client',
      config: {
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: {
          CountryCode: 'string',
          Date: 'string',
          DateTime: 'string',
          Edtf: 'string',
          JSON: 'unknown',
          LanguageTag: 'string',
          Url: 'string',
        },
      },
    },
  },
};

export default config;
