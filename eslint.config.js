import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/bundle/", ".venv/", "build/", "dist/"] },
  js.configs.recommended,
  {
    files: ["kg/render/page/*.js", "tests/page/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-eval": "error",
      "no-restricted-properties": ["error", ...markup()],
    },
  },
];

/** What reads text as markup: nothing in the page may. */
function markup() {
  return ["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property, message: "Text goes in as text: use el()." }));
}
