import { DefaultLogger, type Logger as TemporalLogger, type LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';
import { PLATFORM_KINDS } from '../platforms/index.js';

/** Temporal's own log lines, and those of workflows and activities, through the same logger. */
export function temporalLogger(logger: Logger): TemporalLogger {
  const levels: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = {
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'info',
    WARN: 'warn',
    ERROR: 'error',
  };
  return new DefaultLogger(logger.level.toUpperCase() as LogLevel, ({ level, message, meta }) => {
    logger[levels[level]]({ ...meta, ...workOf(meta?.['workflowId']) }, message);
  });
}

const TICKET_WORKFLOW = new RegExp(`^ticket-([a-z0-9-]+)-(?:${PLATFORM_KINDS.join('|')})-([^-]+)$`);
const TENANT_WORKFLOW = /^(?:desk-|scan-)([a-z0-9-]+?)(?:-\d{4}-\d{2}-\d{2}T.*)?$/;

/** Tenant and ticket of a workflow, from its ID, so that every line can be searched by them. */
export function workOf(workflowId: unknown): { tenant?: string; ticketId?: string } {
  if (typeof workflowId !== 'string') return {};
  const [, tenant, ticketId] = TICKET_WORKFLOW.exec(workflowId) ?? TENANT_WORKFLOW.exec(workflowId) ?? [];
  return { ...(tenant ? { tenant } : {}), ...(ticketId ? { ticketId } : {}) };
}
