// Recovery on the officers' site: who asked, who agreed, and the files that go to the machine without network and come back.

import type { Bytes } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import type { Desk } from "../desk.ts";
import { numberFault, type Fault } from "../faults.ts";
import { recoveryPanel } from "../views/recovery.ts";

/** No answer of a machine without network is longer; a longer file is refused unread. */
const largestAnswer = 256 * 1024 * 1024;

export async function showRecovery(app: App, desk: Desk): Promise<HTMLElement | null> {
  const { texts } = app;
  const act = async (work: () => Promise<unknown>): Promise<Fault | null> => {
    try {
      await work();
      return null;
    } catch (error) {
      return numberFault(error, texts);
    }
  };
  return recoveryPanel(
    {
      answer: await desk.host.listRecoveries(),
      administrator: desk.session.administrator,
      ask: (wish) => act(() => desk.host.askRecovery(wish)),
      agree: (id) => act(() => desk.host.changeRecovery(id, "agree")),
      withdraw: (id) => act(() => desk.host.changeRecovery(id, "withdraw")),
      download: (id) => act(async () => save("recovery-request.sic", await desk.host.takeRecovery(id))),
      upload: async (id, file) => {
        if (file.size > largestAnswer) {
          return { head: texts.say("recovery.refused"), lines: [texts.pick("recovery.refused", "malformed")] };
        }
        let said = "";
        const fault = await act(async () => {
          const { stored, alreadyThere, notTaken } = await desk.host.storeRecovery(id, new Uint8Array(await file.arrayBuffer()));
          said = texts.say("recovery.done", { stored, already: alreadyThere, not: notTaken });
        });
        return fault ?? said;
      },
      reload: () => app.reload(),
      say: (message) => app.frame.say(message),
    },
    texts,
  );
}

function save(file: string, bytes: Bytes): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
