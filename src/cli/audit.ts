import { addAuditEraseCommand } from './audit-erase.js';
import { addAuditExportCommand } from './audit-export.js';
import { addAuditShowCommand } from './audit-show.js';
import { addAuditVerifyCommand } from './audit-verify.js';
import type { AddCommand } from './context.js';

/** `audit`: the record of what was done with every ticket. */
export const addAuditCommand: AddCommand = (program, run) => {
  const audit = program
    .command('audit')
    .description('The record of what was done with every ticket, in DATA_DIR/audit.');
  // Nested commands take their place below `audit`.
  for (const add of [addAuditShowCommand, addAuditVerifyCommand, addAuditExportCommand, addAuditEraseCommand])
    add(audit, run);
};
