import { describe, expect, test } from 'vitest';

import { readFields } from './read-fields.ts';
import { fieldsOf } from './schema-fields.ts';

// As `GET /v1/sources` describes the credentials of a Drupal site, with a second way to sign in.
const schema = {
  type: 'object',
  properties: {
    baseUrl: { type: 'string', description: 'The address of the site.' },
    auth: {
      title: 'Authentication',
      oneOf: [
        {
          title: 'HTTP Basic',
          type: 'object',
          properties: {
            kind: { const: 'basic' },
            username: { type: 'string', title: 'User name' },
            password: { type: 'string', title: 'Password', format: 'password' },
          },
          required: ['kind', 'username', 'password'],
        },
        { title: 'None', type: 'object', properties: { kind: { const: 'none' } } },
      ],
    },
    header: {
      type: 'object',
      properties: { name: { type: 'string' }, value: { type: 'string', writeOnly: true } },
      required: ['name', 'value'],
    },
    pageSize: { type: 'integer', default: 1000 },
    templates: { type: 'array', items: { type: 'string' } },
    links: { type: 'boolean', default: true },
    mode: { enum: ['fast', 'slow'] },
  },
  required: ['baseUrl', 'auth'],
};
const fields = fieldsOf({ schema, path: 'credentials' });
const filled = {
  'credentials.baseUrl': ' https://example.com ',
  'credentials.auth.username': 'relay',
  'credentials.auth.password': ' secret ',
};

describe('the fields of a schema', () => {
  test('have its types, titles and descriptions', () => {
    expect(fields.map(({ kind, path }) => [kind, path])).toEqual([
      ['text', 'credentials.baseUrl'],
      ['variants', 'credentials.auth'],
      ['group', 'credentials.header'],
      ['number', 'credentials.pageSize'],
      ['lines', 'credentials.templates'],
      ['check', 'credentials.links'],
      ['choice', 'credentials.mode'],
    ]);
    expect(fields[0]).toMatchObject({
      title: 'Base URL',
      description: 'The address of the site.',
      required: true,
    });
    expect(fields[3]).toMatchObject({ fallback: '1000', required: false });
  });

  test('hide secrets, and omit the constants that tell variants apart', () => {
    const [, auth] = fields;
    expect(auth).toMatchObject({
      variants: [
        {
          title: 'HTTP Basic',
          constants: { kind: 'basic' },
          fields: [{ kind: 'text' }, { kind: 'secret', path: 'credentials.auth.password' }],
        },
        { title: 'None', constants: { kind: 'none' }, fields: [] },
      ],
    });
  });
});

describe('entered values', () => {
  test('become what the schema describes, without empty fields', () => {
    const { value, errors } = readFields({ fields, entered: filled });
    expect(errors.size).toBe(0);
    expect(value).toEqual({
      baseUrl: 'https://example.com',
      // Spaces may be part of a password.
      auth: { kind: 'basic', username: 'relay', password: ' secret ' },
      links: true,
    });
  });

  test('go into the chosen variant', () => {
    const { value } = readFields({ fields, entered: { ...filled, 'credentials.auth': '1' } });
    expect(value).toMatchObject({ auth: { kind: 'none' } });
  });

  test('become numbers and lists of texts', () => {
    const entered = {
      ...filled,
      'credentials.pageSize': '50',
      'credentials.templates': 'one\n\n two \n',
    };
    expect(readFields({ fields, entered }).value).toMatchObject({
      pageSize: 50,
      templates: ['one', 'two'],
    });
  });

  test('are required where the schema says so, and in groups with any input', () => {
    const { errors } = readFields({
      fields,
      entered: { 'credentials.header.name': 'X-Key', 'credentials.pageSize': 'many' },
    });
    expect([...errors.keys()]).toEqual([
      'credentials.baseUrl',
      'credentials.auth.username',
      'credentials.auth.password',
      'credentials.header.value',
      'credentials.pageSize',
    ]);
  });
});
