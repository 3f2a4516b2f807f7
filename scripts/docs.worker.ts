import { serveSiteWork } from "./docs/site-thread.ts";

// Scripts are bundled while the description is read, and Markdown is printed beside HTML.
serveSiteWork();
