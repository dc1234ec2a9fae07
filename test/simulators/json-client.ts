/** An answer with its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text when it is no JSON, or null when empty. */
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests reach into wire shapes
}

/** Sends one request, as an integration with an API token unless other headers are given. */
export async function send(
  url: string,
  {
    method = 'GET',
    body,
    headers = {
      authorization: `Basic ${Buffer.from('bot@tallybird.example/token:secret').toString('base64')}`,
    },
  }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
