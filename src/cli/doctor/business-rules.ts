import type { TicketPlatform } from '../../ports/platform.js';
import { ok, warning, type Check } from './check.js';
import { firedRules, type FiredRule } from './fired-rules.js';
import { platformFinding } from './platform-finding.js';

const TIMEOUT_MS = 30_000;

/** `help_desk_rules`: the platform's triggers and automations that what we write would fire. */
export function businessRulesCheck(platform: TicketPlatform): Check {
  return {
    name: 'help_desk_rules',
    needs: ['help_desk'],
    run: () =>
      platformFinding(async () => {
        const rules = await platform.listBusinessRules(AbortSignal.timeout(TIMEOUT_MS));
        const fired = firedRules(rules);
        const details = { active: rules.length, fired };
        const looked = `${rules.length} active triggers and automations`;
        if (fired.length === 0) return ok(`none of ${looked} is fired by what we write`, { details });
        return warning(
          `${fired.length} of ${looked} would be fired by our tags, priority or note`,
          'look whether each of them is wanted; where one is not, add a condition that leaves out updates made ' +
            'through the API, or tickets tagged ai_processed',
          { items: fired.map(describe), details },
        );
      }),
  };
}

function describe({ kind, title, because, onlyIf }: FiredRule): string {
  const further = onlyIf.length === 0 ? '' : `; only if ${onlyIf.join(' and ')}`;
  return `${kind} "${title}": ${because.join(' and ')}${further}`;
}
