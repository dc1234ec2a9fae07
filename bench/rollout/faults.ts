import type { ModelFaults } from '../../simulators/llm/faults.js';
import type { ZendeskFaults } from '../../simulators/zendesk/faults.js';

/** Mild: of what hurts a deployment most a little, and never enough to open a circuit for long. */
export const PLATFORM_FAULTS: ZendeskFaults = {
  error5xx: 0.03,
  reset: 0.02,
  commitThenReset: 0.04,
  commitThen5xx: 0.03,
  conflict: 0.06,
  agentEdit: 0.06,
};

export const MODEL_FAULTS: ModelFaults = {
  error5xx: 0.03,
  reset: 0.02,
  error429: 0.02,
  badJson: 0.02,
  wrongEnum: 0.02,
};
