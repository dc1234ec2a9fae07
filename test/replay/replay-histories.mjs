/**
 * Replays every history of a folder: `node replay-histories.mjs BUNDLE FOLDER`. Prints {"<file>": null or why not}.
 * A process of its own, because Jest's module registry breaks the identity checks of Temporal's protobuf classes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const [codePath, folder] = process.argv.slice(2);
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: { core: 'OFF', other: 'OFF' } } },
});

const results = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const history = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  results[file] = await Worker.runReplayHistory({ workflowBundle: { codePath } }, history, file).then(
    () => null,
    (error) => `${error.name}: ${error.message}`,
  );
}
process.stdout.write(JSON.stringify(results));
