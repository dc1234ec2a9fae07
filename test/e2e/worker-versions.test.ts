import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { deskWorkflowId, scanScheduleId } from '../../src/contract/names.js';
import { runCli } from '../support/cli.js';
import { TestInstallation, until } from '../support/running-up.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { WorkerFleet, type RunTrace } from './worker-fleet.js';

jest.setTimeout(300_000);

const all = (trace: RunTrace) => ({
  builds: [...new Set(trace.builds)],
  activityIdentities: [...new Set(trace.activityIdentities)],
});

describe('versioned workers on a real server', () => {
  let fleet: WorkerFleet;
  beforeEach(async () => {
    fleet = new WorkerFleet();
    await fleet.open();
  });
  afterEach(() => fleet.close());

  /** Starts a ticket's run and waits until it is in the middle: the model is asked. */
  const inTheMiddle = async (ticketId: string): Promise<void> => {
    const asked = fleet.model.waiting.length;
    await fleet.process(ticketId);
    await until(`ticket ${ticketId} waits for the model`, () => fleet.model.waiting.length > asked);
  };

  test('a ticket ends on the build it began on; new ones take the current build, also after a rollback', async () => {
    const [first = '', second = '', third = '', fourth = ''] = await fleet.newTickets(4);
    const old = await fleet.start('1.0');
    await fleet.makeCurrent('1.0');
    await inTheMiddle(first);
    const next = await fleet.start('2.0');
    await inTheMiddle(second);
    await fleet.makeCurrent('2.0');
    await inTheMiddle(third);
    await fleet.makeCurrent('1.0');
    await inTheMiddle(fourth);
    fleet.model.release();

    const onOld = { builds: ['1.0'], activityIdentities: [old.identity] };
    const onNext = { builds: ['2.0'], activityIdentities: [next.identity] };
    expect(all(await fleet.finished(first))).toEqual(onOld);
    expect(all(await fleet.finished(second))).toEqual(onOld);
    expect(all(await fleet.finished(third))).toEqual(onNext);
    expect(all(await fleet.finished(fourth))).toEqual(onOld);
  });

  test('a scan and the desk move on to the current build, and the tickets they start with them', async () => {
    const ticketIds = await fleet.newTickets(6);
    await fleet.start('1.0');
    await fleet.makeCurrent('1.0');
    const desk = fleet.client.workflow.getHandle(deskWorkflowId('default'));
    const served = async () => (await desk.query<{ served: number }>('state')).served;
    await until('the desk is open', async () => (await served()) === 0);
    await fleet.client.schedule.getHandle(scanScheduleId('default')).trigger();
    await until('the scan has filled its window', () => fleet.model.waiting.length === 2);

    await fleet.start('2.0');
    await fleet.makeCurrent('2.0');
    fleet.model.release();
    const scan = await theScan();
    await fleet.client.workflow.getHandle(scan).result();
    const traces = await Promise.all(ticketIds.map((ticketId) => fleet.finished(ticketId)));
    await desk.signal('reprocess', { ticketIds: ticketIds.slice(0, 1) });
    await until('the desk has served', async () => (await served()) === 1);

    for (const workflowId of [scan, deskWorkflowId('default')])
      expect(all(await fleet.trace(workflowId)).builds).toEqual(['1.0', '2.0']);
    const byTicket = traces.map((trace) => all(trace).builds.join(' and '));
    expect(new Set(byTicket)).toEqual(new Set(['1.0', '2.0']));
  });

  test('runs that began unversioned go on under the first version; none is lost or written twice', async () => {
    const ticketIds = await fleet.newTickets(3);
    const unversioned = await fleet.start();
    for (const ticketId of ticketIds) await inTheMiddle(ticketId);

    await fleet.start('1.0');
    await fleet.makeCurrent('1.0');
    unversioned.child.kill('SIGTERM');
    fleet.model.release();
    expect(await unversioned.ended).toBe(0);

    for (const ticketId of ticketIds) expect(all(await fleet.finished(ticketId)).builds).toEqual(['', '1.0']);
    expect(await fleet.writes(ticketIds)).toEqual([1, 1, 1]);
  });

  test('SIGTERM while the model is asked: the calls are finished, exit code 0, another worker writes the verdicts', async () => {
    const ticketIds = await fleet.newTickets(2);
    const stopping = await fleet.start('1.0');
    await fleet.makeCurrent('1.0');
    for (const ticketId of ticketIds) await inTheMiddle(ticketId);

    stopping.child.kill('SIGTERM');
    const successor = await fleet.start('1.0');
    expect(stopping.child.exitCode).toBeNull();
    fleet.model.release();
    expect(await stopping.ended).toBe(0);

    for (const ticketId of ticketIds) {
      const { activityIdentities } = all(await fleet.finished(ticketId));
      expect(activityIdentities).toEqual([stopping.identity, successor.identity]);
    }
    expect(fleet.model.calls).toBe(2);
    expect(await fleet.writes(ticketIds)).toEqual([1, 1]);
  });

  const theScan = async (): Promise<string> => {
    for await (const { workflowId } of fleet.client.workflow.list({ query: "WorkflowType = 'scanTickets'" }))
      return workflowId;
    throw new Error('no scan was started');
  };
});

describe('the variables of a version', () => {
  const newFolder = temporaryFolders();
  let installation: TestInstallation;
  beforeEach(() => {
    installation = new TestInstallation();
  });
  afterEach(() => installation.close());

  test.each([
    ['TEMPORAL_DEPLOYMENT_NAME', 'TEMPORAL_WORKER_BUILD_ID'],
    ['TEMPORAL_WORKER_BUILD_ID', 'TEMPORAL_DEPLOYMENT_NAME'],
  ])('a worker with %s alone → 78, the other one named', async (given, missing) => {
    const { code, stderr } = await runCli(['worker'], { folder: newFolder(), env: { [given]: 'x' } });
    expect(code).toBe(78);
    expect(stderr).toMatch(
      new RegExp(`^  ${missing}: expected a value, because ${given} is set, got unset$`, 'm'),
    );
  });

  test('up does not pass them on: its worker would wait for somebody to make its version current', async () => {
    const platformUrl = await installation.simulate('zendesk', ['--tickets', '5']);
    const llmUrl = await installation.simulate('llm');
    const up = installation.cli(['up', '--once'], {
      ZENDESK_BASE_URL: platformUrl,
      OPENAI_BASE_URL: `${llmUrl}/v1`,
      TEMPORAL_DEPLOYMENT_NAME: 'fleet',
      TEMPORAL_WORKER_BUILD_ID: '1.0',
    });
    expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
  });
});
