// @ts-check
// The words around a question.

/** @type {Record<string, import("../../view/labels.js").Table>} */
export const labels = {
  en: {
    title: "Exercise {id}",
    answer: "Your answer to exercise {id}",
    "placeholder.number": "a number, such as 0.25 or 1/4",
    "placeholder.array": "numbers, such as 1, 2, 3",
    check: "Check",
    again: "Clear",
    right: "Right.",
    wrong: "Not yet.",
    private: "Your answers stay in this browser.",
  },
};
