// The part with everything that is not needed to report: information pages, "I have a code", the mailbox, sealed files. One part, so that the
// request does not tell which of them was opened.

import type { LaterStep, View } from "../app.ts";
import { provide } from "../parts.ts";
import { file } from "../views/file.ts";
import { access, comite, data, how, rights, seen } from "../views/info.ts";
import { mailbox } from "../views/mailbox.ts";
import { open } from "../views/open.ts";

export type LaterPart = Record<LaterStep, View>;

provide("later", { how, rights, comite, data, access, open, mailbox, seen, file });
