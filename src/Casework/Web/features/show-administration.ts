// The administrator's page: mail and jobs in sentences.

import type { App } from "../app.ts";
import type { Desk } from "../desk.ts";
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
  return administrationView({ mail, status, today: desk.day, warnings: entryNotices(desk, app.entryWarnings, app.texts), test, lock: () => app.lock() }, app.texts);
}
