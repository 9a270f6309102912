// Which step may be shown. The browser's back and forward may ask for any step; memory decides.

import type { Keys, Step } from "../app.ts";
import type { Memory } from "../memory.ts";
import { chooseReaders, someoneMayDecide } from "./readers.ts";

const reporting: readonly Step[] = ["before", "write", "check", "code", "send"];

/** The wanted step, or the nearest one that makes sense with what is in memory. */
export function allowedStep(wanted: Step, memory: Memory, keys: Keys): Step {
  if (wanted === "sent") {
    return memory.sent === null ? "start" : "sent";
  }
  if (wanted === "mailbox") {
    return memory.visit === null ? "open" : "mailbox";
  }
  return reporting.includes(wanted) ? allowedReporting(wanted, memory, keys) : wanted;
}

function allowedReporting(wanted: Step, memory: Memory, keys: Keys): Step {
  if (memory.sent !== null) {
    return "sent";
  }
  // A parcel without an answer may have arrived: only the same parcel may be sent, so nothing can be changed now.
  if (memory.sending?.uncertain === true && wanted !== "code") {
    return "send";
  }
  if (keys.state !== "accepted" || wanted === "before") {
    return "before";
  }
  if (!someoneMayDecide(chooseReaders(keys.directory, memory.draft))) {
    return "before";
  }
  if (wanted === "write" || memory.draft.answers.story.trim() === "") {
    return "write";
  }
  return wanted === "send" ? (memory.sending === null ? "code" : "send") : wanted;
}
