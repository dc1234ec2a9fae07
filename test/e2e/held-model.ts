import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completion, json } from '../models/with-model-server.js';
import { verdictText } from '../support/fake-model.js';

/** A model server that keeps everybody waiting until it is released, so that tickets stay in the middle of a run. */
export class HeldModel {
  readonly waiting: ServerResponse[] = [];
  calls = 0;
  private released = false;
  private readonly server = createServer((request, response) => {
    request.resume().on('end', () => this.take(response));
  });

  /** Listens on a free port; where clients find it. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Answers who waits, and from now on at once. */
  release(): void {
    this.released = true;
    for (const response of this.waiting.splice(0)) json(response, completion(verdictText()));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(response: ServerResponse): void {
    this.calls += 1;
    if (this.released) json(response, completion(verdictText()));
    else this.waiting.push(response);
  }
}
