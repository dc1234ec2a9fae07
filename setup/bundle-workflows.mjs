import { access, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { CHECKOUT_FOLDER } from './checkout.mjs';

const DIST = path.join(CHECKOUT_FOLDER, 'dist');

/**
 * @param {string} entry a module of the workflows
 * @param {string} bundle
 * @param {string[]} interceptors modules that are put around them
 */
async function bundleWorkflows(entry, bundle, interceptors = []) {
  const target = path.join(DIST, bundle);
  const partial = `${target}.${process.pid}`;
  const failureConverterPath = path.join(DIST, 'src', 'crypto', 'failure-converter.cjs');
  const workflowInterceptorModules = interceptors.map((module) => path.join(DIST, module));
  // The bundler takes a missing module for one that is found at run time.
  for (const module of [failureConverterPath, ...workflowInterceptorModules]) await access(module);
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(DIST, 'src', 'workflows', entry),
    failureConverterPath,
    workflowInterceptorModules,
  });
  await writeFile(partial, code);
  await rename(partial, target);
}

await bundleWorkflows('index.js', 'workflow-bundle.js');
await bundleWorkflows('versioned.js', 'workflow-bundle-versioned.js');
// What traces them is put in here, so that workflows that nobody traces hold nothing of it.
const TRACING = ['src/temporal/tracing/workflow-interceptors.js'];
await bundleWorkflows('index.js', 'workflow-bundle-traced.js', TRACING);
await bundleWorkflows('versioned.js', 'workflow-bundle-versioned-traced.js', TRACING);
