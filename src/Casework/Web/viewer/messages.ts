// What the officers' page and the viewer frame say to each other, over a channel of their own. Nothing else crosses.

interface Shown {
  /** What it is, for the title and for screen readers; made by us, never the file's name. */
  readonly label: string;
  readonly language: string;
}

export type ToViewer =
  | (Shown & { readonly kind: "text"; readonly text: string })
  | (Shown & { readonly kind: "image"; readonly bytes: ArrayBuffer; readonly type: string });

export type FromViewer = { readonly shown: boolean } | { readonly close: true };
