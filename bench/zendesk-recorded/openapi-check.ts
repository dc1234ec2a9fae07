/** Checks requests against an OpenAPI 3.0 description, as far as our requests need it. */

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  format?: string;
  nullable?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
}

export interface SentRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

/** `faults` contradict the description; `undescribed` are parameters and properties it does not mention. */
export interface RequestCheck {
  operation: string;
  faults: string[];
  undescribed: string[];
}

/** Compares path, query and body of a request with the description. */
export function checkRequest(api: OpenApi, { method, path, query, body }: SentRequest): RequestCheck {
  const template = Object.keys(api.paths).find((candidate) => matches(candidate, path));
  const item = template === undefined ? undefined : api.paths[template];
  const operation = item?.[method.toLowerCase()];
  if (template === undefined || item === undefined || operation === undefined) {
    return { operation: `${method} ${path}`, faults: ['not described'], undescribed: [] };
  }
  const check: RequestCheck = { operation: `${method} ${template}`, faults: [], undescribed: [] };
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    parameter.$ref === undefined ? parameter : named(api.components.parameters, parameter.$ref),
  );
  checkQuery(api, parameters, query, check);
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (body !== null && schema === undefined) check.faults.push('a body is not described');
  if (body !== null && schema !== undefined) checkValue(api, { schema, value: body, at: 'body' }, check);
  return check;
}

function checkQuery(
  api: OpenApi,
  parameters: Parameter[],
  query: Record<string, string>,
  check: RequestCheck,
): void {
  const described = new Map(parameters.filter((one) => one.in === 'query').map((one) => [one.name, one]));
  for (const [name, text] of Object.entries(query)) {
    const parameter = described.get(name);
    if (parameter === undefined) check.undescribed.push(`query ${name}`);
    else checkValue(api, { schema: parameter.schema, value: typed(parameter.schema, text), at: name }, check);
  }
  for (const { name, required } of described.values()) {
    if (required === true && !(name in query)) check.faults.push(`query ${name} is required`);
  }
}

function checkValue(
  api: OpenApi,
  node: { schema: Schema; value: unknown; at: string },
  check: RequestCheck,
): void {
  const schema =
    node.schema.$ref === undefined ? node.schema : named(api.components.schemas, node.schema.$ref);
  const { value, at } = node;
  if (value === null) {
    if (schema.nullable !== true) check.faults.push(`${at} is null`);
    return;
  }
  if (schema.type !== undefined && !hasType(schema.type, value))
    check.faults.push(`${at} is not ${schema.type}`);
  if (schema.enum !== undefined && !schema.enum.includes(value))
    check.faults.push(`${at} is outside its enum`);
  if (schema.format === 'date-time' && (typeof value !== 'string' || Number.isNaN(Date.parse(value))))
    check.faults.push(`${at} is no time`);
  if (Array.isArray(value) && schema.items !== undefined) {
    for (const entry of value as unknown[])
      checkValue(api, { schema: schema.items, value: entry, at: `${at}[]` }, check);
  }
  if (schema.properties === undefined || typeof value !== 'object') return;
  for (const [name, entry] of Object.entries(value)) {
    const property = schema.properties[name];
    if (property === undefined) check.undescribed.push(`${at}.${name}`);
    else checkValue(api, { schema: property, value: entry, at: `${at}.${name}` }, check);
  }
}

function matches(template: string, path: string): boolean {
  const pattern = template.replace(/\{[a-z_]+_id\}/g, '\\d+').replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}

function hasType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === type;
}

function typed({ type }: Schema, text: string): unknown {
  if (type === 'integer' || type === 'number') return text.trim() === '' ? text : Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

function named<Value>(table: Record<string, Value>, ref: string): Value {
  const found = table[ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`${ref}: not in the description`);
  return found;
}
