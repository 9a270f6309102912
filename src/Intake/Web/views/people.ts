// How people are named on the page: role first, then the name that the organisation gave.

import type { Officer } from "@integrity-channel/crypto";
import type { App } from "../app.ts";
import type { TextKey } from "../texts.ts";

const roles: Record<number, TextKey> = { 1: "role.responsible", 2: "role.deputy", 3: "role.confidant", 4: "role.investigator", 5: "role.chief", 6: "role.dpo" };

export function roleName(app: App, role: number): string {
  return app.texts.of(roles[role] ?? "role.other");
}

export function personName(app: App, officer: Pick<Officer, "role" | "display">): string {
  const role = roleName(app, officer.role);
  return officer.display === "" || officer.display.toLowerCase() === role.toLowerCase() ? role : `${role}: ${officer.display}`;
}
