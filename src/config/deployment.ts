import { z } from 'zod';
import { settingNotes } from '../ports/setting-notes.js';

/** Which build of the workers a process runs, for Temporal's worker deployments. */
export interface WorkerVersion {
  /** The fleet: the same for every build of one installation. */
  deploymentName: string;
  /** This build: another one for each build that is rolled out. */
  buildId: string;
}

export interface DeploymentConfig {
  /** Null: unversioned, as `up` runs. */
  workerVersion: WorkerVersion | null;
}

const NAME = 'TEMPORAL_DEPLOYMENT_NAME';
const BUILD_ID = 'TEMPORAL_WORKER_BUILD_ID';

/** What the server accepts. A worker of a name that it refuses is not told: it waits for work in vain (server 1.32). */
const DEPLOYMENT_NAME = /^(?!__)[^.:]{1,255}$/;
const DEPLOYMENT_NAME_FORMAT = 'at most 255 characters without . and :, not beginning with __';

/**
 * `TEMPORAL_DEPLOYMENT_NAME` and `TEMPORAL_WORKER_BUILD_ID`: both or neither. With one alone a worker would wait for
 * work that never comes, or take that of another build. The names are those that Temporal's Worker Controller sets.
 * @see https://github.com/temporalio/temporal-worker-controller
 */
export const deploymentSchema = z
  .object({
    [NAME]: z.string().regex(DEPLOYMENT_NAME, DEPLOYMENT_NAME_FORMAT).optional().register(settingNotes, {
      means:
        'The fleet of versioned workers, in production only. Such a worker gets no work before its build is made current.',
      example: 'ticket-processor',
    }),
    [BUILD_ID]: z
      .string()
      .max(255, 'at most 255 characters')
      .optional()
      .register(settingNotes, { means: 'This build of it; both or neither.', example: '1.0' }),
  })
  .transform((env, context): DeploymentConfig => {
    const { [NAME]: deploymentName, [BUILD_ID]: buildId } = env;
    if (deploymentName !== undefined && buildId !== undefined)
      return { workerVersion: { deploymentName, buildId } };
    if (deploymentName === undefined && buildId === undefined) return { workerVersion: null };
    const [missing, given] = deploymentName === undefined ? [NAME, BUILD_ID] : [BUILD_ID, NAME];
    context.addIssue({ code: 'custom', path: [missing], message: `a value, because ${given} is set` });
    return z.NEVER;
  });
