import { expect, test } from "vitest";
import { openActions } from "../../src/Casework/Web/lawful.ts";

const standing = { answerable: true, acknowledgedByOfficer: false, feedbackGiven: false, closed: false, mayDecide: true };
const all = (actions: ReturnType<typeof openActions>) => [actions.primary, ...actions.beside, ...actions.menu];

test("The_next_lawful_act_goes_from_acknowledging_to_feedback_to_closing", () => {
  expect(openActions(standing).primary).toBe("acknowledge");
  expect(openActions({ ...standing, acknowledgedByOfficer: true }).primary).toBe("feedback");
  expect(openActions({ ...standing, acknowledgedByOfficer: true, feedbackGiven: true }).primary).toBe("close");
  expect(openActions({ ...standing, acknowledgedByOfficer: true, feedbackGiven: true, closed: true }).primary).toBe("reply");
});

test("Closing_is_offered_only_after_feedback_and_only_to_responsible_or_deputy", () => {
  expect(all(openActions({ ...standing, acknowledgedByOfficer: true }))).not.toContain("close");
  expect(all(openActions({ ...standing, acknowledgedByOfficer: true, feedbackGiven: true, mayDecide: false }))).not.toContain("close");
});

test("Every_act_is_offered_at_most_once", () => {
  for (const acknowledgedByOfficer of [true, false]) {
    for (const feedbackGiven of [true, false]) {
      for (const closed of [true, false]) {
        const actions = all(openActions({ answerable: true, acknowledgedByOfficer, feedbackGiven, closed, mayDecide: true }));
        expect(new Set(actions).size).toBe(actions.length);
      }
    }
  }
});

test("A_report_that_does_not_open_can_be_noted_on_and_closed_but_not_answered", () => {
  expect(all(openActions({ ...standing, answerable: false }))).toEqual(["close", "note"]);
  expect(all(openActions({ ...standing, answerable: false, mayDecide: false }))).toEqual(["note"]);
  expect(all(openActions({ ...standing, answerable: false, closed: true }))).toEqual(["note"]);
});
