/** A process of its own that appends until there is no room, and tells what was kept. The argument is the folder. */
import { openAuditLog } from '../../../../src/records/audit/audit-log.js';
import { ticketEntryOf } from './entries.js';

// Without a handler the operating system ends a process that reaches its limit.
process.on('SIGXFSZ', () => undefined);
const log = await openAuditLog({ folder: process.argv[2] as string, keys: null, keepDays: 400 });
const kept: string[] = [];
let refused: string | null = null;
while (refused === null) {
  const entry = ticketEntryOf();
  await log.append(entry).then(
    () => kept.push(entry.id),
    (error: unknown) => (refused = String(error)),
  );
}
await log.close();
process.stdout.write(JSON.stringify({ kept, refused }));
