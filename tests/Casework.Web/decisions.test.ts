import { openCase, openDecision, sealOfficerObject, sealReport } from "@integrity-channel/crypto";
import { expect, test } from "vitest";
import { entryOf, Host, Organisation, today } from "../Crypto.Web/organisation.ts";

async function decided(decider: number) {
  const organisation = new Organisation("decisions");
  const directory = organisation.directory();
  const history = organisation.history();
  const [responsible, deputy] = organisation.officers;
  const host = new Host();
  const { entropy } = organisation;
  const report = await sealReport({ directory, day: today, secret: entropy.fill(16), recipients: [responsible!.id, deputy!.id], excluded: [], recovery: false, answers: [{ question: 1, text: "Iets" }], locale: "nl", entropy });
  host.put(report.bytes);
  const writer = organisation.officers[decider]!;
  const vault = organisation.vault(writer);
  const caseFile = await openCase(host.list(writer.id), vault, history);
  const decision = await sealOfficerObject({ vault, caseFile, directory, content: { kind: 6, decision: 4, text: "Klaar" }, day: today, entropy });
  return { organisation, history, decision: decision.bytes, responsible: responsible!, stranger: organisation.officers[2]! };
}

test("A_reader_opens_a_colleagues_decision_from_the_list", async () => {
  const { organisation, history, decision, responsible } = await decided(1);
  const opened = await openDecision(entryOf(decision, today, responsible.id), organisation.vault(responsible), history);
  expect(opened?.decision).toBe(4);
});

test("A_decision_without_a_wrap_for_this_reader_shows_nothing", async () => {
  const { organisation, history, decision, stranger } = await decided(0);
  expect(await openDecision(entryOf(decision, today, stranger.id), organisation.vault(stranger), history)).toBe(null);
});

test("A_decision_with_a_flipped_bit_shows_nothing", async () => {
  const { organisation, history, decision, responsible } = await decided(0);
  const vault = organisation.vault(responsible);
  const entry = entryOf(decision, today, responsible.id);
  for (const at of [20, 40, 100, 700, entry.length - 100, entry.length - 1]) {
    const flipped = entry.slice();
    flipped[at]! ^= 1;
    expect(await openDecision(flipped, vault, history), String(at)).toBe(null);
  }
});
