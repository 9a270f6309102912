// What went wrong, in words: what happened, what was kept, what to do.

import type { FailureClass } from "@integrity-channel/crypto";
import { RequestFailed } from "./http.ts";
import type { Texts } from "./texts.ts";

export interface Fault {
  readonly head: string;
  readonly lines: readonly string[];
}

/** For a request that brought nothing. Anything else is a mistake of ours and goes on as it is. */
export function requestFault(error: unknown, texts: Texts): Fault {
  if (!(error instanceof RequestFailed)) {
    throw error;
  }
  switch (error.failure) {
    case "connection":
      return { head: texts.say("fault.connection"), lines: [texts.say("fault.connection-kept"), texts.say("fault.connection-do")] };
    case "signed-out":
      return { head: texts.say("fault.signed-out"), lines: [texts.say("fault.signed-out-do")] };
    case "slowed":
      return { head: texts.say("gate.slowed-head"), lines: [texts.count("gate.slowed", error.seconds)] };
    default:
      return { head: texts.say("fault.refused"), lines: [texts.say("fault.refused-do")] };
  }
}

/** For a request whose refusal has a number of its own: code, public file, directory, enrolment. */
export function numberFault(error: unknown, texts: Texts): Fault {
  if (error instanceof RequestFailed && error.code === "E-93" && error.reason !== null) {
    return { head: texts.say("next.refused"), lines: [texts.pick("next.reason", error.reason)] };
  }
  if (error instanceof RequestFailed && error.code === "E-97" && error.reason !== null) {
    return { head: texts.say("recovery.refused"), lines: [texts.pick("recovery.refused", error.reason)] };
  }
  if (error instanceof RequestFailed && error.code !== null && error.code >= "E-90" && error.code <= "E-94" && error.code !== "E-91") {
    return { head: texts.pick("begin.code", error.code), lines: [texts.pick("begin.do", error.code)] };
  }
  return requestFault(error, texts);
}

/** For a list of keys that must not be used. */
export function trustFault(reason: FailureClass | "two-lists" | "none", texts: Texts): Fault {
  return { head: texts.say("fault.no-trust"), lines: [texts.pick("fault.trust", reason), texts.say("fault.no-trust-do")] };
}
