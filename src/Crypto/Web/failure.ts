/**
 * Why something was refused. The names are the same in C#, here and in the vectors (docs/protocol.md section 16);
 * they name a class and never carry data of the thing refused.
 */
export type FailureClass =
  | "malformed" | "unknown-suite" | "unknown-kind" | "not-canonical" | "wrong-signature" | "wrong-key"
  | "wrong-commitment" | "wrong-body" | "wrong-padding" | "wrong-organisation" | "wrong-directory" | "wrong-root"
  | "expired" | "not-a-recipient" | "not-an-officer" | "wrong-chain" | "weak-parameters" | "bad-code";

/** The only error this package throws on purpose. Its message is the failure class, nothing more. */
export class SicError extends Error {
  readonly failure: FailureClass;

  constructor(failure: FailureClass) {
    super(failure);
    this.name = "SicError";
    this.failure = failure;
  }
}

/** Throws where a rule does not hold. */
export function demand(holds: boolean, failure: FailureClass = "malformed"): asserts holds {
  if (!holds) throw new SicError(failure);
}

/** The failure class of whatever was thrown; anything unexpected counts as malformed, so that callers fail closed. */
export function failureOf(error: unknown): FailureClass {
  return error instanceof SicError ? error.failure : "malformed";
}
