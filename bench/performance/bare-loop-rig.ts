import { runBareLoop, type BareLoopResult } from './bare-loop.js';
import { Rig, type RigOptions } from '../rig/rig.js';

/** The bare loop against services of its own, so that both begin with the same tickets. */
export async function bareLoopOn(setting: RigOptions, say: (line: string) => void): Promise<BareLoopResult> {
  const services = await Rig.startServicesOnly(setting);
  try {
    say(`bare loop, ${setting.concurrency} in flight`);
    return await runBareLoop({
      platformUrl: services.platformUrl,
      modelUrl: services.modelUrl,
      concurrency: setting.concurrency,
    });
  } finally {
    await services.close();
  }
}
