// People and roles, for administrators: who may come in, who is in, and what the next directory waits for. No case, no count of one.

import { formatCode, wipe } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import { fromBase64 } from "../base64.ts";
import { Carried, readCarried, writeCarried } from "../ceremonytext.ts";
import type { Desk } from "../desk.ts";
import { numberFault, type Fault } from "../faults.ts";
import { earlierFingerprints } from "./read-directory.ts";
import { peopleView } from "../views/people.ts";
import { posterView } from "../views/poster.ts";
import type { View } from "../views/view.ts";
import type { InvitationWish } from "../wire.ts";
import { showRecovery } from "./recover-reports.ts";

/** What came of an act: the fault in words, or null. */
export type Acted = Fault | null;

export async function showPeople(app: App, desk: Desk): Promise<View> {
  const [answer, recovery] = await Promise.all([desk.host.listPeople(), showRecovery(app, desk)]);
  const { texts } = app;
  const act = async (work: () => Promise<unknown>): Promise<Acted> => {
    try {
      await work();
      return null;
    } catch (error) {
      return numberFault(error, texts);
    }
  };
  return peopleView(
    {
      answer,
      recovery,
      today: desk.day,
      languages: Object.keys(answer.names),
      invite: async (wish: InvitationWish) => {
        let groups: string[] = [];
        const fault = await act(async () => {
          const secret = fromBase64((await desk.host.invite(wish)).secret);
          groups = formatCode(secret);
          wipe(secret);
        });
        return fault ?? groups;
      },
      withdraw: (invitationId) => act(() => desk.host.withdrawInvitation(invitationId)),
      change: (officerId, what) => act(() => desk.host.changeActivity(officerId, what)),
      note: (officerId, trainedOn, decision) => act(() => desk.host.notePerson(officerId, trainedOn, decision)),
      download: () => act(async () => save(`directory-request-${(answer.directory?.seq ?? 0) + 1}.txt`, writeCarried(Carried.request, await desk.host.requestDirectory()))),
      upload: async (text) => {
        const bytes = readCarried(Carried.directory, text) ?? readCarried(Carried.rootChange, text);
        if (bytes === null) {
          return { head: texts.say("next.refused"), lines: [texts.pick("next.reason", readCarried(Carried.rehearsal, text) === null ? "malformed" : "rehearsal")] };
        }
        return act(async () => {
          await desk.host.uploadDirectory(bytes);
          await desk.renewDirectory();
        });
      },
      reload: () => app.reload(),
      say: (message) => app.frame.say(message),
      poster: () => void app.go({ name: "poster" }),
      lock: () => app.lock(),
    },
    texts,
  );
}

/** The poster of the directory that this page verified itself; before the first there is none. */
export async function showPoster(app: App, desk: Desk): Promise<View> {
  const answer = await desk.host.listPeople();
  const { directory } = desk;
  // The host says which of the listed addresses are for reporters; one that the root did not sign stands on no poster.
  const addresses = answer.addresses.filter((address) => directory.origins.includes(address));
  return posterView({ addresses: addresses.length > 0 ? addresses : directory.origins.slice(0, 1), fingerprint: directory.fingerprint, earlier: earlierFingerprints(desk.history, directory), sealer: answer.sealer, names: answer.names, library: app.library, back: () => void app.go({ name: "people" }) }, app.texts);
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
