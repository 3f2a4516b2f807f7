const MEDIA_TYPES: Readonly<Record<string, string>> = {
	html: "text/html; charset=utf-8",
	js: "text/javascript; charset=utf-8",
	css: "text/css; charset=utf-8",
	md: "text/markdown; charset=utf-8",
	txt: "text/plain; charset=utf-8",
	json: "application/json; charset=utf-8",
	yaml: "application/yaml; charset=utf-8",
	xml: "application/xml; charset=utf-8",
	svg: "image/svg+xml",
	png: "image/png",
	jpg: "image/jpeg",
	jpeg: "image/jpeg",
	webp: "image/webp",
	gif: "image/gif",
	ico: "image/x-icon",
	pdf: "application/pdf",
	woff2: "font/woff2",
	wasm: "application/wasm",
};

/** The media type of a file, by its extension. */
export function fileMediaType(path: string): string {
	const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
	return (Object.hasOwn(MEDIA_TYPES, extension) && MEDIA_TYPES[extension]) || "application/octet-stream";
}
