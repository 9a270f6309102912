// Opens the page: loads the language's texts and shows the title. The views follow.

export {};

const languages = JSON.parse(document.documentElement.dataset["texts"] ?? "{}") as Record<string, { url: string; integrity: string }>;
const wanted = location.pathname.slice(1, 3);
const source = languages[wanted] ?? languages["nl"];
if (source !== undefined) {
  const texts = (await (await fetch(source.url, { integrity: source.integrity })).json()) as Record<string, string>;
  const main = document.createElement("main");
  main.className = "page";
  const heading = document.createElement("h1");
  heading.textContent = texts["frame.title"] ?? "";
  main.append(heading);
  document.body.prepend(main);
}
