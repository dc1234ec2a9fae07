const { DefaultFailureConverter } = require('@temporalio/common');

/**
 * The SDK hands out the failure that an error came with and then overwrites its text: without the copy, an error that
 * is converted twice would be stored as "Encoded failure" the second time (SDK 1.24).
 */
class EncodingFailureConverter extends DefaultFailureConverter {
  constructor() {
    super({ encodeCommonAttributes: true });
  }

  errorToFailureInner() {
    return { ...super.errorToFailureInner(...arguments) };
  }
}

/**
 * Moves the message and the stack trace of every failure into a payload, which the codec encrypts; Temporal shows
 * "Encoded failure" in their place. Failure types stay readable.
 *
 * Temporal `require()`s this file by path, in the client, in the worker and inside the workflow bundle. It is plain
 * CommonJS that every one of Node, tsx, Jest and the bundler takes as it is, and the compiler copies into the build.
 */
exports.failureConverter = new EncodingFailureConverter();
