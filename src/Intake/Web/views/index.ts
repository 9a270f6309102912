// The steps of a report and the views that show them; the other steps are in parts/later.ts.

import type { LaterStep, Step, View } from "../app.ts";
import { startSending } from "../flow/report.ts";
import { before } from "./before.ts";
import { check } from "./check.ts";
import { codeView } from "./code.ts";
import { left } from "./left.ts";
import { send } from "./send.ts";
import { sent } from "./sent.ts";
import { start } from "./start.ts";
import { write } from "./write.ts";

export const views: Record<Exclude<Step, LaterStep>, View> = { start, before, write, check, code: codeView(startSending), send, sent, left };
