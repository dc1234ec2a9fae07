import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** Jest's global set-up: bundles the workflows once for all test files, and proves that they can be bundled. */
export default async function bundleWorkflows() {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.resolve(import.meta.dirname, '../../src/workflows/index.ts'),
    failureConverterPath: path.resolve(import.meta.dirname, '../../src/crypto/failure-converter.cts'),
    logger: new DefaultLogger('WARN'),
  });
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'workflow-bundle-')), 'workflow-bundle.js');
  writeFileSync(file, code);
  process.env.TEST_WORKFLOW_BUNDLE = file;
}
