import type { InspectorInput } from "../scripts/docs/inspector.ts";
import { connectToServer } from "../src/core/explorer/connection.ts";
import { startExplorer } from "../src/core/explorer/start-explorer.ts";
import { describeApi } from "./describe-api.ts";

/* The inspector: the application for the sandbox that serves this page. */
const { data } = (globalThis as unknown as { inspectorInput: InspectorInput }).inspectorInput;
const root = document.getElementById("explorer");

if (root) startExplorer({ ...describeApi(connectToServer(new URL(".", document.baseURI))), root, data, isWatched: true });
