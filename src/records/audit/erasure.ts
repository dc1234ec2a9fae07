import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { Client } from '@temporalio/client';
import { dryRunWorkflowId, ticketWorkflowId, type PlatformName } from '../../contract/names.js';
import type { EncryptionKeys } from '../../crypto/keys.js';
import type { AuditLog, ErasureEntry } from '../../ports/audit-log.js';
import type { OutcomeStore } from '../../ports/records.js';
import { auditEntries, type KeptEntry } from './entries.js';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { rawLines, erasedLine, parseLine } from './stored-line.js';

/** Whose traces are to be erased, and where they are. */
export interface ErasureScope {
  tenant: string;
  platform: PlatformName;
  ticketIds: readonly string[];
  /** The audit folder of this data folder. */
  folder: string;
  keys: EncryptionKeys | null;
  client: Client;
  outcomes: Pick<OutcomeStore, 'ofTicket' | 'eraseTickets'>;
}

/** What we hold about the tickets. */
export interface ErasurePlan {
  lines: KeptEntry[];
  runs: { workflowId: string; runId: string }[];
  /** Tickets that a run is at work on: what it will write cannot be erased yet. */
  atWork: string[];
  /** Rounds in the statistics. */
  outcomes: number;
}

/** Looks, and changes nothing. */
export async function planErasure(scope: ErasureScope): Promise<ErasurePlan> {
  const { tenant, platform, ticketIds, folder, keys, client, outcomes } = scope;
  const wanted = new Set(ticketIds);
  const plan: ErasurePlan = { lines: [], runs: [], atWork: [], outcomes: 0 };
  for await (const kept of auditEntries({ folder, keys })) {
    const { entry } = kept;
    if (entry.kind === 'ticket' && entry.tenant === tenant && wanted.has(entry.ticketId))
      plan.lines.push(kept);
  }
  for (const ticketId of ticketIds) {
    plan.outcomes += (await outcomes.ofTicket({ tenant, platform, ticketId })).length;
    const ids = [ticketWorkflowId, dryRunWorkflowId].map((id) => `'${id(tenant, platform, ticketId)}'`);
    const query = `WorkflowId IN (${ids.join(', ')})`;
    for await (const { workflowId, runId, status } of client.workflow.list({ query })) {
      plan.runs.push({ workflowId, runId });
      if (status.name === 'RUNNING' && !plan.atWork.includes(ticketId)) plan.atWork.push(ticketId);
    }
  }
  return plan;
}

/**
 * Erases what was planned. The audit log is told first: a tombstone without an erasure that names it would be a fault.
 * Broken off, it can be done again.
 */
export async function carryOutErasure(
  scope: ErasureScope,
  plan: ErasurePlan,
  { audit, reference }: { audit: AuditLog; reference: string },
): Promise<ErasureEntry> {
  const { tenant, platform, ticketIds, folder, client, outcomes } = scope;
  const entry: ErasureEntry = {
    kind: 'erasure',
    id: randomUUID(),
    at: new Date().toISOString(),
    ...{ tenant, reference, by: `${userInfo().username}@${hostname()}` },
    ...{ tickets: ticketIds.length, runs: plan.runs.length, lines: linesByFile(plan.lines) },
  };
  await audit.append(entry);
  for (const { workflowId, runId } of plan.runs) {
    await client.workflowService.deleteWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId, runId },
    });
  }
  await outcomes.eraseTickets({ tenant, platform, ticketIds });
  await eraseLines(folder, plan.lines);
  return entry;
}

/** Lines to erase, by file. */
export function linesByFile(kept: readonly KeptEntry[]): Record<string, number[]> {
  const lines: Record<string, number[]> = {};
  for (const { file, seq } of kept) (lines[file] ??= []).push(seq);
  return lines;
}

/**
 * Writes over the lines that keep these entries, in their place, so that a worker may go on adding to the file. What
 * stood there is gone; that something did, and its digest, stay. Repeating it changes nothing.
 */
export async function eraseLines(folder: string, kept: readonly KeptEntry[]): Promise<void> {
  for (const { file, offset } of kept) {
    const target = path.join(folder, file);
    const text = await lineAt(target, offset);
    const line = text === null ? null : parseLine(text);
    if (text === null || line === null || 'erased' in line) continue;
    const handle = await open(target, 'r+');
    try {
      await handle.write(erasedLine(text, line), offset, 'utf8');
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }
}

async function lineAt(file: string, offset: number): Promise<string | null> {
  for await (const { text, whole } of rawLines(file, offset)) return whole ? text : null;
  return null;
}
