// The officer's or administrator's own account: where it is signed in, days away, passphrase.

import type { App } from "../app.ts";
import type { CivilDay } from "../days.ts";
import type { Desk } from "../desk.ts";
import { requestFault, type Fault } from "../faults.ts";
import { accountView } from "../views/account.ts";
import type { View } from "../views/view.ts";
import { beginChange } from "./change-passphrase.ts";
import { showRecovery } from "./recover-reports.ts";

export async function showAccount(app: App, desk: Desk): Promise<View> {
  const officer = !desk.session.administrator;
  const [sessions, away, recovery] = await Promise.all([desk.host.listSessions(), officer ? desk.host.showAbsence() : null, officer ? showRecovery(app, desk) : null]);
  const { texts } = app;
  return accountView(
    {
      sessions,
      recovery,
      today: desk.day,
      vaultVersion: desk.keeper.vault.version,
      endSession: (session) => act(app, () => desk.host.endSession(session), texts.say("account.session-ended")),
      signOutEverywhere: () => void app.signOut(true),
      absence: officer
        ? {
            away,
            set: (days) => act(app, () => desk.host.setAbsence(days), texts.say(days === null ? "account.back-said" : "account.away-said")),
          }
        : null,
      begin: (old) => (app.frame.quiet(), orFault(app, () => beginChange(desk, old))),
      finish: (change) => orFault(app, () => change.finish()),
      changed: () => void app.reload().then(() => app.frame.say(texts.say("passphrase.changed"))),
      lock: () => app.lock(),
    },
    texts,
  );
}

export type Days = { readonly from: CivilDay; readonly to: CivilDay };

/** Does one thing, draws the page again and says what was done; else gives back what went wrong. */
async function act(app: App, deed: () => Promise<void>, words: string): Promise<Fault | null> {
  const done = await orFault(app, async () => (await deed(), "done" as const));
  if (done !== "done") {
    return done;
  }
  await app.reload();
  app.frame.say(words);
  return null;
}

async function orFault<T>(app: App, deed: () => Promise<T>): Promise<T | Fault> {
  try {
    return await deed();
  } catch (error) {
    return requestFault(error, app.texts);
  }
}
