import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { CHECKOUT_FOLDER } from './checkout.mjs';

const target = path.join(CHECKOUT_FOLDER, 'dist', 'workflow-bundle.js');
const partial = `${target}.${process.pid}`;

const { code } = await bundleWorkflowCode({
  workflowsPath: path.join(CHECKOUT_FOLDER, 'dist', 'src', 'workflows', 'index.js'),
  failureConverterPath: path.join(CHECKOUT_FOLDER, 'dist', 'src', 'codec', 'failure-converter.cjs'),
});
await writeFile(partial, code);
await rename(partial, target);
