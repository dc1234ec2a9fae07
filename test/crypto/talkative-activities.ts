import { activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { planted } from './planted.js';

export type TalkativeActivities = typeof talkativeActivities;

/** Activities that carry a planted text in everything that an activity can carry. */
export const talkativeActivities = {
  async observe(text: string): Promise<string> {
    heartbeat(planted('heartbeat-details'));
    if (activityInfo().attempt === 1) {
      throw ApplicationFailure.create({
        message: planted('activity-failure'),
        details: [planted('activity-failure-details')],
      });
    }
    return Promise.resolve(`${planted('activity-result')} ${text}`);
  },
  async consider(text: string): Promise<string> {
    return Promise.resolve(`${planted('local-result')} ${text}`);
  },
};
