/**
 * The script of the page, which filters entries. It is a text and not a function: the build renames what functions refer to. It reads
 * attributes and texts, and writes nothing but `hidden` and one text.
 */
export const SCRIPT = `"use strict";
const form = document.getElementById("filter");
if (form) {
	const articles = [...document.querySelectorAll("article")];
	const parts = [...document.querySelectorAll("[data-part]")];
	const output = form.querySelector("output");
	const noun = output.dataset.entry;
	const update = () => {
		const values = Object.fromEntries(new FormData(form));
		const text = values.text.trim().toLowerCase();
		const isShown = ({ dataset, textContent }) =>
			["operation", "rule", "severity"].every((name) => !values[name] || dataset[name] === values[name]) &&
			(text === "" || (dataset.operation + textContent).toLowerCase().includes(text));
		for (const article of articles) article.hidden = !isShown(article);
		for (const part of parts) part.hidden = !part.querySelector("article:not([hidden])");
		const shown = articles.filter((article) => !article.hidden).length;
		output.textContent = "Shows " + shown + " of " + articles.length + " " + noun + "s";
	};
	const reveal = () => {
		const target = document.getElementById(location.hash.slice(1));
		if (!target || !target.closest("[hidden]")) return;
		form.reset();
		update();
		target.scrollIntoView();
	};
	form.addEventListener("input", update);
	form.addEventListener("reset", () => setTimeout(update));
	form.addEventListener("submit", (event) => event.preventDefault());
	addEventListener("hashchange", reveal);
	form.hidden = false;
	update();
}
`;
