// Every step and the view that shows it.

import type { Step, View } from "../app.ts";
import { before } from "./before.ts";
import { check } from "./check.ts";
import { code } from "./code.ts";
import { access, comite, data, how, rights, seen } from "./info.ts";
import { left } from "./left.ts";
import { mailbox } from "./mailbox.ts";
import { open } from "./open.ts";
import { send } from "./send.ts";
import { sent } from "./sent.ts";
import { start } from "./start.ts";
import { write } from "./write.ts";

export const views: Record<Step, View> = { start, how, rights, comite, data, access, before, write, check, code, send, sent, open, mailbox, seen, left };
