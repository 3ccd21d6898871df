import { z } from 'zod';
import { memberMeanings, momentMeanings } from './moment-meanings.ts';
import { noteKinds } from './moments.ts';
import { coreMomentSchemas } from './runs/moment.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 2020-12) of one line of a journal, for docs/journal.schema.json: the closed union of the
 * core moments, told apart by `kind`, and of the notes that the domains declare, told apart by `note`.
 */
export function journalJsonSchema(): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  for (const schema of coreMomentSchemas) {
    const kind = schema.shape.kind.value;
    const { title, meaning } = momentMeanings[kind];
    const moment = described(kind, bare(schema));
    if (kind !== 'note') {
      definitions[kind] = { title, description: meaning, ...moment };
      continue;
    }
    for (const { note, meaning, fields } of noteKinds) {
      definitions[`note-${note}`] = {
        title: `${title}: ${note}`,
        description: meaning,
        ...moment,
        properties: {
          ...moment.properties,
          note: { type: 'string', const: note, ...meaningOf('note') },
          fields: { ...meaningOf('fields'), ...bare(fields) },
        },
      };
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A moment of a run',
    description:
      'One line of a journal of Baton (.baton/runs/RUN.jsonl). The first line is the header, of the kind `run`. See reading-a-journal.md.',
    oneOf: Object.keys(definitions).map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: definitions,
  };
}

/** The schema of what may be read: a later version may add members, and readers pass over them. */
function bare(schema: z.ZodType): JsonSchema {
  const whole = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  delete whole.$schema;
  return whole;
}

/** Gives every member its meaning, down to the members of members. */
function described(owner: string, schema: JsonSchema): JsonSchema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(items !== undefined && isSchema(items) ? { items: described(owner, items) } : {}),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, member]) => {
              return [
                name,
                { ...meaningOf(name, owner), ...(isSchema(member) ? described(name, member) : {}) },
              ];
            }),
          ),
        }),
  };
}

function meaningOf(name: string, owner = ''): { description: string } {
  const description = memberMeanings[`${owner}.${name}`] ?? memberMeanings[name];
  if (description === undefined) throw new Error(`the member ${name} of ${owner} is not explained`);
  return { description };
}

function isSchema(schema: unknown): schema is JsonSchema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
