import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { createReportChange } from '../../../src/temporal/report-change.js';
import { deliver, listeningGateway } from './deliveries.js';

jest.setTimeout(60_000);

/** Takes connections and never answers, as a server that hangs. */
const sockets: Socket[] = [];
const hanging = createServer((socket) => sockets.push(socket));
let gonePort: number;

const portOf = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

beforeEach(async () => {
  const gone = createServer();
  gonePort = await portOf(gone);
  await new Promise((resolve) => gone.close(resolve));
});
afterEach(async () => {
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => hanging.close(resolve));
});

test('a delivery while Temporal is gone, or hangs → 503, and the sender may try again in 30 s', async () => {
  const ports = [gonePort, await portOf(hanging)];
  const answers = ports.map(async (port) => {
    const connection = Connection.lazy({ address: `127.0.0.1:${port}` });
    const reportChange = createReportChange(new Client({ connection }));
    const errors: string[] = [];
    const gateway = await listeningGateway({
      tenant: 'acme',
      reportChange,
      onError: ({ name, message }) => errors.push(`${name}: ${message}`),
    });
    const { status, headers } = await deliver(gateway.url, { ticket_id: '42' });
    await connection.close();
    await gateway.close();
    return [status, headers.get('retry-after'), ...errors];
  });
  expect(await Promise.all(answers)).toEqual([
    [503, '30', expect.stringMatching(/^ChangeNotReportedError: .*(UNAVAILABLE|DEADLINE_EXCEEDED)/)],
    [503, '30', expect.stringMatching(/^ChangeNotReportedError: .*DEADLINE_EXCEEDED/)],
  ]);
});
