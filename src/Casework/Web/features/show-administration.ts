// The administrator's first page: mail, jobs, keys and disk in sentences.

import type { App } from "../app.ts";
import type { Desk } from "../desk.ts";
import { requestFault, type Fault } from "../faults.ts";
import { RequestFailed } from "../http.ts";
import { administrationView } from "../views/administration.ts";
import type { View } from "../views/view.ts";
import { entryNotices } from "./list-cases.ts";

export async function checkAdministration(app: App, desk: Desk): Promise<View> {
  const [mail, status] = await Promise.all([desk.host.showMail(), desk.host.showStatus()]);
  const test = async (to: string) => {
    try {
      return await desk.host.sendTestMail(to);
    } catch (error) {
      if (error instanceof RequestFailed) {
        return null;
      }
      throw error;
    }
  };
  const facts = { mail, status, today: status.day, warnings: entryNotices(desk, app.entryWarnings, app.texts), test, retry: () => retryJobs(app, desk), showNumber: (number: string) => app.showErrors(number), lock: () => app.lock() };
  return administrationView(facts, app.texts);
}

/** Runs the jobs now, draws the page again with what they report and says so; else what went wrong. */
async function retryJobs(app: App, desk: Desk): Promise<Fault | null> {
  try {
    await desk.host.retryJobs();
  } catch (error) {
    return requestFault(error, app.texts);
  }
  await app.reload();
  app.frame.say(app.texts.say("ticks.retried"));
  return null;
}
