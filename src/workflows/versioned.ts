/**
 * The workflows a worker of a deployment version registers: the same, and what happens to them when another version
 * becomes current. An unversioned worker must not register these: the server refuses every workflow task that names
 * a behaviour (`versioning behavior cannot be specified without deployment options`, measured on server 1.32).
 *
 * A ticket's run is short and ends on the build that began it. Everything else moves on with the fleet, which the
 * worker says (`defaultVersioningBehavior`): the desk never ends, and a scan starts its tickets on the current build.
 */
import { setWorkflowOptions } from '@temporalio/workflow';
import { processTicket } from './process-ticket.js';

setWorkflowOptions({ versioningBehavior: 'PINNED' }, processTicket);

export * from './index.js';
