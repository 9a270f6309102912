import { expect, test } from "vitest";
import { Drafts, readDrafts, writeDrafts } from "../../src/Casework/Web/drafts.ts";

test("Unsent_text_comes_back_as_it_was_with_every_action_of_the_case", () => {
  const drafts = new Drafts();
  drafts.keep("r1", "reply", ["Één vraag 🙂\nmet twee regels"]);
  drafts.keep("r1", "feedback", ["wat", ""]);
  drafts.keep("r2", "note", ["nota"]);
  const back = new Drafts();
  back.restore(drafts.records());
  expect(back.get("r1", "reply")).toEqual(["Één vraag 🙂\nmet twee regels"]);
  expect(back.get("r1", "feedback")).toEqual(["wat", ""]);
  expect(back.get("r2", "note")).toEqual(["nota"]);
});

test("Empty_text_is_no_draft", () => {
  const drafts = new Drafts();
  drafts.keep("r1", "reply", ["  \n"]);
  expect(drafts.any).toBe(false);
  expect(drafts.records()).toEqual([]);
  expect(writeDrafts(new Map([["reply", [" "]]]))).toBe(null);
});

test("What_was_typed_since_stays_when_a_vault_brings_its_draft_back", () => {
  const drafts = new Drafts();
  drafts.keep("r1", "reply", ["nieuw"]);
  drafts.restore([{ reportId: "r1", text: JSON.stringify({ reply: ["oud"], note: ["n"] }) }]);
  expect(drafts.get("r1", "reply")).toEqual(["nieuw"]);
  expect(drafts.get("r1", "note")).toEqual(["n"]);
});

test("A_record_that_this_page_did_not_write_is_left_out", () => {
  expect(readDrafts("no json").size).toBe(0);
  expect(readDrafts("null").size).toBe(0);
  expect([...readDrafts(JSON.stringify({ reply: "x", other: ["y"], note: ["z"] }))]).toEqual([["note", ["z"]]]);
});

test("After_wiping_nothing_is_left", () => {
  const drafts = new Drafts();
  drafts.keep("r1", "reply", ["x"]);
  drafts.wipe();
  expect(drafts.get("r1", "reply")).toBe(null);
  expect(drafts.any).toBe(false);
});
